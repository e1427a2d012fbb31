// How are spans of text written in Slack's markup, so that nothing in them acts as markup?

import type { Line, Span } from '../../bot/answer.ts';
import { MAX_URL } from './limits.ts';

/** Who will see a text decides whether a mention may stand in it: in a message for many it would notify. */
export type Audience = 'one' | 'many';

/** Control characters, and those that turn the direction of a text. */
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** The three characters with a meaning of their own, escaped as Slack asks. */
export function escapeText(text: string): string {
  return text.replace(CONTROLS, ' ').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** What {@link escapeText} and Slack itself escape, as people wrote it. */
export function unescapeText(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** Text without control characters, for fields that take plain text. */
export function plainText(text: string): string {
  return text.replace(CONTROLS, ' ');
}

/** At most so many UTF-16 units, with an ellipsis where something was cut, and never half a character. */
export function cutText(text: string, max: number): string {
  if (text.length <= max) return text;
  const cut = text.slice(0, max - 1);
  return `${/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}

/** A line in markup. */
export function lineMarkup(line: Line, audience: Audience): string {
  return line.map((span) => spanMarkup(span, audience)).join('');
}

/** A line in markup of at most so many characters; what is too much is cut from its end, never within a link. */
export function fittingLine(line: Line, audience: Audience, max: number): string {
  const whole = lineMarkup(line, audience);
  if (whole.length <= max) return whole;
  let markup = '';
  for (const span of line) {
    const next = spanMarkup(span, audience);
    if (markup.length + next.length <= max - 1) {
      markup += next;
      continue;
    }
    // Escaping takes up to five characters for one, and a link its address: shorten until it fits, or leave it out.
    for (let keep = max - markup.length - 1; keep > 20; keep = Math.floor(keep * 0.8)) {
      const shorter = spanMarkup({ ...span, text: cutText(span.text, keep) }, audience);
      if (markup.length + shorter.length <= max) return `${markup}${shorter}`;
    }
    return `${markup}…`;
  }
  return markup;
}

/** A line as text alone, escaped, for the `text` of a message. */
export function lineText(line: Line): string {
  return line.map(({ text }) => escapeText(text)).join('');
}

function spanMarkup(span: Span, audience: Audience): string {
  const mention = mentionMarkup(span, audience);
  if (mention !== undefined) return mention;
  const text = escapeText(span.text);
  if (span.url !== undefined) return linkMarkup(span.url, text);
  switch (span.style) {
    case 'strong':
      return styled('*', text);
    case 'emphasis':
      return styled('_', text);
    case 'code':
      return styled('`', text);
    case 'quote':
    case undefined:
      return text;
  }
}

/** Slack's styles do not reach over a line feed or over their own mark, nor begin or end with a space. */
function styled(mark: string, text: string): string {
  const [, before = '', inner = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? [];
  if (inner === '' || inner.includes(mark) || inner.includes('\n')) return text;
  return `${before}${mark}${inner}${mark}${after}`;
}

function linkMarkup(url: string, label: string): string {
  const address = encodeAddress(url);
  if (address === undefined) return label;
  const text = label.replaceAll('|', '¦').replaceAll('\n', ' ').trim();
  return text === '' ? `<${address}>` : `<${address}|${text}>`;
}

/** Only web addresses become links; `|`, `<` and `>` would end the link early. */
function encodeAddress(url: string): string | undefined {
  if (!/^https?:\/\/[^\s]+$/i.test(url) || url.length > MAX_URL / 2) return undefined;
  return url
    .replaceAll('|', '%7C')
    .replaceAll('<', '%3C')
    .replaceAll('>', '%3E')
    .replaceAll('&', '&amp;')
    .replace(CONTROLS, '');
}

function mentionMarkup({ mention }: Span, audience: Audience): string | undefined {
  if (mention === undefined || !/^[A-Z0-9]{2,30}$/.test(mention.id)) return undefined;
  if (mention.kind === 'channel') return `<#${mention.id}>`;
  if (audience === 'many') return undefined;
  return mention.kind === 'person' ? `<@${mention.id}>` : `<!subteam^${mention.id}>`;
}
