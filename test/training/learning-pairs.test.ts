// Which questions do headlines and articles give the fit?

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { backgroundOf } from '../../src/core/create-matcher.ts';
import { headlinePairs } from '../../src/training/headline-pairs.ts';
import { quotedPosts } from '../../src/training/quoted-posts.ts';

const POST = 'Drinking warm salt water every morning keeps the flu away for good';

describe('quotedPosts', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'quoted-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function read(articles: readonly { id: string; text: string; lang: string; body: string }[]) {
    const lines = (pick: (article: (typeof articles)[number]) => object) =>
      articles.map((article) => JSON.stringify(pick(article))).join('\n');
    const headlines = path.join(folder, 'articles.jsonl');
    const bodies = path.join(folder, 'bodies.jsonl.gz');
    writeFileSync(
      headlines,
      lines(({ id, text, lang }) => ({ id, text, lang })),
    );
    writeFileSync(bodies, gzipSync(lines(({ id, lang, body }) => ({ id, lang, body }))));
    return quotedPosts(headlines, bodies, ['en']);
  }

  it('asks the post an article quotes, and takes every article that repeats it for right', () => {
    const { queries, gold, claims } = read([
      { id: 'a', text: 'Salt water does not prevent flu', lang: 'en', body: `A post says “${POST}”. It does not.` },
      { id: 'b', text: 'No, salt is no cure', lang: 'en', body: `Many shared that ${POST.toLowerCase()}, wrongly.` },
      { id: 'c', text: 'Lemons and flu', lang: 'en', body: 'Nothing is quoted here at all.' },
    ]);
    expect(claims).toHaveLength(3);
    expect(queries).toEqual([{ id: 'a', text: POST, lang: 'en' }]);
    expect(gold.get('a')).toEqual(new Set(['a', 'b']));
  });

  it('passes over short quotations, parts of sentences, and languages not asked for', () => {
    const { queries } = read([
      { id: 'a', text: 'One', lang: 'en', body: 'He said “Never again in my life, never” and left.' },
      { id: 'b', text: 'Two', lang: 'en', body: `It is “${POST.toLowerCase()}”, they say.` },
      { id: 'c', text: 'Three', lang: 'sv', body: `“${POST}”` },
    ]);
    expect(queries).toEqual([]);
  });
});

describe('headlinePairs', () => {
  it('asks each headline of the texts alone', () => {
    const claims = ['Cats can see in total darkness', 'Bulls hate the colour red'].map((text, i) => ({
      id: `c${i}`,
      scope: 'shared',
      statements: [{ text, lang: 'en' }],
      titles: [{ text: i === 0 ? 'Do cats see in the dark?' : 'Does red enrage bulls?', lang: 'en' }],
    }));
    const vectors = { dimensions: 2, rows: new Map<string, number>(), values: new Int8Array(0) };
    const [headlines] = headlinePairs(
      { claims, queries: [], gold: new Map() },
      backgroundOf({ background: new Map() }),
      vectors,
      0.5,
    );
    const asked = headlines?.fields.map(({ query, withGold }) => [
      query.text,
      headlines.index.claims[withGold.candidates[0]?.claim ?? -1]?.id,
    ]);
    expect(asked).toContainEqual(['Do cats see in the dark?', 'c0']);
    expect(asked).toContainEqual(['Does red enrage bulls?', 'c1']);
    expect(headlines?.index.unit(0).text).not.toContain('?');
    expect(headlines?.weight).toBe(0.5);
  });
});
