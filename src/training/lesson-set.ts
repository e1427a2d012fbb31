// How do people ask about the curated claims? Questions by writers who saw one line of each claim, for learning only.

import { join } from 'node:path';
import type { IndexableClaim } from '../core/claim.ts';
import type { Background } from '../core/term-table.ts';
import type { WordVectors } from '../core/word-vectors.ts';
import type { FittingSet } from './fit-model.ts';
import { chatterFields, indexOf, questionFields } from './make-examples.ts';
import { readGold, readQueries } from './read-set.ts';

/**
 * The lessons asked of the curated claims; those without an answer are look-alikes and everyday talk.
 *
 * @param folder holds `questions.jsonl` and `answers.tsv`.
 * @throws where an answer names a claim that is not there: its question would teach that nothing answers it.
 */
export function lessonSet(
  folder: string,
  claims: readonly IndexableClaim[],
  background: Background,
  vectors: WordVectors,
  weight: number,
): FittingSet {
  const queries = readQueries(join(folder, 'questions.jsonl'));
  const gold = readGold(join(folder, 'answers.tsv'));
  const known = new Set(claims.map(({ id }) => id));
  for (const [question, answers] of gold) {
    for (const answer of answers) {
      if (!known.has(answer))
        throw new Error(`${folder}: the lesson ${question} asks about "${answer}", which is no entry`);
    }
  }
  const index = indexOf(claims, background);
  const unanswered = queries.filter(({ id }) => !gold.has(id));
  const fields = [
    ...questionFields('lessons', { claims, queries, gold }, index, vectors),
    ...chatterFields('lessons', unanswered, index, vectors),
  ];
  return { name: 'lessons', index, weight, fields };
}
