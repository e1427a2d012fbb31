// Are words that go together counted once?

import { describe, expect, it } from '@jest/globals';
import type { Query } from '../../src/core/query.ts';
import { WordKinship } from '../../src/core/word-kinship.ts';
import { VECTOR_LENGTH, type WordVectors } from '../../src/core/word-vectors.ts';

/** Two dimensions: "clinton" and "hillary" point the same way, "email" across, "zebra" has no vector. */
const vectors: WordVectors = {
  dimensions: 2,
  rows: new Map([
    ['hillary', 0],
    ['clinton', 1],
    ['email', 2],
  ]),
  values: Int8Array.from([VECTOR_LENGTH, 0, VECTOR_LENGTH, 0, 0, VECTOR_LENGTH]),
};

function question(words: Readonly<Record<string, number>>): Query {
  return {
    lang: 'en',
    words: Object.entries(words).map(([stem, idf], at) => ({
      stem,
      word: stem,
      idf,
      worth: 1,
      count: 1,
      flags: 0,
      positions: [at],
      alternatives: [],
    })),
    sequence: Object.keys(words).map((_word, at) => at),
    negations: [],
    mass: Object.values(words).reduce((sum, idf) => sum + idf, 0),
  };
}

describe('WordKinship', () => {
  it('counts two words of one meaning once, and one of another meaning on top', () => {
    const kinship = new WordKinship(vectors);
    kinship.open(question({ hillary: 5, clinton: 4, email: 3 }));
    expect(kinship.mass).toBeCloseTo(8);
    expect(kinship.distinctMass(Float64Array.from([1, 1, 0]))).toBeCloseTo(5);
    expect(kinship.distinctMass(Float64Array.from([1, 0, 1]))).toBeCloseTo(8);
  });

  it('counts a word without a vector in full, a guess by its weight, and what is not met not at all', () => {
    const kinship = new WordKinship(vectors);
    kinship.open(question({ zebra: 6, clinton: 4 }));
    expect(kinship.distinctMass(Float64Array.from([0.5, 0]))).toBeCloseTo(3);
    expect(kinship.distinctMass(Float64Array.from([0, 0]))).toBe(0);
  });

  it('forgets the question before', () => {
    const kinship = new WordKinship(vectors);
    kinship.open(question({ hillary: 5, clinton: 4, email: 3 }));
    kinship.open(question({ email: 2 }));
    expect(kinship.mass).toBeCloseTo(2);
  });
});
