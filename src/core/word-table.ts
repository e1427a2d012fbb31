// Which number does a language's word have?

import type { WordScanner } from './word-scanner.ts';

const FIRST_SLOTS = 64;
/** Numbers of a slot: the word's hash, where its letters begin, plus one, and its value. */
const SLOT = 3;

type Word = Pick<WordScanner, 'codes' | 'length'>;

/**
 * Numbers by word: a hash table over letters, so that a word already met, as nearly all are while an index is filled,
 * is found without a string being made of it.
 */
export class WordTable {
  private slots = new Int32Array(FIRST_SLOTS * SLOT);
  private size = 0;
  /** Of each word its length and its UTF-16 units. */
  private letters = new Uint16Array(FIRST_SLOTS * 4);
  private used = 0;

  /** The number of a word; undefined where it has none. */
  get({ codes, length }: Word): number | undefined {
    const { slots, letters } = this;
    const hash = hashOf(codes, length);
    for (let at = this.firstSlot(hash); ; at = this.nextSlot(at)) {
      let letter = (slots[at + 1] as number) - 1;
      if (letter < 0) return undefined;
      if (slots[at] !== hash || letters[letter] !== length) continue;
      letter += 1;
      let same = 0;
      while (same < length && letters[letter + same] === codes[same]) same += 1;
      if (same === length) return slots[at + 2];
    }
  }

  /** Gives a word that has none a number. */
  set({ codes, length }: Word, value: number): void {
    if (this.size * 2 * SLOT >= this.slots.length) this.growSlots();
    if (this.used + length + 1 > this.letters.length) {
      const larger = new Uint16Array(this.letters.length * 2);
      larger.set(this.letters);
      this.letters = larger;
    }
    const hash = hashOf(codes, length);
    const at = this.freeSlot(hash);
    this.slots[at] = hash;
    this.slots[at + 1] = this.used + 1;
    this.slots[at + 2] = value;
    this.size += 1;
    this.letters[this.used] = length;
    for (let i = 0; i < length; i += 1) this.letters[this.used + 1 + i] = codes[i] as number;
    this.used += length + 1;
  }

  private firstSlot(hash: number): number {
    const count = this.slots.length / SLOT;
    return ((hash ^ (hash >>> 15)) & (count - 1)) * SLOT;
  }

  private nextSlot(at: number): number {
    return at + SLOT === this.slots.length ? 0 : at + SLOT;
  }

  private freeSlot(hash: number): number {
    let at = this.firstSlot(hash);
    while (this.slots[at + 1] !== 0) at = this.nextSlot(at);
    return at;
  }

  private growSlots(): void {
    const before = this.slots;
    this.slots = new Int32Array(before.length * 2);
    for (let from = 0; from < before.length; from += SLOT) {
      if (before[from + 1] === 0) continue;
      this.slots.set(before.subarray(from, from + SLOT), this.freeSlot(before[from] as number));
    }
  }
}

function hashOf(codes: Uint16Array, length: number): number {
  let hash = length;
  for (let i = 0; i < length; i += 1) hash = Math.imul(hash ^ (codes[i] as number), 0x01000193);
  return hash;
}
