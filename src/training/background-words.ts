// Which stems do texts of this kind consist of, and how common is each?

import { isContentWord } from '../core/claim-index.ts';
import { stemWord } from '../core/stem-word.ts';
import { tokenize } from '../core/tokenize.ts';
import { readBodies } from './article-bodies.ts';

/** Words of a text that count as one short text: about the length of a claim. */
const WINDOW = 25;

/** Marks the end of an article in {@link StemStream}. */
export const ARTICLE_END = -1;
/** Stands where a function word was. */
export const GAP_WORD = -2;

/** All articles as numbers of stems, one language after the other. */
export interface StemStream {
  readonly stems: readonly string[];
  /** By language: numbers of stems, {@link ARTICLE_END} or {@link GAP_WORD}. */
  readonly streams: ReadonlyMap<string, Int32Array>;
}

/** Reads the articles' opening texts: one JSON object (`lang`, `body`) per line, gzipped. */
export function readStems(path: string, languages: readonly string[]): StemStream {
  const stems: string[] = [];
  const byStem = new Map<string, number>();
  const byWord = new Map<string, Map<string, number>>(languages.map((lang) => [lang, new Map()]));
  const streams = new Map<string, number[][]>(languages.map((lang) => [lang, []]));
  for (const { lang, body } of readBodies(path)) {
    const words = byWord.get(lang);
    if (words === undefined) continue;
    const article: number[] = [];
    for (const word of tokenize(body).words) {
      let number = words.get(word);
      if (number === undefined) {
        number = GAP_WORD;
        if (isContentWord(word, lang)) {
          const stem = stemWord(word, lang);
          number = byStem.get(stem) ?? stems.length;
          if (number === stems.length) {
            stems.push(stem);
            byStem.set(stem, number);
          }
        }
        words.set(word, number);
      }
      article.push(number);
    }
    article.push(ARTICLE_END);
    streams.get(lang)?.push(article);
  }
  return { stems, streams: new Map([...streams].map(([lang, articles]) => [lang, Int32Array.from(articles.flat())])) };
}

/**
 * Share of windows of {@link WINDOW} words that hold a stem, the highest among the languages; stems in at least
 * `minCount` windows of a language, the `limit` most common.
 */
export function countBackground(source: StemStream, minCount: number, limit: number): Map<string, number> {
  const shares = new Float64Array(source.stems.length);
  for (const stream of source.streams.values()) {
    const counts = new Int32Array(source.stems.length);
    const lastWindow = new Int32Array(source.stems.length).fill(-1);
    let windows = 0;
    let length = 0;
    for (const stem of stream) {
      if (stem === ARTICLE_END || length === WINDOW) {
        windows += 1;
        length = 0;
      }
      length += 1;
      if (stem < 0 || lastWindow[stem] === windows) continue;
      lastWindow[stem] = windows;
      counts[stem] = (counts[stem] as number) + 1;
    }
    for (let stem = 0; stem < counts.length; stem += 1) {
      const count = counts[stem] as number;
      if (count >= minCount) shares[stem] = Math.max(shares[stem] as number, count / windows);
    }
  }
  const found: [string, number][] = [];
  for (let stem = 0; stem < shares.length; stem += 1) {
    if ((shares[stem] as number) > 0) found.push([source.stems[stem] as string, shares[stem] as number]);
  }
  return new Map(found.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, limit));
}
