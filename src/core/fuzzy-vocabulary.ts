// Which words of the index may a misspelt word stand for?

import { grownInts } from './growable-array.ts';
import { IntLists } from './int-lists.ts';

/** Shortest word that is mended, in characters: shorter ones have too many neighbours. */
const MIN_LENGTH = 5;
/** From this length on two edits are allowed. */
const LONG_WORD = 9;

const BUCKETS = 1 << 15;

/** Words by their trigrams, to find the ones within one edit (two in long words). */
export class FuzzyVocabulary {
  /** Numbers of words by hashed trigram; what collides is told apart by the edit distance. */
  private readonly grams = new IntLists();
  private readonly single = new Int32Array(1);
  private readonly words: string[] = [];
  private shared: Int32Array = new Int32Array(0);

  /** Adds the next word; its number is the count of words before it. */
  add(word: string): void {
    const number = this.words.length;
    this.words.push(word);
    if (word.length < MIN_LENGTH - 1 || word.length > 30) return;
    for (const gram of gramsOf(word)) this.grams.push(gram, number);
  }

  get size(): number {
    return this.words.length;
  }

  /** Numbers of the words within reach, with the edits each needs. */
  near(word: string): { readonly number: number; readonly edits: number }[] {
    if (word.length < MIN_LENGTH || word.length > 30) return [];
    const reach = word.length >= LONG_WORD ? 2 : 1;
    this.shared = grownInts(this.shared, this.words.length);
    const { shared } = this;
    const grams = gramsOf(word);
    const seen: number[] = [];
    for (const gram of grams) {
      const count = this.grams.length(gram);
      if (count === 0) continue;
      const holders = this.grams.page(gram, this.single);
      const from = this.grams.offset(gram);
      for (let i = from; i < from + count; i += 1) {
        const number = holders[i] as number;
        if (shared[number] === 0) seen.push(number);
        shared[number] = (shared[number] as number) + 1;
      }
    }
    // One edit touches at most three trigrams (four letters apart for a swap).
    const needed = Math.max(2, grams.length - 4 * reach);
    const found: { number: number; edits: number }[] = [];
    for (const number of seen) {
      const enough = (shared[number] as number) >= needed;
      shared[number] = 0;
      if (!enough) continue;
      const other = this.words[number] as string;
      if (Math.abs(other.length - word.length) > reach) continue;
      const edits = editDistance(word, other, reach);
      if (edits <= reach && edits > 0) found.push({ number, edits });
    }
    return found;
  }
}

/** The word's distinct trigrams, with its ends marked, as hashes. */
function gramsOf(word: string): number[] {
  const grams: number[] = [];
  let before = 94;
  let here = word.charCodeAt(0);
  for (let i = 1; i <= word.length; i += 1) {
    const next = i < word.length ? word.charCodeAt(i) : 36;
    const hash = (Math.imul(Math.imul(before, 31) + here, 8191) + Math.imul(next, 131)) & (BUCKETS - 1);
    if (!grams.includes(hash)) grams.push(hash);
    before = here;
    here = next;
  }
  return grams;
}

/** Insertions, deletions, substitutions and swaps of neighbours between two words; more than `limit` comes back as `limit + 1`. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let previous: number[] = [];
  let row: number[] = [];
  for (let j = 0; j <= b.length; j += 1) row.push(j);
  for (let i = 1; i <= a.length; i += 1) {
    const beforePrevious = previous;
    previous = row;
    row = [i];
    let best = i;
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(
        (previous[j] as number) + 1,
        (row[j - 1] as number) + 1,
        (previous[j - 1] as number) + (same ? 0 : 1),
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, (beforePrevious[j - 2] as number) + 1);
      }
      row.push(cost);
      if (cost < best) best = cost;
    }
    if (best > limit) return limit + 1;
  }
  return Math.min(row[b.length] as number, limit + 1);
}
