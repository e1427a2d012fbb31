// What does a chat message say once the platforms' markup is read?

/** Text without markup, and what was taken out of it. */
export interface PlainMessage {
  readonly text: string;
  /** Addresses as written, in order. */
  readonly addresses: readonly string[];
  /** Quoted lines (`> …`), joined; empty where there are none. */
  readonly quoted: string;
  /** Who is quoted, and when, where the message forwards a post: "— Name (@handle) January 14, 2020". */
  readonly byline: string;
  readonly mentions: number;
  readonly emoji: number;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&apos;': "'",
  '&nbsp;': ' ',
};

/** Every quantifier is bounded, so that no input makes these slow. */
const ANGLE = /<(@[!&]?|#|!|:|a:|t:|\/|https?:\/\/|mailto:)([^<>\s|]{0,2000})(?:\|([^<>]{0,500}))?(?: [^<>]{0,60})?>/g;
const MARKDOWN_LINK = /\[([^[\]\n]{1,300})\]\(<?(https?:\/\/[^\s()<>]{1,2000})>?\)/g;
const ADDRESS =
  /(?:https?:\/\/|www\.)[^\s<>"'“”«»|]{2,2000}|pic\.twitter\.com\/[\w-]{2,100}|\b(?:t\.co|youtu\.be|bit\.ly|fb\.me|fb\.watch)\/[\w-]{2,100}/gi;
const MENTION = /(^|[^\p{L}\p{N}_@])@([\p{L}\p{N}_](?:[\p{L}\p{N}_.-]{0,38}[\p{L}\p{N}_])?)/gu;
const HASHTAG = /[#＃]([\p{L}\p{N}_]{1,100})/gu;
const SHORTCODE = /:[a-z0-9_+-]{2,40}:/g;
const EMOJI = /[\p{Extended_Pictographic}\u{1f1e6}-\u{1f1ff}\u{1f3fb}-\u{1f3ff}\u20e3\ufe0f]/gu;
const CODE_FENCE = /```(?:[a-z]{1,12}\n)?/gi;
const EMPHASIS = /\*{1,3}|_{2,3}|~{2}|\|{2}|`/g;
/** Single underscores and tildes that wrap words (Slack's italics and strike). */
const SLACK_EMPHASIS = /(^|[\s(])[_~]([^\s_~][^_~\n]{0,200})[_~](?=$|[\s).,!?])/g;
const QUOTE_LINE = /^[ \t]{0,3}>{1,3}[ \t]?/;
/** "— Name (@handle) January 14, 2020" at the end, as embedded posts are copied. */
const BYLINE =
  /\s*[\u2014\u2013-]{1,2}\s*([^\n\u2014@]{1,60}?)\s*\(@(\w{1,30})\)\s*([\p{L}\d]{1,12}\.? [\p{L}\d]{1,12},? \d{4})?\s*$/u;
/** How far from the end a byline may start, in characters. */
const BYLINE_REACH = 160;
const ORDINARY_EMOJI = /^[#*0-9©®™‼⁉ℹ↔-↪]$/u;

/**
 * Reads Discord's and Slack's markup: links keep their label, mentions of people and channels go, hashtags become
 * words, code and emphasis lose their signs. Linear in the length of the text.
 */
export function readMarkup(source: string): PlainMessage {
  const addresses: string[] = [];
  let mentions = 0;
  let emoji = 0;
  let text = source;
  let byline = '';
  const reach = Math.max(0, text.length - BYLINE_REACH);
  const by = text.includes('(@') ? BYLINE.exec(text.slice(reach)) : null;
  if (by !== null) {
    byline = `${by[1] ?? ''} ${splitCompoundTag(by[2] ?? '')} ${by[3] ?? ''}`.trim();
    text = text.slice(0, reach + by.index);
  }
  if (text.includes('<')) {
    text = text.replace(ANGLE, (_whole, kind: string, target: string, label: string | undefined) => {
      if (kind.startsWith('http')) {
        addresses.push(kind + target);
        // A label that repeats the address says nothing.
        return label === undefined || /^(?:https?:|www\.)/.test(label) || target.startsWith(label) ? ' ' : ` ${label} `;
      }
      if (kind === 'mailto:' || kind === 't:' || kind === '/') return ' ';
      if (kind === ':' || kind === 'a:') emoji += 1;
      else mentions += 1;
      return ' ';
    });
  }
  if (text.includes('](')) {
    text = text.replace(MARKDOWN_LINK, (_whole, label: string, target: string) => {
      addresses.push(target);
      return ` ${label} `;
    });
  }
  if (text.includes('&'))
    text = text.replace(/&(?:amp|lt|gt|quot|#39|apos|nbsp);/g, (entity) => ENTITIES[entity] ?? ' ');
  text = text.replace(ADDRESS, (address) => {
    addresses.push(address);
    return ' ';
  });
  if (text.includes('@')) {
    text = text.replace(MENTION, (whole, before: string, name: string, offset: number, all: string) => {
      mentions += 1;
      // Who is spoken to says nothing of the claim; who is spoken of may ("… says @RealName").
      const opening =
        offset < 200 &&
        /^[\s@\p{L}\p{N}_.-]*$/u.test(all.slice(0, offset)) &&
        !/(^|\s)[^@\s]/.test(all.slice(0, offset));
      return opening || whole.length > 41 ? `${before} ` : `${before} ${splitCompoundTag(name)}`;
    });
  }
  if (text.includes('#') || text.includes('＃'))
    text = text.replace(HASHTAG, (_whole, tag: string) => ` ${splitCompoundTag(tag)}`);
  if (text.includes(':')) {
    text = text.replace(SHORTCODE, (code) => {
      if (/^:\d+:$/.test(code)) return code;
      emoji += 1;
      return ' ';
    });
  }
  text = text.replace(EMOJI, (sign) => {
    if (ORDINARY_EMOJI.test(sign)) return sign;
    emoji += 1;
    return ' ';
  });
  text = text.replace(CODE_FENCE, '\n').replace(EMPHASIS, '').replace(SLACK_EMPHASIS, '$1$2');
  let quoted = '';
  if (text.includes('>')) {
    const lines = text.split('\n');
    const plain: string[] = [];
    for (const line of lines) {
      if (QUOTE_LINE.test(line)) quoted += `${line.replace(QUOTE_LINE, '')}\n`;
      plain.push(line.replace(QUOTE_LINE, ''));
    }
    text = plain.join('\n');
  }
  return { text: text.trim(), addresses, quoted: quoted.trim(), byline, mentions, emoji };
}

/** `ProudBoys2020` and `proud_boys` as words. */
function splitCompoundTag(tag: string): string {
  return tag
    .replace(/_+/g, ' ')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/(\p{L}{3})(\p{Nd})/gu, '$1 $2');
}
