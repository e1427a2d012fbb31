// Where do very many short lists of numbers lie without an object each?

const PAGE_BITS = 18;
/** Numbers of a page; it is taken from the system as it is written to. */
const PAGE = 1 << PAGE_BITS;
const OFFSET = PAGE - 1;

/**
 * Blocks of numbers on large pages. A block lies on one page, from `offsetOf(start)` on; one longer than a page has a
 * page of its own. What was released is given to the next block of the same length.
 */
export class Arena<Page extends Int32Array | Uint8Array> {
  private readonly make: (length: number) => Page;
  private readonly pages: Page[] = [];
  private readonly freed = new Map<number, number[]>();
  private current = -1;
  private used = PAGE;

  constructor(make: (length: number) => Page) {
    this.make = make;
  }

  /** Where a block of this length starts. It holds whatever was left there. */
  allocate(length: number): number {
    const free = this.freed.get(length)?.pop();
    if (free !== undefined) return free;
    if (length > PAGE) return this.add(length) << PAGE_BITS;
    if (this.used + length > PAGE) {
      this.current = this.add(PAGE);
      this.used = 0;
    }
    const start = (this.current << PAGE_BITS) | this.used;
    this.used += length;
    return start;
  }

  release(start: number, length: number): void {
    if (length === 0) return;
    const free = this.freed.get(length);
    if (free === undefined) this.freed.set(length, [start]);
    else free.push(start);
  }

  page(start: number): Page {
    return this.pages[start >>> PAGE_BITS] as Page;
  }

  private add(length: number): number {
    this.pages.push(this.make(length));
    return this.pages.length - 1;
  }
}

/** Where on its page a block starts. */
export function offsetOf(start: number): number {
  return start & OFFSET;
}

export function intArena(): Arena<Int32Array> {
  return new Arena((length) => new Int32Array(length));
}

export function byteArena(): Arena<Uint8Array> {
  return new Arena((length) => new Uint8Array(length));
}
