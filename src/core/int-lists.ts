// Which numbers belong to a number, for hundreds of thousands of lists that grow?

import { type Arena, intArena, offsetOf } from './arena.ts';
import { grownInts } from './growable-array.ts';

/** Sizes of blocks: by half and by a third in turn, so that little of a long list's block is empty. */
const CAPACITIES: readonly number[] = [1, 2, ...Array.from({ length: 52 }, (_, i) => (i % 2 ? 6 : 4) << (i >> 1))];
const SMALL = 64;

/** Lists by number, in one arena. A list of one takes no block: it stands in the place of the block's address. */
export class IntLists {
  private readonly arena: Arena<Int32Array> = intArena();
  private starts: Int32Array = new Int32Array(0);
  private lengths: Int32Array = new Int32Array(0);
  /** Position of the block's size in {@link CAPACITIES}. */
  private sizes: Uint8Array = new Uint8Array(0);

  push(list: number, value: number): void {
    if (list >= this.lengths.length) this.grow(list + 1);
    const length = this.lengths[list] as number;
    const size = this.sizes[list] as number;
    if (length === 0 && size === 0) this.starts[list] = value;
    else {
      if (length === CAPACITIES[size]) this.move(list, size + 1);
      const start = this.starts[list] as number;
      this.arena.page(start)[offsetOf(start) + length] = value;
    }
    this.lengths[list] = length + 1;
  }

  length(list: number): number {
    return list < this.lengths.length ? (this.lengths[list] as number) : 0;
  }

  /** Where the list's numbers are: `page[offset(list) … offset(list) + length(list))`. `single` is used for a list of one. */
  page(list: number, single: Int32Array): Int32Array {
    const start = this.starts[list] as number;
    if (this.sizes[list] !== 0) return this.arena.page(start);
    single[0] = start;
    return single;
  }

  offset(list: number): number {
    return this.sizes[list] === 0 ? 0 : offsetOf(this.starts[list] as number);
  }

  /** Keeps those of a list's numbers that `keeps` takes, in their order. */
  filter(list: number, keeps: (value: number) => boolean): void {
    const length = this.length(list);
    if (length === 0) return;
    const size = this.sizes[list] as number;
    const start = this.starts[list] as number;
    if (size === 0) {
      if (!keeps(start)) this.lengths[list] = 0;
      return;
    }
    const page = this.arena.page(start);
    const from = offsetOf(start);
    let kept = 0;
    for (let i = from; i < from + length; i += 1) {
      const value = page[i] as number;
      if (!keeps(value)) continue;
      page[from + kept] = value;
      kept += 1;
    }
    this.lengths[list] = kept;
    const capacity = CAPACITIES[size] as number;
    if (capacity <= SMALL || kept >= capacity / 4) return;
    let smaller = size;
    while (smaller > 1 && (CAPACITIES[smaller - 1] as number) >= Math.max(4, kept)) smaller -= 1;
    this.move(list, smaller);
  }

  /** Moves a list to a block of another size. */
  private move(list: number, size: number): void {
    const length = this.lengths[list] as number;
    const before = this.starts[list] as number;
    const sizeBefore = this.sizes[list] as number;
    const start = this.arena.allocate(CAPACITIES[size] as number);
    const page = this.arena.page(start);
    const to = offsetOf(start);
    if (sizeBefore === 0) page[to] = before;
    else {
      const old = this.arena.page(before);
      const from = offsetOf(before);
      for (let i = 0; i < length; i += 1) page[to + i] = old[from + i] as number;
      this.arena.release(before, CAPACITIES[sizeBefore] as number);
    }
    this.starts[list] = start;
    this.sizes[list] = size;
  }

  private grow(length: number): void {
    this.starts = grownInts(this.starts, length);
    this.lengths = grownInts(this.lengths, length);
    const sizes = new Uint8Array(this.lengths.length);
    sizes.set(this.sizes);
    this.sizes = sizes;
  }
}
