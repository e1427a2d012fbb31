// Which post does a fact-check's article quote? It is a question whose answer is the article.

import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { SHARED_SCOPE } from '../core/claim.ts';
import { type MeasuringSet, readJsonLines, type SetQuery } from './read-set.ts';
import { hashText } from './seeded-random.ts';

/** Posts taken per language: English has ten times as many articles as the next. */
const POSTS_PER_LANGUAGE = 1000;
const MOST_ENGLISH_POSTS = 3000;
/** A post opens like a sentence and is long enough to say something. */
const POST = /[“«"„]\s?(?=[\p{Lu}\p{N}#])([^“”«»"„]{50,400})[”»"]/u;
const LEAST_WORDS = 8;
/** Characters of an article in which the post is looked for. */
const OPENING = 1500;
/** Words in a row that two articles must share with a post to be about the same one. */
const RUN = 5;
/** A post that more articles repeat is a phrase. */
const MOST_ARTICLES = 8;

/**
 * The first post that each of some thousand articles quotes, asked of all headlines. Every article that repeats five
 * words of the post in a row counts as right, because many publishers check the same post.
 *
 * @param headlines file of one JSON object (`id`, `text`, `lang`) per line
 * @param bodies gzipped file of one JSON object (`id`, `lang`, `body`) per line
 */
export function quotedPosts(headlines: string, bodies: string, languages: readonly string[]): MeasuringSet {
  const claims = readJsonLines(headlines)
    .map(({ id, text, lang }) => ({ id: String(id), text: String(text ?? ''), lang: String(lang) }))
    .filter(({ text }) => text !== '')
    .map(({ id, text, lang }) => ({ id, scope: SHARED_SCOPE, statements: [{ text, lang }], titles: [] }));
  const known = new Set(claims.map(({ id }) => id));
  const byLanguage = new Map<string, SetQuery[]>(languages.map((lang) => [lang, []]));
  eachBody(bodies, (id, lang, body) => {
    const posts = byLanguage.get(lang);
    if (posts === undefined || !known.has(id)) return;
    const text = POST.exec(body.slice(0, OPENING))?.[1];
    if (text !== undefined && wordsOf(text).length >= LEAST_WORDS) posts.push({ id, text, lang });
  });
  const queries = [...byLanguage].flatMap(([lang, posts]) =>
    posts
      .sort((a, b) => hashText(a.id) - hashText(b.id))
      .slice(0, lang === 'en' ? MOST_ENGLISH_POSTS : POSTS_PER_LANGUAGE),
  );
  const gold = repeatedBy(queries, bodies);
  return { claims, queries: queries.filter(({ id }) => (gold.get(id)?.size ?? 0) <= MOST_ARTICLES), gold };
}

/** The articles that repeat each post. */
function repeatedBy(posts: readonly SetQuery[], bodies: string): Map<string, Set<string>> {
  const gold = new Map(posts.map(({ id }) => [id, new Set([id])]));
  const byRun = new Map<string, string[]>();
  for (const { id, text } of posts) {
    for (const run of runsOf(text)) {
      const sharing = byRun.get(run);
      if (sharing === undefined) byRun.set(run, [id]);
      else sharing.push(id);
    }
  }
  eachBody(bodies, (article, _lang, body) => {
    for (const run of runsOf(body)) for (const post of byRun.get(run) ?? []) gold.get(post)?.add(article);
  });
  return gold;
}

function runsOf(text: string): string[] {
  const words = wordsOf(text);
  return words.slice(0, Math.max(0, words.length - RUN + 1)).map((_word, i) => words.slice(i, i + RUN).join(' '));
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

function eachBody(path: string, visit: (id: string, lang: string, body: string) => void): void {
  const bytes = gunzipSync(readFileSync(path));
  for (let from = 0; from < bytes.length; ) {
    const end = bytes.indexOf(10, from);
    const to = end < 0 ? bytes.length : end;
    const line = bytes.toString('utf8', from, to);
    from = to + 1;
    if (line === '') continue;
    const { id, lang, body } = JSON.parse(line) as { id: string; lang: string; body: string };
    visit(id, lang, body);
  }
}
