// What does this message claim, once the talk around the claim is taken off?

import { cleanText } from './clean-text.ts';
import type { Extraction } from './extraction.ts';
import { readMarkup } from './message-markup.ts';
import { normalizeAddress } from './normalize-address.ts';
import { stripWrappers } from './wrappers.ts';

/** Shortest quotation or sentence worth scoring alone, in characters. */
const MIN_PART = 12;
/** Texts up to this many characters are scored whole, without parts. */
const LONG_TEXT = 280;
const MAX_PARTS = 12;

const QUOTATION = /[«“"]([^«»“”"]{12,600})[»”"]/gu;

/**
 * Finds the claim in a chat message: undoes invisible characters and platform markup, takes out mentions, links and
 * emoji, then the words that only ask ("is it true that…", « c'est vrai que… ? »). Reads `maxLength` characters, in
 * linear time.
 */
export function extractClaim(message: string, maxLength = 20_000): Extraction {
  const plain = readMarkup(cleanText(message, maxLength));
  const urls: string[] = [];
  for (const address of plain.addresses) {
    const normal = normalizeAddress(address);
    if (normal !== undefined && !urls.includes(normal) && urls.length < 20) urls.push(normal);
  }
  const talk = plain.text.replace(/[^\S\n]+/g, ' ').trim();
  const text = stripWrappers(talk);
  if (!/[\p{L}\p{N}]/u.test(text)) {
    const said = /[\p{L}\p{N}]/u.test(talk);
    return { text: '', context: '', parts: [], urls, empty: emptiness(said, urls.length, plain.mentions, plain.emoji) };
  }
  return { text, context: plain.byline, parts: partsOf(text, plain.quoted), urls };
}

function emptiness(said: boolean, urls: number, mentions: number, emoji: number): NonNullable<Extraction['empty']> {
  if (urls > 0) return 'only-link';
  if (said) return 'only-wrapper';
  if (emoji > 0) return 'only-emoji';
  return mentions > 0 ? 'only-mention' : 'nothing';
}

/** Quoted lines, quotations, then the sentences of a long text. */
function partsOf(text: string, quoted: string): string[] {
  const parts: string[] = [];
  function add(part: string): void {
    const trimmed = stripWrappers(part);
    if (trimmed.length >= MIN_PART && trimmed !== text && !parts.includes(trimmed) && parts.length < MAX_PARTS) {
      parts.push(trimmed);
    }
  }
  if (quoted !== '') add(quoted);
  for (const match of text.matchAll(QUOTATION)) add(match[1] ?? '');
  if (text.length > LONG_TEXT) for (const sentence of text.split(/(?<=[.!?…])\s+|\n+/u).slice(0, 60)) add(sentence);
  return parts;
}
