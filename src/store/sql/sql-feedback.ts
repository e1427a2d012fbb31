// How is feedback on answers kept in SQL?

import type { Feedback, FeedbackStore } from '../store.ts';
import { attempt } from './attempt.ts';
import type { Sql } from './database.ts';

export function createSqlFeedback(db: Sql): FeedbackStore {
  return {
    add: (feedback) =>
      attempt('save feedback', async () => {
        const result = await db
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
          })
          .onConflict((conflict) => conflict.columns(['person', 'inquiry_id', 'entry_id', 'kind']).doNothing())
          .executeTakeFirst();
        return Number(result.numInsertedOrUpdatedRows ?? 0) > 0;
      }),

    list: (scope, limit) =>
      attempt('list feedback', async () => {
        const rows = await db
          .selectFrom('feedback')
          .selectAll()
          .where('scope', '=', scope)
          .orderBy('at', 'desc')
          .limit(limit)
          .execute();
        return rows.map((row) => ({
          id: row.id,
          at: new Date(row.at),
          scope: row.scope,
          inquiryId: row.inquiry_id,
          entryId: row.entry_id,
          kind: row.kind as Feedback['kind'],
          person: row.person,
          features: JSON.parse(row.features) as Feedback['features'],
        }));
      }),

    forget: (person) =>
      attempt('forget feedback', async () => {
        const result = await db.deleteFrom('feedback').where('person', '=', person).executeTakeFirst();
        return Number(result.numDeletedRows);
      }),
  };
}
