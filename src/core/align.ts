// Which words of a wording stand for which of the question, in order?

/** A matched pair of positions. */
export interface AlignedPair {
  readonly claim: number;
  readonly question: number;
}

/** Longest sides that are aligned, in content words: what is further on is left alone. */
const MAX_SIDE = 300;

/** The longest common subsequence of two lists of items that `match`; of equal ones, the one with the latest question words. */
export function align(
  claimLength: number,
  questionLength: number,
  match: (claim: number, question: number) => boolean,
): AlignedPair[] {
  const m = Math.min(claimLength, MAX_SIDE);
  const n = Math.min(questionLength, MAX_SIDE);
  const width = n + 1;
  const best = new Uint16Array((m + 1) * width);
  for (let i = m - 1; i >= 0; i -= 1) {
    for (let j = n - 1; j >= 0; j -= 1) {
      const here = match(i, j) ? (best[(i + 1) * width + j + 1] as number) + 1 : 0;
      best[i * width + j] = Math.max(here, best[(i + 1) * width + j] as number, best[i * width + j + 1] as number);
    }
  }
  const pairs: AlignedPair[] = [];
  let i = 0;
  let j = 0;
  while (i < m && j < n) {
    const here = best[i * width + j] as number;
    if (here === 0) break;
    if (best[i * width + j + 1] === here) j += 1;
    else if (best[(i + 1) * width + j] === here) i += 1;
    else {
      pairs.push({ claim: i, question: j });
      i += 1;
      j += 1;
    }
  }
  return pairs;
}
