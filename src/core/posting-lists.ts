// Which wordings hold a term?

import { grownInts } from './growable-array.ts';
import { IntLists } from './int-lists.ts';

/** Bits of an entry that hold the impact; the rest is the unit's number. */
export const IMPACT_BITS = 4;
export const IMPACT_LEVELS = 1 << IMPACT_BITS;

/** One list of entries per term, `unit << 4 | impact level`. */
export class PostingLists {
  private readonly lists = new IntLists();
  private dead: Int32Array = new Int32Array(0);

  /** Appends an entry to the list of a term. */
  push(term: number, entry: number): void {
    this.lists.push(term, entry);
  }

  length(term: number): number {
    return this.lists.length(term);
  }

  /** Where the entries are: `page[offset(term) … offset(term) + length(term))`. `single` is used for terms with one. */
  page(term: number, single: Int32Array): Int32Array {
    return this.lists.page(term, single);
  }

  offset(term: number): number {
    return this.lists.offset(term);
  }

  /** Notes that an entry's unit is gone. Once most of a list is dead it is swept, so a removal costs little on average. */
  bury(term: number, isAlive: (unit: number) => boolean): void {
    this.dead = grownInts(this.dead, term + 1);
    const dead = (this.dead[term] as number) + 1;
    this.dead[term] = dead;
    if (dead * 2 <= this.lists.length(term)) return;
    this.dead[term] = 0;
    this.lists.filter(term, (entry) => isAlive(entry >>> IMPACT_BITS));
  }
}
