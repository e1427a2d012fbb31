// Which wordings hold a term?

/** Bits of an entry that hold the impact; the rest is the unit's number. */
export const IMPACT_BITS = 4;
export const IMPACT_LEVELS = 1 << IMPACT_BITS;

/**
 * One list of entries per term, `unit << 4 | impact level`. A term with one entry takes no object: it stands in the
 * array itself.
 */
export class PostingLists {
  private readonly lists: (Int32Array | number | undefined)[] = [];
  private readonly lengths: number[] = [];
  private readonly dead: number[] = [];

  /** Appends an entry to the list of a term. */
  push(term: number, entry: number): void {
    const length = this.lengths[term] ?? 0;
    while (this.lists.length <= term) {
      this.lists.push(undefined);
      this.lengths.push(0);
      this.dead.push(0);
    }
    const list = this.lists[term];
    if (length === 0) this.lists[term] = entry;
    else if (typeof list === 'number' || list === undefined) {
      const grown = new Int32Array(4);
      grown[0] = list ?? 0;
      grown[1] = entry;
      this.lists[term] = grown;
    } else if (length < list.length) list[length] = entry;
    else {
      // By half from some size on: long lists are where the memory is.
      const grown = new Int32Array(length < 64 ? length * 2 : Math.ceil(length * 1.5));
      grown.set(list);
      grown[length] = entry;
      this.lists[term] = grown;
    }
    this.lengths[term] = length + 1;
  }

  length(term: number): number {
    return this.lengths[term] ?? 0;
  }

  /** The entries; only the first `length(term)` are valid. `single` is used for terms with one entry. */
  entries(term: number, single: Int32Array): Int32Array {
    const list = this.lists[term];
    if (list instanceof Int32Array) return list;
    single[0] = list ?? 0;
    return single;
  }

  /** Notes that an entry's unit is gone. Once most of a list is dead it is swept, so a removal costs little on average. */
  bury(term: number, isAlive: (unit: number) => boolean): void {
    const dead = (this.dead[term] ?? 0) + 1;
    this.dead[term] = dead;
    if (dead * 2 > (this.lengths[term] ?? 0)) this.sweep(term, isAlive);
  }

  /** Drops the entries whose unit is gone; the order of the others stays. */
  private sweep(term: number, isAlive: (unit: number) => boolean): void {
    this.dead[term] = 0;
    const list = this.lists[term];
    const length = this.lengths[term] ?? 0;
    if (length === 0) return;
    if (!(list instanceof Int32Array)) {
      if (!isAlive((list ?? 0) >>> IMPACT_BITS)) this.lengths[term] = 0;
      return;
    }
    let kept = 0;
    for (let i = 0; i < length; i += 1) {
      const entry = list[i] as number;
      if (isAlive(entry >>> IMPACT_BITS)) {
        list[kept] = entry;
        kept += 1;
      }
    }
    this.lengths[term] = kept;
    if (kept < list.length / 4 && list.length > 64) this.lists[term] = list.slice(0, Math.max(4, kept));
  }
}
