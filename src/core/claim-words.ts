// Which content words does a claim's text have, and which of them does it deny?

import { FLAG_BITS, NEGATES } from './claim-index.ts';

export interface ClaimWord {
  readonly term: number;
  readonly flags: number;
  /** A negation stands before it, after the previous content word. */
  readonly denied: boolean;
}

/** The words of the tokens from `start` on (see `ClaimIndex.tokensOf`). */
export function readClaimWords(page: Int32Array, start: number, length: number): ClaimWord[] {
  const words: ClaimWord[] = [];
  let denied = false;
  for (let i = start; i < start + length; i += 1) {
    const token = page[i] as number;
    if ((token & NEGATES) !== 0) denied = true;
    else {
      words.push({ term: token >>> FLAG_BITS, flags: token & (NEGATES - 1), denied });
      denied = false;
    }
  }
  return words;
}
