// How are the answers that were posted kept in SQL?

import type { Selectable } from 'kysely';
import type { PostedAnswer, PostedAnswers } from '../port/posted-answers.ts';
import { attempt } from './attempt.ts';
import type { Database, Sql } from './database.ts';

export function createSqlPosted(db: Sql): PostedAnswers {
  return {
    add: (answer) =>
      attempt('record a posted answer', async () => {
        const row = {
          inquiry_id: answer.inquiryId,
          at: answer.at.toISOString(),
          platform: answer.platform,
          scope: answer.scope ?? null,
          channel: answer.channel,
          question_id: answer.questionId ?? null,
          address: answer.address,
          link: answer.link ?? null,
          entry_id: answer.entryId ?? null,
          revision: answer.revision ?? null,
          lang: answer.lang,
        };
        await db
          .insertInto('posted_answers')
          .values(row)
          .onConflict((conflict) => conflict.column('inquiry_id').doUpdateSet(row))
          .execute();
      }),

    get: (inquiryId) =>
      attempt('read a posted answer', async () => {
        const row = await db
          .selectFrom('posted_answers')
          .selectAll()
          .where('inquiry_id', '=', inquiryId)
          .executeTakeFirst();
        return row && answerOf(row);
      }),

    toQuestion: (platform, questionId) =>
      attempt('find the answers to a question', async () => {
        const rows = await db
          .selectFrom('posted_answers')
          .selectAll()
          .where('question_id', '=', questionId)
          .where('platform', '=', platform)
          .execute();
        return rows.map(answerOf);
      }),

    latestInChannel: (platform, channel, entryId, since) =>
      attempt('find an earlier answer', async () => {
        const row = await db
          .selectFrom('posted_answers')
          .selectAll()
          .where('entry_id', '=', entryId)
          .where('channel', '=', channel)
          .where('platform', '=', platform)
          .where('at', '>=', since.toISOString())
          .orderBy('at', 'desc')
          .executeTakeFirst();
        return row && answerOf(row);
      }),

    outdated: (entryId, revision, limit) =>
      attempt('find outdated answers', async () => {
        const rows = await db
          .selectFrom('posted_answers')
          .selectAll()
          .where('entry_id', '=', entryId)
          .where('revision', '<', revision)
          .orderBy('at')
          .limit(limit)
          .execute();
        return rows.map(answerOf);
      }),

    remove: (inquiryId) =>
      attempt('remove a posted answer', async () => {
        await db.deleteFrom('posted_answers').where('inquiry_id', '=', inquiryId).execute();
      }),

    prune: (before) =>
      attempt('remove old posted answers', async () => {
        const result = await db.deleteFrom('posted_answers').where('at', '<', before.toISOString()).executeTakeFirst();
        return Number(result.numDeletedRows);
      }),
  };
}

function answerOf(row: Selectable<Database['posted_answers']>): PostedAnswer {
  return {
    inquiryId: row.inquiry_id,
    at: new Date(row.at),
    platform: row.platform,
    scope: row.scope ?? undefined,
    channel: row.channel,
    questionId: row.question_id ?? undefined,
    address: row.address,
    link: row.link ?? undefined,
    entryId: row.entry_id ?? undefined,
    revision: row.revision ?? undefined,
    lang: row.lang,
  };
}
