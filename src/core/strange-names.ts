// Does the question name somebody or something of whom the claim never speaks?

import type { ClaimIndex } from './claim-index.ts';
import { ClaimTexts } from './claim-texts.ts';
import type { Query } from './query.ts';
import { CAPITAL, NUMERIC, OPENS, SHOUTED } from './word-scanner.ts';

/** Names less telling than this, in idf, are said in passing. */
const TELLING = 4;

/**
 * Whether a capitalised word of the question stands in no text of the claim. On a claim with many wordings, whose words
 * are known well, such a name means another person, company or work ("Friends" for "The Office"). A word that opens a
 * sentence or is all in capitals may be no name; it counts where a name is missing that nearly all texts of the claim
 * have ("TF1 contacted…" for "Netflix contacted…").
 */
export function hasStrangeName(query: Query, claim: number, index: ClaimIndex): boolean {
  let texts: ClaimTexts | undefined;
  let perhaps = false;
  for (const { flags, idf, positions, alternatives } of query.words) {
    if ((flags & CAPITAL) === 0 || idf < TELLING || positions.length === 0) continue;
    texts ??= new ClaimTexts(index, claim);
    if (texts.haveAny(alternatives.map(({ term }) => term))) continue;
    if ((flags & (OPENS | SHOUTED | NUMERIC)) === 0) return true;
    perhaps = true;
  }
  if (!perhaps) return false;
  const asked = new Set(query.words.flatMap(({ alternatives }) => alternatives.map(({ term }) => term)));
  return texts?.coreNames().some((name) => !asked.has(name)) ?? false;
}
