// Does the question name somebody or something of whom the claim never speaks?

import { type ClaimIndex, FLAG_BITS, NEGATES } from './claim-index.ts';
import type { Query } from './query.ts';
import { CAPITAL, NUMERIC, OPENS, SHOUTED } from './tokenize.ts';

/** Names less telling than this, in idf, are said in passing. */
const TELLING = 4;

/**
 * Whether a capitalised word of the question stands in no text of the claim. On a claim with many wordings, whose words
 * are known well, such a name means another person, company or work ("Friends" for "The Office").
 */
export function hasStrangeName(query: Query, claim: number, index: ClaimIndex): boolean {
  let known: Set<number> | undefined;
  for (const { flags, idf, positions, alternatives } of query.words) {
    if ((flags & CAPITAL) === 0 || (flags & (OPENS | SHOUTED | NUMERIC)) !== 0) continue;
    if (idf < TELLING || positions.length === 0) continue;
    known ??= termsOf(claim, index);
    if (!alternatives.some(({ term }) => known?.has(term))) return true;
  }
  return false;
}

function termsOf(claim: number, index: ClaimIndex): Set<number> {
  const terms = new Set<number>();
  for (const unit of index.unitsOf(claim)) {
    if (index.isNegative(unit)) continue;
    const { page, start, textLength, titleLength } = index.tokensOf(unit);
    for (let i = start; i < start + textLength + titleLength; i += 1) {
      const token = page[i] as number;
      if ((token & NEGATES) === 0) terms.add(token >>> FLAG_BITS);
    }
  }
  return terms;
}
