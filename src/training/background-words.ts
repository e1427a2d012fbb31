// How common is each stem in texts of this kind?

import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { isContentWord } from '../core/claim-index.ts';
import { stemWord } from '../core/stem-word.ts';
import { tokenize } from '../core/tokenize.ts';

/** Words of a text that count as one short text: about the length of a claim. */
const WINDOW = 25;

export interface Body {
  readonly lang: string;
  readonly text: string;
}

/** The articles' opening texts, one JSON object per line, gzipped. */
export function readBodies(path: string): Body[] {
  const bodies: Body[] = [];
  const bytes = gunzipSync(readFileSync(path));
  let from = 0;
  while (from < bytes.length) {
    let to = bytes.indexOf(10, from);
    if (to < 0) to = bytes.length;
    if (to > from) {
      const row = JSON.parse(bytes.toString('utf8', from, to)) as { lang: string; body: string };
      bodies.push({ lang: row.lang, text: row.body });
    }
    from = to + 1;
  }
  return bodies;
}

/**
 * Share of windows of {@link WINDOW} words that hold a stem, the highest among the languages; stems in at least
 * `minCount` windows of a language, the `limit` most common.
 */
export function countBackground(
  bodies: readonly Body[],
  languages: readonly string[],
  minCount: number,
  limit: number,
): Map<string, number> {
  const shares = new Map<string, number>();
  for (const lang of languages) {
    const counts = new Map<string, number>();
    const stems = new Map<string, string>();
    let windows = 0;
    for (const body of bodies) {
      if (body.lang !== lang) continue;
      const { words } = tokenize(body.text);
      for (let from = 0; from < words.length; from += WINDOW) {
        windows += 1;
        const seen = new Set<string>();
        for (let i = from; i < Math.min(words.length, from + WINDOW); i += 1) {
          const word = words[i] as string;
          if (!isContentWord(word, lang)) continue;
          let stem = stems.get(word);
          if (stem === undefined) {
            stem = stemWord(word, lang);
            stems.set(word, stem);
          }
          seen.add(stem);
        }
        for (const stem of seen) counts.set(stem, (counts.get(stem) ?? 0) + 1);
      }
    }
    for (const [stem, count] of counts) {
      if (count >= minCount) shares.set(stem, Math.max(shares.get(stem) ?? 0, count / windows));
    }
  }
  const sorted = [...shares].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, limit);
  return new Map(sorted);
}
