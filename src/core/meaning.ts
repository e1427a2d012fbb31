// How near in meaning do a wording's words come to the question's?

import type { ClaimIndex } from './claim-index.ts';
import { grownInts } from './growable-array.ts';
import { MAX_WORDS, type Query } from './query.ts';
import { VECTOR_LENGTH, type WordVectors } from './word-vectors.ts';

/** Cosines up to this are chance. */
const MEANING_FLOOR = 0.35;
/** The same for vectors of whole numbers. */
const FLOOR_SUM = MEANING_FLOOR * VECTOR_LENGTH * VECTOR_LENGTH;

/** Meets words by meaning, with each pair of words compared once per question. */
export class MeaningReader {
  private readonly index: ClaimIndex;
  private readonly vectors: WordVectors;
  private rowOfTerm: Int32Array = new Int32Array(0);
  /**
   * Vectors of the question's words one after the other, two dimensions to a number: the first times 2¹⁶, plus the
   * second. Multiplied by a pair the other way round, the upper half is the sum of both products (each at most 127², so
   * that it fits) and the lower half is to be rounded off.
   */
  private readonly questionPairs: Int32Array;
  /** The length of each vector's second half. */
  private readonly questionRest = new Float64Array(MAX_WORDS);
  /** Which word and row each belongs to. */
  private readonly questionWords = new Int32Array(MAX_WORDS);
  private readonly questionRows = new Int32Array(MAX_WORDS);
  private questionCount = 0;
  /** The vector compared with them, in pairs the other way round. */
  private readonly pairs: Int32Array;
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
    this.questionPairs = new Int32Array((MAX_WORDS * vectors.dimensions) >> 1);
    this.pairs = new Int32Array(vectors.dimensions >> 1);
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
      for (let i = (n * dimensions) >> 1, d = row * dimensions; d < (row + 1) * dimensions; i += 1, d += 2)
        this.questionPairs[i] = ((values[d] as number) << 16) + (values[d + 1] as number);
      this.questionRest[n] = restOf(values, row * dimensions, dimensions);
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
    const { questionPairs, questionRest, questionWords, questionRows, questionCount, pairs, nearest } = this;
    const { dimensions, values } = this.vectors;
    const half = dimensions >> 2;
    const width = dimensions >> 1;
    for (let i = 0, d = row * dimensions; i < width; i += 1, d += 2)
      pairs[i] = ((values[d + 1] as number) << 16) + (values[d] as number);
    const rest = restOf(values, row * dimensions, dimensions);
    const begin = nearest.length;
    nearest.push(0);
    let count = 0;
    for (let n = 0; n < questionCount; n += 1) {
      let cosine = 1;
      if (questionRows[n] !== row) {
        // Two dimensions by one multiplication: the innermost loop of the whole matching.
        let sum = 0;
        const at = n * width;
        for (let i = 0; i < half; i += 1)
          sum += (Math.imul(pairs[i] as number, questionPairs[at + i] as number) + 0x8000) >> 16;
        // What the other half can add at most.
        if (sum + rest * (questionRest[n] as number) <= FLOOR_SUM) continue;
        for (let i = half; i < width; i += 1)
          sum += (Math.imul(pairs[i] as number, questionPairs[at + i] as number) + 0x8000) >> 16;
        cosine = sum / (VECTOR_LENGTH * VECTOR_LENGTH);
      }
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

/** Length of the second half of a vector. */
function restOf(values: Int8Array, from: number, dimensions: number): number {
  let sum = 0;
  for (let d = from + (dimensions >> 1); d < from + dimensions; d += 1)
    sum += (values[d] as number) * (values[d] as number);
  return Math.sqrt(sum);
}
