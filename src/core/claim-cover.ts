// How much of a question do all texts of a claim say together?

import { type ClaimIndex, FLAG_BITS, NEGATES } from './claim-index.ts';
import { MAX_WORDS, type Query } from './query.ts';
import type { QueryLinks } from './query-links.ts';

/** What the texts of one claim say together. */
export interface ClaimCover {
  /** Share of the question's idf mass that any text of the claim meets, guesses by their weight. 0 to 1. */
  readonly cover: number;
  /** The most telling word of the question that no text of the claim has, in idf. */
  readonly worstMiss: number;
  /** Share of the claim's texts that meet at least a third of the question's mass. 0 to 1. */
  readonly agreement: number;
}

/** Texts of a claim that are looked at; a claim of the curated base has about fifteen. */
const MOST_UNITS = 24;
/** Share of the question's mass from which on a text agrees. */
const AGREES = 1 / 3;

/**
 * People mix the ways a claim is put: one text has the person, another the verb. Read claim by claim, in working
 * memory kept between questions.
 */
export class ClaimCoverReader {
  private readonly index: ClaimIndex;
  private readonly links: QueryLinks;
  private readonly ofClaim = new Float64Array(MAX_WORDS);
  private readonly ofUnit = new Float64Array(MAX_WORDS);
  private readonly known = new Map<number, ClaimCover>();

  /** @param links of the question at hand, opened and closed by the owner. */
  constructor(index: ClaimIndex, links: QueryLinks) {
    this.index = index;
    this.links = links;
  }

  /** To be called before the first claim of a question. */
  open(): void {
    this.known.clear();
  }

  read(query: Query, claim: number): ClaimCover {
    let cover = this.known.get(claim);
    if (cover === undefined) {
      cover = this.measure(query, claim);
      this.known.set(claim, cover);
    }
    return cover;
  }

  private measure(query: Query, claim: number): ClaimCover {
    const { index, ofClaim, ofUnit } = this;
    const count = query.words.length;
    ofClaim.fill(0, 0, count);
    let units = 0;
    let agreeing = 0;
    for (const unit of index.unitsOf(claim)) {
      if (index.isNegative(unit)) continue;
      if (units === MOST_UNITS) break;
      units += 1;
      ofUnit.fill(0, 0, count);
      this.meet(unit);
      let met = 0;
      for (let w = 0; w < count; w += 1) {
        const hit = ofUnit[w] as number;
        met += hit * (query.words[w]?.idf ?? 0);
        if (hit > (ofClaim[w] as number)) ofClaim[w] = hit;
      }
      if (met >= AGREES * query.mass) agreeing += 1;
    }
    let met = 0;
    let worstMiss = 0;
    for (let w = 0; w < count; w += 1) {
      const idf = query.words[w]?.idf ?? 0;
      const hit = ofClaim[w] as number;
      met += hit * idf;
      if (hit === 0 && idf > worstMiss) worstMiss = idf;
    }
    return {
      cover: query.mass > 0 ? met / query.mass : 0,
      worstMiss,
      agreement: units > 0 ? agreeing / units : 0,
    };
  }

  /** Raises each word's best hit in the text at hand. */
  private meet(unit: number): void {
    const { first, words, weights, next } = this.links;
    const { ofUnit } = this;
    const { page, start, textLength, titleLength } = this.index.tokensOf(unit);
    for (let i = start; i < start + textLength + titleLength; i += 1) {
      const token = page[i] as number;
      if ((token & NEGATES) !== 0) continue;
      for (let link = first[token >>> FLAG_BITS] as number; link !== 0; link = next[link] as number) {
        const w = words[link] as number;
        const weight = weights[link] as number;
        if (weight > (ofUnit[w] as number)) ofUnit[w] = weight;
      }
    }
  }
}
