// How is what moderators did kept in SQL?

import type { AuditStore } from '../port/audit-store.ts';
import { FORGOTTEN_PERSON } from '../port/forgotten-person.ts';
import { attempt } from './attempt.ts';
import type { Sql } from './database.ts';
import { addJobs } from './sql-jobs.ts';

export function createSqlAudit(db: Sql, now: () => Date): AuditStore {
  return {
    add: (record, jobs = []) =>
      attempt('record what a moderator did', () =>
        db.transaction().execute(async (transaction) => {
          await transaction
            .insertInto('audit')
            .values({
              id: record.id,
              at: record.at.toISOString(),
              scope: record.scope,
              person: record.person,
              action: record.action,
              place: record.place,
              subject: record.subject ?? null,
              before: record.before ?? null,
              after: record.after ?? null,
              reason: record.reason ?? null,
            })
            .execute();
          await addJobs(transaction, jobs, now().toISOString());
        }),
      ),

    list: (scope, limit) =>
      attempt('list what moderators did', async () => {
        const rows = await db
          .selectFrom('audit')
          .selectAll()
          .where('scope', '=', scope)
          .orderBy('at', 'desc')
          .orderBy('id')
          .limit(limit)
          .execute();
        return rows.map(({ at, subject, before, after, reason, ...row }) => ({
          ...row,
          at: new Date(at),
          subject: subject ?? undefined,
          before: before ?? undefined,
          after: after ?? undefined,
          reason: reason ?? undefined,
        }));
      }),

    forget: (person) =>
      attempt('forget who did it', async () => {
        const result = await db
          .updateTable('audit')
          .set({ person: FORGOTTEN_PERSON })
          .where('person', '=', person)
          .executeTakeFirst();
        return Number(result.numUpdatedRows);
      }),

    prune: (before) =>
      attempt('remove old records of what moderators did', async () => {
        const result = await db.deleteFrom('audit').where('at', '<', before.toISOString()).executeTakeFirst();
        return Number(result.numDeletedRows);
      }),
  };
}
