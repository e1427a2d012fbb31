// How near in meaning do a wording's words come to the question's?

import type { ClaimIndex } from './claim-index.ts';
import { grownInts } from './growable-array.ts';
import { MAX_WORDS, type Query } from './query.ts';
import { VECTOR_LENGTH, type WordVectors } from './word-vectors.ts';

/** Cosines up to this are chance. */
const MEANING_FLOOR = 0.35;

/** Meets words by meaning, with each pair of words compared once per question. */
export class MeaningReader {
  private readonly index: ClaimIndex;
  private readonly vectors: WordVectors;
  private rowOfTerm: Int32Array = new Int32Array(0);
  /** Vectors of the question's words one after the other, and which word and row each belongs to. */
  private readonly questionVectors: Int8Array;
  private readonly questionWords = new Int32Array(MAX_WORDS);
  private readonly questionRows = new Int32Array(MAX_WORDS);
  private questionCount = 0;
  private readonly questionMean: Float64Array;
  private readonly unitMean: Float64Array;
  /** Off for candidates that are not worth the time. */
  enabled = true;
  /**
   * By row of the vectors: 0 where it was not yet compared with this question, else one more than where its nearest
   * words begin. Few words pass the floor, so only those are kept: their number, then word and cosine by turns.
   */
  private readonly nearestOf: Int32Array;
  private readonly compared: number[] = [];
  private readonly nearest: number[] = [];

  constructor(index: ClaimIndex, vectors: WordVectors) {
    this.index = index;
    this.vectors = vectors;
    this.questionVectors = new Int8Array(MAX_WORDS * vectors.dimensions);
    this.questionMean = new Float64Array(vectors.dimensions);
    this.unitMean = new Float64Array(vectors.dimensions);
    this.nearestOf = new Int32Array(vectors.rows.size);
  }

  open(query: Query): void {
    for (const row of this.compared) this.nearestOf[row] = 0;
    this.compared.length = 0;
    this.nearest.length = 0;
    this.questionCount = 0;
    this.questionMean.fill(0);
    const { dimensions, values, rows } = this.vectors;
    for (let w = 0; w < query.words.length; w += 1) {
      const { stem, idf } = query.words[w] as Query['words'][number];
      const row = rows.get(stem);
      if (row === undefined) continue;
      const n = this.questionCount;
      this.questionWords[n] = w;
      this.questionRows[n] = row;
      for (let d = 0; d < dimensions; d += 1)
        this.questionVectors[n * dimensions + d] = values[row * dimensions + d] as number;
      this.questionCount += 1;
      this.add(this.questionMean, row, idf);
    }
  }

  start(): void {
    this.unitMean.fill(0);
  }

  /** The best cosine of a term with a word of the question, 0 where below the floor; raises each word's best in `near`. */
  meet(term: number, idf: number, near: Float64Array): number {
    if (!this.enabled) return 0;
    const row = this.rowOf(term);
    if (row < 0) return 0;
    this.add(this.unitMean, row, idf);
    const { nearest } = this;
    const at = (this.nearestOf[row] as number) - 1;
    const from = at < 0 ? this.compare(row) : at;
    const end = from + 1 + 2 * (nearest[from] as number);
    let best = 0;
    for (let k = from + 1; k < end; k += 2) {
      const w = nearest[k] as number;
      const cosine = nearest[k + 1] as number;
      if (cosine > (near[w] as number)) near[w] = cosine;
      if (cosine > best) best = cosine;
    }
    return best;
  }

  /** Finds the question's words near to a row; returns where they begin. */
  private compare(row: number): number {
    const { questionVectors, questionWords, questionRows, questionCount, vectors, nearest } = this;
    const { dimensions, values } = vectors;
    const begin = nearest.length;
    nearest.push(0);
    let count = 0;
    const from = row * dimensions;
    for (let n = 0; n < questionCount; n += 1) {
      let sum = 0;
      const at = n * dimensions;
      // Four at a time, in whole numbers: this is the innermost loop of the whole matching.
      for (let d = 0; d < dimensions; d += 4) {
        sum =
          (sum +
            Math.imul(values[from + d] as number, questionVectors[at + d] as number) +
            Math.imul(values[from + d + 1] as number, questionVectors[at + d + 1] as number) +
            Math.imul(values[from + d + 2] as number, questionVectors[at + d + 2] as number) +
            Math.imul(values[from + d + 3] as number, questionVectors[at + d + 3] as number)) |
          0;
      }
      const cosine = questionRows[n] === row ? 1 : sum / (VECTOR_LENGTH * VECTOR_LENGTH);
      if (cosine <= MEANING_FLOOR) continue;
      count += 1;
      nearest.push(questionWords[n] as number, Math.fround(cosine));
    }
    nearest[begin] = count;
    this.nearestOf[row] = begin + 1;
    this.compared.push(row);
    return begin;
  }

  cosine(): number {
    const { questionMean, unitMean } = this;
    let dot = 0;
    let a = 0;
    let b = 0;
    for (let d = 0; d < questionMean.length; d += 1) {
      const x = questionMean[d] as number;
      const y = unitMean[d] as number;
      dot += x * y;
      a += x * x;
      b += y * y;
    }
    return a > 0 && b > 0 ? dot / Math.sqrt(a * b) : 0;
  }

  private rowOf(term: number): number {
    if (term >= this.rowOfTerm.length) {
      const filled = this.rowOfTerm.length;
      this.rowOfTerm = grownInts(this.rowOfTerm, Math.max(term + 1, this.index.terms.size));
      for (let t = filled; t < this.rowOfTerm.length; t += 1) {
        const text = this.index.terms.texts[t];
        // 0: not looked up yet, for terms still to come.
        this.rowOfTerm[t] = text === undefined ? 0 : (this.vectors.rows.get(text) ?? -1) + 2;
      }
    }
    if (this.rowOfTerm[term] === 0)
      this.rowOfTerm[term] = (this.vectors.rows.get(this.index.terms.texts[term] ?? '') ?? -1) + 2;
    return (this.rowOfTerm[term] as number) - 2;
  }

  private add(mean: Float64Array, row: number, weight: number): void {
    const { dimensions, values } = this.vectors;
    const from = row * dimensions;
    for (let d = 0; d < dimensions; d += 4) {
      mean[d] = (mean[d] as number) + weight * (values[from + d] as number);
      mean[d + 1] = (mean[d + 1] as number) + weight * (values[from + d + 1] as number);
      mean[d + 2] = (mean[d + 2] as number) + weight * (values[from + d + 2] as number);
      mean[d + 3] = (mean[d + 3] as number) + weight * (values[from + d + 3] as number);
    }
  }
}
