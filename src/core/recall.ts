// Which wordings are worth a closer look?

import type { ClaimIndex } from './claim-index.ts';
import { impactOfLevel } from './claim-index.ts';
import { grownFloats, grownInts } from './growable-array.ts';
import { IMPACT_BITS, IMPACT_LEVELS } from './posting-lists.ts';
import type { Query } from './query.ts';

/** A wording and how well its words meet the question's (BM25 with each word's best alternative). */
export interface Candidate {
  readonly unit: number;
  readonly claim: number;
  readonly score: number;
}

/** Wordings of one claim that go on to ranking: the others would only repeat it. */
const MAX_UNITS_PER_CLAIM = 4;

/**
 * Scores every wording that shares a term with the question, in working memory kept between calls. Term by term, each
 * word of the question adds its best alternative only.
 */
export class Recall {
  private readonly index: ClaimIndex;
  private scores: Float32Array = new Float32Array(0);
  private lastWord: Int32Array = new Int32Array(0);
  private touched: Int32Array = new Int32Array(0);
  private readonly single = new Int32Array(1);
  private readonly gains = new Float32Array(IMPACT_LEVELS);

  constructor(index: ClaimIndex) {
    this.index = index;
  }

  /** The best wordings, best first; of equal ones the earlier claim id first. `admits` tells which claims may be found. */
  candidates(query: Query, limit: number, admits: (claim: number) => boolean): Candidate[] {
    const { index } = this;
    this.scores = grownFloats(this.scores, index.unitCount);
    this.lastWord = grownInts(this.lastWord, index.unitCount);
    this.touched = grownInts(this.touched, index.unitCount);
    const count = this.accumulate(query);
    const best = this.select(count, limit, admits);
    for (let i = 0; i < count; i += 1) {
      const unit = this.touched[i] as number;
      this.scores[unit] = 0;
      this.lastWord[unit] = 0;
    }
    return best;
  }

  /** Adds up all scores; returns how many units were touched. */
  private accumulate(query: Query): number {
    const { index, scores, lastWord, touched, gains, single } = this;
    const { postings, terms, size } = index;
    let count = 0;
    for (let w = 0; w < query.words.length; w += 1) {
      const word = query.words[w] as Query['words'][number];
      const stamp = w + 1;
      const repeated = 1 + Math.log(word.count) * 0.5;
      for (const { term, weight } of word.alternatives) {
        const worth = terms.idf(term, size) * weight * repeated * word.worth;
        for (let level = 0; level < IMPACT_LEVELS; level += 1) gains[level] = worth * impactOfLevel(level);
        const entries = postings.page(term, single);
        const from = postings.offset(term);
        const end = from + postings.length(term);
        for (let i = from; i < end; i += 1) {
          const entry = entries[i] as number;
          const unit = entry >>> IMPACT_BITS;
          const last = lastWord[unit] as number;
          if (last === stamp) continue;
          if (last === 0) {
            touched[count] = unit;
            count += 1;
          }
          lastWord[unit] = stamp;
          scores[unit] = (scores[unit] as number) + (gains[entry & (IMPACT_LEVELS - 1)] as number);
        }
      }
    }
    return count;
  }

  private select(count: number, limit: number, admits: (claim: number) => boolean): Candidate[] {
    const { index, scores, touched } = this;
    const unitClaim = index.unitClaim.values;
    // A heap with the worst of the best on top; wider than the limit, because claims repeat themselves.
    const repeats = Math.min(MAX_UNITS_PER_CLAIM, Math.ceil(index.unitCount / Math.max(1, index.size)));
    const heap = new WorstFirst(limit * repeats);
    for (let i = 0; i < count; i += 1) {
      const unit = touched[i] as number;
      const score = scores[unit] as number;
      if (!heap.wants(score)) continue;
      const claim = unitClaim[unit] as number;
      if (index.claims[claim] === undefined || !admits(claim)) continue;
      heap.add(unit, score);
    }
    const sorted = heap.units().sort((a, b) => {
      const difference = (scores[b] as number) - (scores[a] as number);
      if (difference !== 0) return difference;
      const idA = index.claims[unitClaim[a] as number]?.id ?? '';
      const idB = index.claims[unitClaim[b] as number]?.id ?? '';
      return idA < idB ? -1 : idA > idB ? 1 : a - b;
    });
    const perClaim = new Map<number, number>();
    const best: Candidate[] = [];
    for (const unit of sorted) {
      const claim = unitClaim[unit] as number;
      const seen = perClaim.get(claim) ?? 0;
      if (seen >= MAX_UNITS_PER_CLAIM || (seen === 0 && perClaim.size >= limit)) continue;
      perClaim.set(claim, seen + 1);
      best.push({ unit, claim, score: scores[unit] as number });
    }
    return best;
  }
}

/** A binary heap of bounded size over scores. */
class WorstFirst {
  private readonly unit: number[] = [];
  private readonly score: number[] = [];
  private readonly capacity: number;

  constructor(capacity: number) {
    this.capacity = capacity;
  }

  wants(score: number): boolean {
    // Equal scores at the edge are kept out, whichever comes first: which of them is cut cannot matter much.
    return this.unit.length < this.capacity || score > (this.score[0] as number);
  }

  add(unit: number, score: number): void {
    if (this.unit.length < this.capacity) {
      this.unit.push(unit);
      this.score.push(score);
      this.rise(this.unit.length - 1);
      return;
    }
    this.unit[0] = unit;
    this.score[0] = score;
    this.sink(0);
  }

  units(): number[] {
    return this.unit;
  }

  private rise(from: number): void {
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if ((this.score[parent] as number) <= (this.score[at] as number)) return;
      this.swap(at, parent);
      at = parent;
    }
  }

  private sink(from: number): void {
    let at = from;
    for (;;) {
      const left = 2 * at + 1;
      if (left >= this.unit.length) return;
      const right = left + 1;
      const child =
        right < this.unit.length && (this.score[right] as number) < (this.score[left] as number) ? right : left;
      if ((this.score[at] as number) <= (this.score[child] as number)) return;
      this.swap(at, child);
      at = child;
    }
  }

  private swap(a: number, b: number): void {
    const unit = this.unit[a] as number;
    this.unit[a] = this.unit[b] as number;
    this.unit[b] = unit;
    const score = this.score[a] as number;
    this.score[a] = this.score[b] as number;
    this.score[b] = score;
  }
}
