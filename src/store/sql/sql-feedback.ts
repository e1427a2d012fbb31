// How is feedback on answers kept in SQL?

import type { Selectable } from 'kysely';
import type { Feedback, FeedbackStore } from '../port/feedback-store.ts';
import { attempt } from './attempt.ts';
import type { Database, Sql } from './database.ts';

export function createSqlFeedback(db: Sql): FeedbackStore {
  const feedbackOf = (scope: string, limit: number) =>
    db.selectFrom('feedback').selectAll().where('scope', '=', scope).orderBy('at', 'desc').limit(limit);

  return {
    add: (feedback) =>
      attempt('save feedback', async () => {
        const result = await db.transaction().execute(async (transaction) => {
          await transaction
            .deleteFrom('feedback')
            .where('person', '=', feedback.person)
            .where('inquiry_id', '=', feedback.inquiryId)
            .where('entry_id', '=', feedback.entryId)
            .where('kind', '<>', feedback.kind)
            .execute();
          return transaction
            .insertInto('feedback')
            .values({
              id: feedback.id,
              at: feedback.at.toISOString(),
              scope: feedback.scope,
              inquiry_id: feedback.inquiryId,
              entry_id: feedback.entryId,
              kind: feedback.kind,
              person: feedback.person,
              features: JSON.stringify(feedback.features),
              state: 'open',
            })
            .onConflict((conflict) => conflict.columns(['person', 'inquiry_id', 'entry_id', 'kind']).doNothing())
            .executeTakeFirst();
        });
        return Number(result.numInsertedOrUpdatedRows ?? 0) > 0;
      }),

    list: (scope, limit) =>
      attempt('list feedback', async () => {
        const rows = await feedbackOf(scope, limit).execute();
        return rows.map(fromRow);
      }),

    count: (scope, since, entryId) =>
      attempt('count feedback', async () => {
        const rows = await db
          .selectFrom('feedback')
          .select(({ fn }) => ['entry_id', 'kind', fn.countAll().as('count')])
          .where('scope', '=', scope)
          .where('at', '>=', since.toISOString())
          .$if(entryId !== undefined, (query) => query.where('entry_id', '=', entryId ?? ''))
          .groupBy(['entry_id', 'kind'])
          .orderBy('entry_id')
          .execute();
        const counts = new Map<string, { notThis: number; helpful: number }>();
        for (const { entry_id, kind, count } of rows) {
          const earlier = counts.get(entry_id) ?? { notThis: 0, helpful: 0 };
          counts.set(entry_id, { ...earlier, [kind === 'helpful' ? 'helpful' : 'notThis']: Number(count) });
        }
        return [...counts].map(([id, each]) => ({ entryId: id, ...each }));
      }),

    open: (scope, limit) =>
      attempt('list open feedback', async () => {
        const rows = await feedbackOf(scope, limit)
          .where('state', '=', 'open')
          .where('kind', '=', 'not-this')
          .execute();
        return rows.map(fromRow);
      }),

    settle: (scope, ids, state) =>
      attempt('settle feedback', async () => {
        if (ids.length === 0) return;
        await db.updateTable('feedback').set({ state }).where('id', 'in', ids).where('scope', '=', scope).execute();
      }),

    prune: (before) =>
      attempt('remove old feedback', async () => {
        const result = await db.deleteFrom('feedback').where('at', '<', before.toISOString()).executeTakeFirst();
        return Number(result.numDeletedRows);
      }),

    forget: (person) =>
      attempt('forget feedback', async () => {
        const result = await db.deleteFrom('feedback').where('person', '=', person).executeTakeFirst();
        return Number(result.numDeletedRows);
      }),
  };
}

function fromRow(row: Selectable<Database['feedback']>): Feedback {
  return {
    id: row.id,
    at: new Date(row.at),
    scope: row.scope,
    inquiryId: row.inquiry_id,
    entryId: row.entry_id,
    kind: row.kind as Feedback['kind'],
    person: row.person,
    features: JSON.parse(row.features) as Feedback['features'],
  };
}
