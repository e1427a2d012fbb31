// Which words of the question may a term of the index stand for?

import { grownInts } from './growable-array.ts';
import type { Query } from './query.ts';

/** Links kept at first; a question of many words with guesses has a few hundred. */
const CAPACITY = 512;

/**
 * Chains of links by term, in working memory kept between questions: `first[term]` is a term's first link, 0 where it
 * has none; `words`, `weights` and `next` are by link.
 */
export class QueryLinks {
  first: Int32Array = new Int32Array(0);
  words: Int32Array = new Int32Array(CAPACITY);
  next: Int32Array = new Int32Array(CAPACITY);
  weights: Float64Array = new Float64Array(CAPACITY);

  /** Links the terms of a question; each `open` needs its {@link close}. */
  open(query: Query, termCount: number): void {
    this.first = grownInts(this.first, termCount);
    const { first } = this;
    let link = 0;
    for (let w = 0; w < query.words.length; w += 1) {
      for (const { term, weight } of query.words[w]?.alternatives ?? []) {
        link += 1;
        if (link === this.words.length) this.grow();
        this.words[link] = w;
        this.weights[link] = weight;
        this.next[link] = first[term] as number;
        first[term] = link;
      }
    }
  }

  close(query: Query): void {
    for (const { alternatives } of query.words) for (const { term } of alternatives) this.first[term] = 0;
  }

  private grow(): void {
    this.words = grownInts(this.words, this.words.length * 2);
    this.next = grownInts(this.next, this.next.length * 2);
    const weights = new Float64Array(this.weights.length * 2);
    weights.set(this.weights);
    this.weights = weights;
  }
}
