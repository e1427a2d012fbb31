// What does Slack make of what a person types?

import type { Fields } from './payload.ts';

/** A reference or an address as it may stand in a typed text: `<@U1>`, `<#C1|name>`, `<https://…>`, `https://…`. */
const SPECIAL = /<[@#!][^<>\s]*>|<https?:[^<>]+>|https?:\/\/[^\s<>]+/g;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function richElement(special: string): Fields {
  const inner = special.replace(/^<|>$/g, '');
  const [target = '', label] = inner.split('|', 2);
  if (target.startsWith('@')) return { type: 'user', user_id: target.slice(1) };
  if (target.startsWith('#')) return { type: 'channel', channel_id: target.slice(1) };
  if (target.startsWith('!subteam^')) return { type: 'usergroup', usergroup_id: target.slice(9) };
  if (target.startsWith('!')) return { type: 'broadcast', range: target.slice(1) };
  return label === undefined ? { type: 'link', url: target } : { type: 'link', url: target, text: label };
}

/**
 * The `text` and the rich text block of a person's message. `& < >` are escaped in `text` and plain in the block;
 * addresses stand in angle brackets in `text`.
 */
export function typed(words: string): { text: string; blocks: Fields[] } {
  const elements: Fields[] = [];
  let text = '';
  let from = 0;
  const plain = (part: string) => {
    if (part === '') return;
    text += escaped(part);
    elements.push({ type: 'text', text: part });
  };
  for (const match of words.matchAll(SPECIAL)) {
    plain(words.slice(from, match.index));
    const special = match[0];
    const isReference = special.startsWith('<');
    text += isReference ? special : `<${escaped(special)}>`;
    elements.push(richElement(special));
    from = match.index + special.length;
  }
  plain(words.slice(from));
  return { text, blocks: [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] }] };
}
