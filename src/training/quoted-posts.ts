// Which post does a fact-check's article quote? It is a question whose answer is the article.

import { type ArticleBody, readBodies } from './article-bodies.ts';
import { type MeasuringSet, readClaims, type SetQuery } from './read-set.ts';
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
  const claims = readClaims(headlines).filter(({ statements }) => statements[0]?.text !== '');
  const articles = readBodies(bodies);
  const known = new Set(claims.map(({ id }) => id));
  const byLanguage = new Map<string, SetQuery[]>(languages.map((lang) => [lang, []]));
  for (const { id, lang, body } of articles) {
    const posts = byLanguage.get(lang);
    if (posts === undefined || !known.has(id)) continue;
    const text = POST.exec(body.slice(0, OPENING))?.[1];
    if (text !== undefined && wordsOf(text).length >= LEAST_WORDS) posts.push({ id, text, lang });
  }
  const queries = [...byLanguage].flatMap(([lang, posts]) =>
    posts
      .sort((a, b) => hashText(a.id) - hashText(b.id))
      .slice(0, lang === 'en' ? MOST_ENGLISH_POSTS : POSTS_PER_LANGUAGE),
  );
  const gold = repeatedBy(queries, articles);
  return { claims, queries: queries.filter(({ id }) => (gold.get(id)?.size ?? 0) <= MOST_ARTICLES), gold };
}

/** The articles that repeat each post. */
function repeatedBy(posts: readonly SetQuery[], articles: Iterable<ArticleBody>): Map<string, Set<string>> {
  const gold = new Map(posts.map(({ id }) => [id, new Set([id])]));
  const byRun = new Map<string, string[]>();
  for (const { id, text } of posts) {
    for (const run of runsOf(text)) {
      const sharing = byRun.get(run);
      if (sharing === undefined) byRun.set(run, [id]);
      else sharing.push(id);
    }
  }
  for (const { id, body } of articles) {
    for (const run of runsOf(body)) for (const post of byRun.get(run) ?? []) gold.get(post)?.add(id);
  }
  return gold;
}

function runsOf(text: string): string[] {
  const words = wordsOf(text);
  return words.slice(0, Math.max(0, words.length - RUN + 1)).map((_word, i) => words.slice(i, i + RUN).join(' '));
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
