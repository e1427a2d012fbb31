// Which terms does the index know, and how telling is each?

import { GrowableInts } from './growable-array.ts';
import { stemWordOnce } from './stem-word.ts';

/** How often terms occur in texts of this kind at large, so that a small index does not take every word for rare. */
export interface Background {
  /** Share of short texts (about 25 words) that hold the term, by stem; undefined where it is not known. */
  frequency(term: string): number | undefined;
  /** As many claims as the background counts for: raising it makes a small index lean more on the background. */
  readonly weight: number;
  /** Share assumed for terms the background does not know. */
  readonly floor: number;
}

/** Terms by number, with the number of claims that hold each. A term is the stem of a folded word. */
export class TermTable {
  readonly texts: string[] = [];
  /** Every distinct word of a language as it stands in the texts, with its term: what misspelt words are compared with. */
  readonly words: string[] = [];
  readonly wordTerms = new GrowableInts();
  private readonly byText = new Map<string, number>();
  /** By term; 0 where it was not asked for yet: most terms never are, and to look all up would be felt. */
  private frequencies = new Float64Array(1024);
  private readonly claims = new GrowableInts();
  private readonly background: Background;

  constructor(background: Background) {
    this.background = background;
  }

  get size(): number {
    return this.texts.length;
  }

  /** The number of the word's stem, made where it is new. To be called once for each word of a language. */
  add(word: string, lang: string): number {
    const term = this.addTerm(stemWordOnce(word, lang));
    this.words.push(word);
    this.wordTerms.push(term);
    return term;
  }

  private addTerm(text: string): number {
    let term = this.byText.get(text);
    if (term === undefined) {
      term = this.texts.length;
      this.texts.push(text);
      this.byText.set(text, term);
      this.claims.push(0);
    }
    return term;
  }

  /** The number of a term, undefined where no claim ever held it. */
  find(text: string): number | undefined {
    return this.byText.get(text);
  }

  /** Number of claims that hold the term. */
  claimCount(term: number): number {
    return this.claims.values[term] as number;
  }

  count(term: number, change: 1 | -1): void {
    this.claims.values[term] = (this.claims.values[term] as number) + change;
  }

  /**
   * How telling a term is: minus the logarithm of the share of claims that hold it, with the background counted in.
   * 0 to about 9.2.
   */
  idf(term: number, claimCount: number): number {
    const { weight } = this.background;
    const expected = (this.claims.values[term] as number) + weight * this.frequency(term);
    return idfOf(expected, claimCount + weight);
  }

  private frequency(term: number): number {
    if (term < this.frequencies.length) {
      const known = this.frequencies[term] as number;
      if (known !== 0) return known;
    } else {
      const larger = new Float64Array(Math.max(this.size, this.frequencies.length * 2));
      larger.set(this.frequencies);
      this.frequencies = larger;
    }
    const frequency = this.background.frequency(this.texts[term] as string) ?? this.background.floor;
    this.frequencies[term] = frequency;
    return frequency;
  }

  /** As {@link idf}, for a term that no claim holds. */
  idfOfUnknown(text: string, claimCount: number): number {
    const { weight, floor } = this.background;
    const known = this.background.frequency(text);
    // A word nobody ever wrote is noise more often than a rare name: it must not outweigh the rest.
    const idf = idfOf(0.5 + weight * (known ?? floor), claimCount + weight);
    return known === undefined ? Math.min(idf, UNKNOWN_WORD_IDF) : idf;
  }
}

/** Weight of a query's word that neither the claims nor the background know. */
const UNKNOWN_WORD_IDF = 6;

function idfOf(expected: number, total: number): number {
  return -Math.log(Math.min(1, Math.max(expected, 0.5) / total + 1e-4));
}
