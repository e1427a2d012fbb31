// Which number does a language's word have?

import type { WordScanner } from './word-scanner.ts';

const FIRST_SLOTS = 64;
/** Numbers of a slot, as a power of two: the word's hash, where its letters begin, its length (0: empty), its value. */
const SLOT_BITS = 2;
const SLOT = 1 << SLOT_BITS;

type Word = Pick<WordScanner, 'codes' | 'length'>;

/**
 * Numbers by word: a hash table over letters, so that a word already met, as nearly all are while an index is filled,
 * is found without a string being made of it.
 */
export class WordTable {
  private slots = new Int32Array(FIRST_SLOTS * SLOT);
  private size = 0;
  /** The words' UTF-16 units, one word after the other. */
  private letters = new Uint16Array(FIRST_SLOTS * SLOT);
  private used = 0;

  /** The number of a word; undefined where it has none. */
  get({ codes, length }: Word): number | undefined {
    const { slots, letters } = this;
    const mask = slots.length - 1;
    const hash = hashOf(codes, length);
    for (let at = slotOf(hash) & mask; ; at = (at + SLOT) & mask) {
      if (slots[at + 2] === 0) return undefined;
      if (slots[at] !== hash || slots[at + 2] !== length) continue;
      const from = slots[at + 1] as number;
      let same = 0;
      while (same < length && letters[from + same] === codes[same]) same += 1;
      if (same === length) return slots[at + 3];
    }
  }

  /** Gives a word that has none a number. */
  set({ codes, length }: Word, value: number): void {
    if (this.size * 2 * SLOT >= this.slots.length) this.growSlots();
    if (this.used + length > this.letters.length) {
      const larger = new Uint16Array(this.letters.length * 2);
      larger.set(this.letters);
      this.letters = larger;
    }
    const hash = hashOf(codes, length);
    this.slots.set([hash, this.used, length, value], this.freeSlot(hash));
    this.size += 1;
    for (let i = 0; i < length; i += 1) this.letters[this.used + i] = codes[i] as number;
    this.used += length;
  }

  private freeSlot(hash: number): number {
    const { slots } = this;
    const mask = slots.length - 1;
    let at = slotOf(hash) & mask;
    while (slots[at + 2] !== 0) at = (at + SLOT) & mask;
    return at;
  }

  private growSlots(): void {
    const before = this.slots;
    this.slots = new Int32Array(before.length * 2);
    for (let from = 0; from < before.length; from += SLOT) {
      if (before[from + 2] === 0) continue;
      this.slots.set(before.subarray(from, from + SLOT), this.freeSlot(before[from] as number));
    }
  }
}

function slotOf(hash: number): number {
  return (hash ^ (hash >>> 15)) << SLOT_BITS;
}

function hashOf(codes: Uint16Array, length: number): number {
  let hash = length;
  for (let i = 0; i < length; i += 1) hash = Math.imul(hash ^ (codes[i] as number), 0x01000193);
  return hash;
}
