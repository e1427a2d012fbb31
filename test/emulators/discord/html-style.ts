// What makes a page look like Discord?

/** The page's style sheet. Nothing is fetched: system fonts, and colours written out. */
export const htmlStyle = `
body { margin: 0; padding: 16px; background: #313338; color: #dbdee1; width: 680px;
  font: 16px/1.375 "gg sans", "Noto Sans", "Helvetica Neue", Helvetica, Arial, "Noto Color Emoji", sans-serif; }
.message { position: relative; padding: 2px 8px 2px 64px; margin: 0 0 16px; overflow-wrap: anywhere; }
.message.private { background: #3c3f5e66; border-left: 2px solid #5865f2; padding-left: 62px; }
.avatar { position: absolute; left: 8px; width: 40px; height: 40px; border-radius: 50%; color: #fff;
  font-weight: 600; display: flex; align-items: center; justify-content: center; }
.reply { color: #b5bac1; font-size: 14px; margin: 0 0 4px; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.reply b { color: #f2f3f5; font-weight: 500; }
.author { color: #f2f3f5; font-weight: 500; }
.app { background: #5865f2; color: #fff; font-size: 10px; font-weight: 600; border-radius: 4px; padding: 1px 5px; margin-left: 5px; }
.date, .edited, .small, .only { color: #949ba4; font-size: 12px; }
.date { margin-left: 6px; }
.only { margin-top: 4px; }
a { color: #00a8fc; text-decoration: none; }
code { background: #2b2d31; border-radius: 4px; padding: 0 4px; font-size: 14px; }
blockquote { margin: 0; padding-left: 10px; border-left: 4px solid #4e5058; }
.mention { background: #5865f24d; color: #c9cdfb; border-radius: 3px; padding: 0 2px; }
.time { background: #4e505866; border-radius: 3px; padding: 0 2px; }
.spoiler { background: #1e1f22; border-radius: 3px; }
.item::before { content: "•"; margin: 0 8px; }
.h1 { font-size: 24px; font-weight: 700; } .h2 { font-size: 20px; font-weight: 700; } .h3 { font-weight: 700; }
.embed { background: #2b2d31; border-left: 4px solid #1e1f22; border-radius: 4px; padding: 10px 16px 14px 12px; margin-top: 4px;
  max-width: 504px; font-size: 14px; display: grid; grid-template-columns: repeat(12, 1fr); gap: 8px; }
.embed > * { grid-column: 1 / -1; min-width: 0; }
.embed .title { color: #f2f3f5; font-size: 16px; font-weight: 600; }
.embed .title a { color: #00a8fc; }
.embed .name { color: #f2f3f5; font-weight: 600; margin-bottom: 2px; }
.embed .footer { color: #949ba4; font-size: 12px; }
.embed .inline { grid-column: span 4; }
.row { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 8px; max-width: 504px; }
.button { background: #4e5058; color: #fff; border-radius: 8px; padding: 6px 16px; font-size: 14px; font-weight: 500; }
.style1 { background: #5865f2; } .style3 { background: #248046; } .style4 { background: #da373c; }
.off { opacity: .5; }
.select { background: #1e1f22; color: #949ba4; border-radius: 8px; padding: 8px 12px; width: 400px; display: flex; justify-content: space-between; }
.options { background: #2b2d31; border-radius: 8px; padding: 6px 0; width: 424px; font-size: 14px; }
.option { padding: 6px 12px; } .option .about { color: #949ba4; font-size: 12px; }
.file { background: #2b2d31; border-radius: 8px; padding: 12px; width: 300px; margin-top: 4px; }
.forward { border-left: 4px solid #4e5058; padding-left: 12px; }
`;
