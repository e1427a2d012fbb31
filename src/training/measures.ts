// How good is a ranking, and how good a decision?

/** Ranks of the right claims of one question, from 0, ascending, within the ranks returned; and how many are right. */
export interface RankedQuestion {
  readonly ranks: readonly number[];
  readonly right: number;
}

export interface RetrievalMeasures {
  readonly map5: number;
  readonly mrr: number;
  readonly hit1: number;
  readonly hit5: number;
  readonly recall20: number;
  readonly questions: number;
}

/** The field's usual measures over the questions with a right claim. */
export function retrievalMeasures(questions: readonly RankedQuestion[]): RetrievalMeasures {
  let map5 = 0;
  let mrr = 0;
  let hit1 = 0;
  let hit5 = 0;
  let recall20 = 0;
  for (const { ranks, right } of questions) {
    let found = 0;
    let precision = 0;
    for (const rank of ranks) {
      if (rank >= 5) break;
      found += 1;
      precision += found / (rank + 1);
    }
    map5 += precision / Math.min(5, Math.max(1, right));
    const first = ranks[0];
    if (first !== undefined) {
      mrr += 1 / (first + 1);
      if (first === 0) hit1 += 1;
      if (first < 5) hit5 += 1;
    }
    recall20 += ranks.filter((rank) => rank < 20).length / Math.max(1, right);
  }
  const count = Math.max(1, questions.length);
  return {
    map5: map5 / count,
    mrr: mrr / count,
    hit1: hit1 / count,
    hit5: hit5 / count,
    recall20: recall20 / count,
    questions: questions.length,
  };
}

/** Ranks of the right ones in a list of claim ids. */
export function ranksOf(ids: readonly string[], gold: ReadonlySet<string>): RankedQuestion {
  const ranks: number[] = [];
  for (let i = 0; i < ids.length; i += 1) if (gold.has(ids[i] as string)) ranks.push(i);
  return { ranks, right: gold.size };
}

/** A question asked in both passes: how sure its best claim was, and whether the first was right. */
export interface AskedTwice {
  /** −Infinity where no claim is right for the question, so that it was asked once only; or where none was found. */
  readonly withGold: number;
  readonly right: boolean;
  readonly withoutGold: number;
}

/** The lowest threshold at which at most `rate` of the second pass is answered, and the coverage of the first pass there. */
export function coverageAt(asked: readonly AskedTwice[], rate: number): { threshold: number; coverage: number } {
  const wrong = asked.map(({ withoutGold }) => withoutGold).sort((a, b) => b - a);
  const allowed = Math.floor(rate * asked.length);
  // Answers are given from the threshold on: it must lie above the first one too many.
  const threshold = (wrong[allowed] ?? -1) + 1e-9;
  const covered = asked.filter(({ right, withGold }) => right && withGold >= threshold).length;
  return { threshold, coverage: covered / Math.max(1, answerable(asked)) };
}

/** How many of the questions have a right claim. */
export function answerable(asked: readonly AskedTwice[]): number {
  return asked.filter(({ withGold }) => withGold > Number.NEGATIVE_INFINITY).length;
}
