// What do the articles' opening texts hold?

import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

export interface ArticleBody {
  readonly id: string;
  readonly lang: string;
  readonly body: string;
}

/**
 * The articles of a gzipped file, one JSON object (`id`, `lang`, `body`) per line. Unpacked once; each article is made
 * anew whenever the list is gone through, since all together take hundreds of megabytes.
 */
export function readBodies(path: string): Iterable<ArticleBody> {
  const bytes = gunzipSync(readFileSync(path));
  return {
    *[Symbol.iterator]() {
      for (let from = 0; from < bytes.length; ) {
        const end = bytes.indexOf(10, from);
        const to = end < 0 ? bytes.length : end;
        const line = bytes.toString('utf8', from, to);
        from = to + 1;
        if (line !== '') yield JSON.parse(line) as ArticleBody;
      }
    },
  };
}
