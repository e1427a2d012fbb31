// What is a new entry called?

import { createHash } from 'node:crypto';
import { SHARED_SCOPE } from '../../core/claim.ts';
import { MAX_ENTRY_ID_LENGTH } from '../../entry/entry-schema.ts';

/** Longest part made of the claim's words; leaves room for what makes the id unique. */
const MAX_WORDS = 48;

/**
 * An id of the claim's first words. A community's entry gets an end of its own, so that no id tells what another
 * community has.
 * @param seed the same for the same entry: a draft's id, an address.
 */
export function entryIdFor(claim: string, scope: string, seed: string): string {
  const words = slug(claim);
  if (scope === SHARED_SCOPE && words.includes('-')) return words;
  return `${words === '' ? 'claim' : words}-${shortHash(`${scope} ${seed}`)}`;
}

/** The words of a text in small letters, joined by hyphens. */
export function slug(text: string): string {
  const words = text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[’']/g, '')
    .toLowerCase()
    .match(/[a-z0-9]+/g);
  let id = '';
  for (const word of words ?? []) {
    const next = id === '' ? word : `${id}-${word}`;
    if (next.length > MAX_WORDS) break;
    id = next;
  }
  return id;
}

/** Six letters and digits that stand for a text. */
export function shortHash(text: string): string {
  const digest = createHash('sha256').update(text).digest();
  return digest.readUIntBE(0, 6).toString(36).padStart(10, '0').slice(-6);
}

/** An id within its length with an end of its own. */
export function withEnd(id: string, end: string): string {
  return `${id.slice(0, MAX_ENTRY_ID_LENGTH - end.length - 1).replace(/-+$/, '')}-${end}`;
}
