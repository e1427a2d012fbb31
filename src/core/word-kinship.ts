// Which of a question's words say much the same?

import { MAX_WORDS, type Query } from './query.ts';
import { VECTOR_LENGTH, type WordVectors } from './word-vectors.ts';

/** Cosines up to this are chance. */
const KIN_FLOOR = 0.3;

/**
 * A person's two names, title and office are four telling words and one piece of evidence. Words of a question that go
 * together by meaning are counted once, and only what is new in each counts on top.
 */
export class WordKinship {
  private readonly vectors: WordVectors;
  private readonly rows = new Int32Array(MAX_WORDS);
  private readonly cosines = new Float64Array(MAX_WORDS * MAX_WORDS);
  private readonly order: number[] = [];
  private readonly idf = new Float64Array(MAX_WORDS);
  private readonly all = new Float64Array(MAX_WORDS).fill(1);
  /** Mass of the whole question, words that go together counted once, in idf. */
  mass = 0;

  constructor(vectors: WordVectors) {
    this.vectors = vectors;
  }

  /** To be called for each question. */
  open(query: Query): void {
    const count = query.words.length;
    const { rows, cosines, order, idf } = this;
    order.length = 0;
    for (let w = 0; w < count; w += 1) {
      const word = query.words[w] as Query['words'][number];
      rows[w] = this.vectors.rows.get(word.stem) ?? -1;
      idf[w] = word.idf;
      order.push(w);
    }
    order.sort((a, b) => (idf[b] as number) - (idf[a] as number) || a - b);
    for (let a = 0; a < count; a += 1) {
      for (let b = 0; b < a; b += 1) {
        const cosine = this.cosine(rows[a] as number, rows[b] as number);
        cosines[a * MAX_WORDS + b] = cosine;
        cosines[b * MAX_WORDS + a] = cosine;
      }
    }
    this.mass = this.distinctMass(this.all);
  }

  /** Mass of the words met, in idf: of each, from the most telling on, what those before it do not say. */
  distinctMass(hits: Float64Array): number {
    const { order, cosines, idf } = this;
    let mass = 0;
    for (let i = 0; i < order.length; i += 1) {
      const w = order[i] as number;
      const hit = hits[w] as number;
      if (hit === 0) continue;
      let said = 0;
      for (let k = 0; k < i; k += 1) {
        const before = order[k] as number;
        if ((hits[before] as number) === 0) continue;
        const cosine = cosines[w * MAX_WORDS + before] as number;
        if (cosine > said) said = cosine;
      }
      mass += (idf[w] as number) * hit * (1 - said);
    }
    return mass;
  }

  private cosine(a: number, b: number): number {
    if (a < 0 || b < 0) return 0;
    const { dimensions, values } = this.vectors;
    let sum = 0;
    const from = a * dimensions;
    const to = b * dimensions;
    for (let d = 0; d < dimensions; d += 1) sum += (values[from + d] as number) * (values[to + d] as number);
    const cosine = sum / (VECTOR_LENGTH * VECTOR_LENGTH);
    return cosine > KIN_FLOOR ? cosine : 0;
  }
}
