// How do numbers grow one by one without an object each?

/** A typed array that doubles when full. `values` changes identity on growth: read it afresh after each push. */
export class GrowableInts {
  values: Int32Array;
  length = 0;

  constructor(capacity = 1024) {
    this.values = new Int32Array(capacity);
  }

  /** Appends and returns the position. */
  push(value: number): number {
    if (this.length === this.values.length) {
      const larger = new Int32Array(this.values.length * 2);
      larger.set(this.values);
      this.values = larger;
    }
    this.values[this.length] = value;
    this.length += 1;
    return this.length - 1;
  }
}

/** A typed array of at least `length`, keeping the values of `old`; `old` itself where it is long enough. */
export function grownFloats(old: Float32Array, length: number): Float32Array {
  if (old.length >= length) return old;
  const larger = new Float32Array(Math.max(length, old.length * 2, 1024));
  larger.set(old);
  return larger;
}

/** As {@link grownFloats}, for integers. */
export function grownInts(old: Int32Array, length: number): Int32Array {
  if (old.length >= length) return old;
  const larger = new Int32Array(Math.max(length, old.length * 2, 1024));
  larger.set(old);
  return larger;
}
