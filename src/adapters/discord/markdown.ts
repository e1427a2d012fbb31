// How is a line of an answer written in Discord's Markdown, with nothing in it taken for markup?

import type { Line, Span } from '../../bot/answer.ts';

/** Where the text will stand: addresses in a message's content would be unfurled, in an embed they are not. */
export type Where = 'content' | 'embed';

const ADDRESS = /https?:\/\/[^\s<>]+/g;
const CONTROLS = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** Text as text: no formatting, no mention, no masked link; addresses stay what they are, without a preview. */
export function escapeText(text: string): string {
  const clean = text.replace(CONTROLS, ' ');
  let escaped = '';
  let at = 0;
  for (const match of clean.matchAll(ADDRESS)) {
    escaped += `${escapeWords(clean.slice(at, match.index))}<${match[0]}>`;
    at = match.index + match[0].length;
  }
  return escaped + escapeWords(clean.slice(at));
}

function escapeWords(words: string): string {
  return words
    .replace(/[\\*_~`|<>[\]]/g, '\\$&')
    .replace(/^(\s*)([#+-])/gm, '$1\\$2')
    .replace(/^(\s*\d+)\./gm, '$1\\.')
    .replace(/@(?=everyone|here)/g, '@\u200b');
}

/** A line. A quotation that begins it makes it a block quote, unless it stands in a list. */
export function lineMarkdown(line: Line, where: Where, inList = false): string {
  const first = line[0];
  if (first?.style !== 'quote' || inList) return line.map((span) => spanMarkdown(span, where)).join('');
  const [, ...rest] = line;
  const text = escapeText(first.text) + rest.map((span) => spanMarkdown(span, where)).join('');
  return text.replace(/^/gm, '> ');
}

function spanMarkdown({ text, style, url, mention }: Span, where: Where): string {
  if (mention !== undefined) return mentionMarkdown(mention, text);
  if (url !== undefined) return linkMarkdown(text, url, where);
  if (style === 'code') return `\`${text.replace(/[`\n]/g, ' ')}\``;
  const escaped = escapeText(text);
  if (style === 'strong') return wrapped(escaped, '**');
  return style === undefined ? escaped : wrapped(escaped, '*');
}

/** Spaces at the edges would keep the marks from being read as such. */
function wrapped(text: string, mark: string): string {
  const [, before = '', inner = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? [];
  return inner === '' ? text : `${before}${mark}${inner}${mark}${after}`;
}

function mentionMarkdown({ kind, id }: NonNullable<Span['mention']>, text: string): string {
  if (!/^\d{1,20}$/.test(id)) return escapeText(text);
  return { person: `<@${id}>`, group: `<@&${id}>`, channel: `<#${id}>` }[kind];
}

function linkMarkdown(text: string, url: string, where: Where): string {
  // Discord shows no link where the words themselves look like an address, or where their brackets do not match.
  const words = text
    .replace(/https?:\/\//g, '')
    .replaceAll('[', '(')
    .replaceAll(']', ')');
  const address = url.replace(/[()<>\s\\]/g, (char) => `%${char.charCodeAt(0).toString(16).padStart(2, '0')}`);
  if (!/^https?:\/\//.test(address)) return escapeText(text);
  return `[${escapeText(words)}](${where === 'content' ? `<${address}>` : address})`;
}
