// How does a conversation, a modal or a home tab look in Slack, as one page without outside parts?

import type { Message } from '../message.ts';
import { fieldsIn } from '../payload.ts';
import type { View } from '../view.ts';
import type { WorkspaceState } from '../world.ts';
import { htmlBlocks, htmlBody } from './html-blocks.ts';
import { escapeHtml, htmlText } from './mrkdwn.ts';
import { authorName, readingOrder } from './screen.ts';

const CSS = `
body{margin:0;padding:20px;background:#f4f4f4;font:15px/1.47 system-ui,"Segoe UI",Roboto,"Helvetica Neue",sans-serif;color:#1d1c1d}
.window{max-width:680px;margin:0 auto;background:#fff;border:1px solid #ddd;border-radius:8px;overflow:hidden}
.title{padding:12px 20px;border-bottom:1px solid #e8e8e8;font-weight:800}
.list{padding:8px 0}
.message{display:flex;gap:10px;padding:8px 20px}
.reply{margin-left:44px}
.private{background:#fbf7ee}
.only{margin:6px 20px 0 64px;font-size:12px;color:#616061}
.avatar{flex:0 0 36px;height:36px;border-radius:5px;color:#fff;font-weight:700;display:flex;align-items:center;justify-content:center}
.content{min-width:0;flex:1;overflow-wrap:anywhere}
.author{font-weight:800}
.badge{font-size:10px;font-weight:700;background:#e8e8e8;color:#616061;border-radius:2px;padding:1px 4px;margin-left:4px}
.time,.edited,.optional{font-size:12px;color:#616061;font-weight:400;margin-left:4px}
.header{font-size:18px;font-weight:800;margin:6px 0}
.section{display:flex;gap:12px;justify-content:space-between;margin:6px 0}
.fields{display:grid;grid-template-columns:1fr 1fr;gap:6px 16px;margin-top:4px}
.context{font-size:13px;color:#616061;margin:4px 0}
.actions{display:flex;flex-wrap:wrap;gap:8px;margin:8px 0}
.button{display:inline-block;border:1px solid #bbb;border-radius:4px;padding:3px 12px;font-size:13px;font-weight:700;background:#fff;white-space:nowrap;height:max-content}
.button.primary{background:#007a5a;border-color:#007a5a;color:#fff}
.button.danger{background:#e01e5a;border-color:#e01e5a;color:#fff}
.field{display:block;border:1px solid #bbb;border-radius:4px;padding:6px 10px;white-space:pre-wrap}
.actions .field,.section>.field{display:inline-block;padding:3px 10px;height:max-content}
.field.tall{min-height:60px}.field.empty{color:#868686}
.input{margin:14px 0}.label{font-weight:700;margin-bottom:4px}
.error{color:#e01e5a;font-size:13px}
.foot{display:flex;justify-content:flex-end;gap:8px;padding:14px 20px;border-top:1px solid #e8e8e8}
.body{padding:8px 20px}
.attachment,blockquote{border-left:4px solid #ddd;padding-left:10px;margin:4px 0}
.image{color:#616061}
.name{background:#e8f5fa;color:#1264a3;border-radius:3px;padding:0 2px}
a{color:#1264a3;text-decoration:none}
code,pre{font-family:ui-monospace,Menlo,Consolas,monospace;font-size:12px;background:#f6f6f6;border:1px solid #ddd;border-radius:3px;padding:1px 3px}
hr{border:0;border-top:1px solid #ddd}
`;

const COLOURS = ['#4a154b', '#1264a3', '#2eb67d', '#8a5a00', '#b3261e', '#5b5b95'];

function avatar(name: string): string {
  const sum = [...name].reduce((total, letter) => total + (letter.codePointAt(0) ?? 0), 0);
  return `<div class="avatar" style="background:${COLOURS[sum % COLOURS.length]}">${escapeHtml([...name][0] ?? '?')}</div>`;
}

function messageHtml(workspace: WorkspaceState, message: Message, reply: boolean): string {
  const isApp = message.author === workspace.botUserId;
  const name = authorName(workspace, message).replace(/ APP$/, '');
  const time = new Date(Number(message.ts) * 1000).toISOString().slice(11, 16);
  const badge = isApp ? '<span class="badge">APP</span>' : '';
  const edited = message.body.edited === undefined ? '' : '<span class="edited">(edited)</span>';
  const only = message.viewer === undefined ? '' : '<div class="only">👁 Only visible to you</div>';
  const classes = `message${message.viewer === undefined ? '' : ' private'}`;
  return `<div class="${reply ? 'reply' : ''}">${only}<div class="${classes}">${avatar(name)}<div class="content"><div><span class="author">${escapeHtml(name)}</span>${badge}<span class="time">${time}</span></div>${htmlBody(workspace, message.body, message.entered)}${edited}</div></div></div>`;
}

function page(title: string, inner: string): string {
  return `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title><style>${CSS}</style></head>\n<body><div class="window">\n${inner}\n</div></body></html>\n`;
}

function viewHtml(workspace: WorkspaceState, view: View): string {
  const title = view.type === 'modal' ? view.title : 'Home';
  const blocks = view.blocks
    .map((block) => {
      const error = view.errors[String(block.block_id)];
      const html = htmlBlocks(workspace, [block], view.entered);
      return error === undefined ? html : `${html}<div class="error">${escapeHtml(error)}</div>`;
    })
    .join('\n');
  const close = fieldsIn(view.body.close).text === undefined ? 'Close' : htmlText(workspace, view.body.close);
  const submit =
    view.body.submit == null ? '' : `<span class="button primary">${htmlText(workspace, view.body.submit)}</span>`;
  const foot = view.type === 'modal' ? `<div class="foot"><span class="button">${close}</span>${submit}</div>` : '';
  return page(title, `<div class="title">${escapeHtml(title)}</div><div class="body">${blocks}</div>${foot}`);
}

/** What to show: a channel as one person sees it, some messages, or a view. */
export type Shown =
  | { readonly channel: string; readonly viewer: string }
  | { readonly messages: readonly Message[]; readonly title: string }
  | { readonly view: View };

/** A self-contained HTML page in Slack's look: no script, no image, nothing fetched. */
export function renderPage(workspace: WorkspaceState, shown: Shown): string {
  if ('view' in shown) return viewHtml(workspace, shown.view);
  if ('messages' in shown) {
    const rows = shown.messages.map((message) => messageHtml(workspace, message, false)).join('\n');
    return page(shown.title, `<div class="title">${escapeHtml(shown.title)}</div><div class="list">${rows}</div>`);
  }
  const channel = workspace.channels.get(shown.channel);
  if (channel === undefined) throw new Error(`No channel ${shown.channel}`);
  const title = channel.type === 'im' ? 'Direct message' : `# ${channel.name}`;
  const rows = readingOrder(channel, shown.viewer)
    .map(({ message, reply }) => messageHtml(workspace, message, reply))
    .join('\n');
  return page(title, `<div class="title">${escapeHtml(title)}</div><div class="list">${rows}</div>`);
}
