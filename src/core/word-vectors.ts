// How near in meaning are two words?

/** Vectors of stems, in whole numbers: row `n` stands at `n * dimensions`, its length is about 127. */
export interface WordVectors {
  /** A multiple of four. */
  readonly dimensions: number;
  readonly rows: ReadonlyMap<string, number>;
  readonly values: Int8Array;
}

/** Length of a stored vector. */
export const VECTOR_LENGTH = 127;

/** A table without words, for a model that has none. */
export const NO_VECTORS: WordVectors = { dimensions: 4, rows: new Map(), values: new Int8Array(0) };

/** Cosine of two rows, −1 to 1. */
export function cosineOf({ dimensions, values }: WordVectors, a: number, b: number): number {
  let sum = 0;
  const from = a * dimensions;
  const to = b * dimensions;
  for (let d = 0; d < dimensions; d += 1) sum += (values[from + d] as number) * (values[to + d] as number);
  return sum / (VECTOR_LENGTH * VECTOR_LENGTH);
}
