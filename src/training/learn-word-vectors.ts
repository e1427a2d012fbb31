// Which words keep the same company?

import { VECTOR_LENGTH, type WordVectors } from '../core/word-vectors.ts';
import { ARTICLE_END, type StemStream } from './background-words.ts';
import { seededRandom } from './seeded-random.ts';

export interface VectorOptions {
  /** Words on each side that count as company. */
  readonly window: number;
  readonly dimensions: number;
  /** Least number of times two words must meet. */
  readonly minMeetings: number;
  /** Exponent on the context's frequency: below 1 it keeps rare contexts from weighing too much. */
  readonly smoothing: number;
  /** Exponent on the singular values: 0.5 is the usual choice, less spreads the weight over more dimensions. */
  readonly spread: number;
  readonly seed: number;
}

/**
 * Vectors of unit length for the given stems, row after row: positive pointwise mutual information of words within a
 * window, reduced by a truncated decomposition (randomized, with power iterations). All languages go into one table,
 * so that they meet in the names, numbers and roots they share.
 */
export function learnWordVectors(
  source: StemStream,
  vocabulary: readonly string[],
  options: VectorOptions,
): Float32Array {
  const numberOf = new Map(vocabulary.map((stem, number) => [stem, number]));
  const rowOf = Int32Array.from(source.stems, (stem) => numberOf.get(stem) ?? -1);
  const matrix = informationMatrix(source, rowOf, vocabulary.length, options);
  return decompose(matrix, vocabulary.length, options);
}

/** Settings of the shipped vectors, chosen on the training sets' ranking. */
const SHIPPED: VectorOptions = { window: 5, dimensions: 64, minMeetings: 2, smoothing: 0.75, spread: 0.5, seed: 3 };

/** The vectors as the model keeps them: in whole numbers, one byte each. */
export function learnShippedVectors(source: StemStream, vocabulary: readonly string[], options = SHIPPED): WordVectors {
  const exact = learnWordVectors(source, vocabulary, options);
  return {
    dimensions: options.dimensions,
    rows: new Map(vocabulary.map((stem, row) => [stem, row])),
    values: Int8Array.from(exact, (value) => Math.round(value * VECTOR_LENGTH)),
  };
}

/** A symmetric sparse matrix, row by row. */
interface SparseMatrix {
  readonly starts: Float64Array;
  readonly columns: Uint16Array;
  readonly values: Float32Array;
}

function informationMatrix(source: StemStream, rowOf: Int32Array, size: number, options: VectorOptions): SparseMatrix {
  if (size > 65536) throw new Error('At most 65,536 words can have vectors.');
  const counts = new Float64Array(size);
  visitPairs(source, rowOf, options.window, (a) => {
    counts[a] = (counts[a] as number) + 1;
  });
  const starts = new Float64Array(size + 1);
  for (let i = 0; i < size; i += 1) starts[i + 1] = (starts[i] as number) + (counts[i] as number);
  const total = starts[size] as number;
  const partners = new Uint16Array(total);
  const fill = starts.slice();
  visitPairs(source, rowOf, options.window, (a, b) => {
    partners[fill[a] as number] = b;
    fill[a] = (fill[a] as number) + 1;
  });
  let smoothed = 0;
  for (let i = 0; i < size; i += 1) smoothed += (counts[i] as number) ** options.smoothing;
  const meetings = new Float64Array(size);
  const outStarts = new Float64Array(size + 1);
  let capacity = 1 << 22;
  let columns = new Uint16Array(capacity);
  let values = new Float32Array(capacity);
  let used = 0;
  for (let a = 0; a < size; a += 1) {
    const seen: number[] = [];
    for (let i = starts[a] as number; i < (starts[a + 1] as number); i += 1) {
      const b = partners[i] as number;
      if (meetings[b] === 0) seen.push(b);
      meetings[b] = (meetings[b] as number) + 1;
    }
    seen.sort((x, y) => x - y);
    for (const b of seen) {
      const met = meetings[b] as number;
      meetings[b] = 0;
      if (met < options.minMeetings) continue;
      const expected = ((counts[a] as number) * (counts[b] as number) ** options.smoothing) / smoothed;
      // The mean of both directions keeps the matrix symmetric in spite of the smoothing.
      const expectedBack = ((counts[b] as number) * (counts[a] as number) ** options.smoothing) / smoothed;
      const information = (Math.log(met / expected) + Math.log(met / expectedBack)) / 2;
      if (information <= 0) continue;
      if (used === capacity) {
        capacity *= 2;
        const moreColumns = new Uint16Array(capacity);
        moreColumns.set(columns);
        columns = moreColumns;
        const moreValues = new Float32Array(capacity);
        moreValues.set(values);
        values = moreValues;
      }
      columns[used] = b;
      values[used] = information;
      used += 1;
    }
    outStarts[a + 1] = used;
  }
  return { starts: outStarts, columns: columns.slice(0, used), values: values.slice(0, used) };
}

/** Every ordered pair of known words at most `window` words apart in one article. */
function visitPairs(
  source: StemStream,
  rowOf: Int32Array,
  window: number,
  visit: (a: number, b: number) => void,
): void {
  for (const stream of source.streams.values()) {
    const recent = new Int32Array(window).fill(-1);
    let at = 0;
    for (const stem of stream) {
      if (stem === ARTICLE_END) {
        recent.fill(-1);
        continue;
      }
      // A function word takes no place: company is counted in content words.
      if (stem < 0) continue;
      const a = rowOf[stem] as number;
      if (a >= 0) {
        for (let k = 0; k < window; k += 1) {
          const b = recent[k] as number;
          if (b < 0 || b === a) continue;
          visit(a, b);
          visit(b, a);
        }
      }
      recent[at] = a;
      at = (at + 1) % window;
    }
  }
}

/** Extra directions that make the randomized decomposition exact where it counts. */
const OVERSAMPLING = 16;
const POWER_ITERATIONS = 3;

function decompose(matrix: SparseMatrix, size: number, options: VectorOptions): Float32Array {
  const width = options.dimensions + OVERSAMPLING;
  const random = seededRandom(options.seed);
  let basis: Float32Array = new Float32Array(size * width);
  for (let i = 0; i < basis.length; i += 1) basis[i] = random() + random() + random() - 1.5;
  for (let pass = 0; pass <= POWER_ITERATIONS; pass += 1) {
    basis = multiply(matrix, basis, size, width);
    orthonormalize(basis, size, width);
  }
  const image = multiply(matrix, basis, size, width);
  const small = new Float64Array(width * width);
  for (let row = 0; row < size; row += 1) {
    for (let i = 0; i < width; i += 1) {
      const x = basis[row * width + i] as number;
      if (x === 0) continue;
      for (let j = 0; j < width; j += 1)
        small[i * width + j] = (small[i * width + j] as number) + x * (image[row * width + j] as number);
    }
  }
  const { values, vectors } = eigen(small, width);
  const order = Array.from({ length: width }, (_unused, i) => i).sort(
    (a, b) => Math.abs(values[b] as number) - Math.abs(values[a] as number),
  );
  const kept = order.slice(0, options.dimensions);
  const result = new Float32Array(size * options.dimensions);
  for (let row = 0; row < size; row += 1) {
    let norm = 0;
    for (let d = 0; d < kept.length; d += 1) {
      const column = kept[d] as number;
      let sum = 0;
      for (let i = 0; i < width; i += 1)
        sum += (basis[row * width + i] as number) * (vectors[i * width + column] as number);
      const value = sum * Math.abs(values[column] as number) ** options.spread;
      result[row * options.dimensions + d] = value;
      norm += value * value;
    }
    const scale = norm > 0 ? 1 / Math.sqrt(norm) : 0;
    for (let d = 0; d < options.dimensions; d += 1) {
      result[row * options.dimensions + d] = (result[row * options.dimensions + d] as number) * scale;
    }
  }
  return result;
}

function multiply(matrix: SparseMatrix, dense: Float32Array, size: number, width: number): Float32Array {
  const result = new Float32Array(size * width);
  const sum = new Float64Array(width);
  for (let row = 0; row < size; row += 1) {
    sum.fill(0);
    const end = matrix.starts[row + 1] as number;
    for (let k = matrix.starts[row] as number; k < end; k += 1) {
      const value = matrix.values[k] as number;
      const from = (matrix.columns[k] as number) * width;
      for (let j = 0; j < width; j += 1) sum[j] = (sum[j] as number) + value * (dense[from + j] as number);
    }
    result.set(sum, row * width);
  }
  return result;
}

/** Makes the columns orthonormal (modified Gram–Schmidt, twice where a column nearly vanishes). */
function orthonormalize(basis: Float32Array, size: number, width: number): void {
  // Column by column in a transposed copy, where a column is contiguous.
  const columns: Float64Array[] = [];
  for (let j = 0; j < width; j += 1) {
    const column = new Float64Array(size);
    for (let i = 0; i < size; i += 1) column[i] = basis[i * width + j] as number;
    for (let round = 0; round < 2; round += 1) {
      for (const other of columns) {
        let dot = 0;
        for (let i = 0; i < size; i += 1) dot += (column[i] as number) * (other[i] as number);
        for (let i = 0; i < size; i += 1) column[i] = (column[i] as number) - dot * (other[i] as number);
      }
    }
    let norm = 0;
    for (let i = 0; i < size; i += 1) norm += (column[i] as number) ** 2;
    const scale = norm > 1e-20 ? 1 / Math.sqrt(norm) : 0;
    for (let i = 0; i < size; i += 1) column[i] = (column[i] as number) * scale;
    columns.push(column);
  }
  for (let j = 0; j < width; j += 1) {
    const column = columns[j] as Float64Array;
    for (let i = 0; i < size; i += 1) basis[i * width + j] = column[i] as number;
  }
}

/** Eigenvalues and eigenvectors (by column) of a small symmetric matrix, by Jacobi rotations. */
export function eigen(source: Float64Array, size: number): { values: Float64Array; vectors: Float64Array } {
  const a = source.slice();
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j < i; j += 1) {
      const mean = ((a[i * size + j] as number) + (a[j * size + i] as number)) / 2;
      a[i * size + j] = mean;
      a[j * size + i] = mean;
    }
  }
  const vectors = new Float64Array(size * size);
  for (let i = 0; i < size; i += 1) vectors[i * size + i] = 1;
  for (let sweep = 0; sweep < 40; sweep += 1) {
    let off = 0;
    let diagonal = 0;
    for (let i = 0; i < size; i += 1) {
      diagonal += (a[i * size + i] as number) ** 2;
      for (let j = i + 1; j < size; j += 1) off += (a[i * size + j] as number) ** 2;
    }
    if (off < 1e-18 * diagonal) break;
    for (let p = 0; p < size; p += 1) {
      for (let q = p + 1; q < size; q += 1) rotate(a, vectors, size, p, q);
    }
  }
  return { values: Float64Array.from({ length: size }, (_unused, i) => a[i * size + i] as number), vectors };
}

function rotate(a: Float64Array, vectors: Float64Array, size: number, p: number, q: number): void {
  const apq = a[p * size + q] as number;
  if (Math.abs(apq) < 1e-300) return;
  const theta = ((a[q * size + q] as number) - (a[p * size + p] as number)) / (2 * apq);
  const t = Math.sign(theta || 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (let k = 0; k < size; k += 1) {
    const akp = a[k * size + p] as number;
    const akq = a[k * size + q] as number;
    a[k * size + p] = c * akp - s * akq;
    a[k * size + q] = s * akp + c * akq;
  }
  for (let k = 0; k < size; k += 1) {
    const apk = a[p * size + k] as number;
    const aqk = a[q * size + k] as number;
    a[p * size + k] = c * apk - s * aqk;
    a[q * size + k] = s * apk + c * aqk;
    const vkp = vectors[k * size + p] as number;
    const vkq = vectors[k * size + q] as number;
    vectors[k * size + p] = c * vkp - s * vkq;
    vectors[k * size + q] = s * vkp + c * vkq;
  }
}
