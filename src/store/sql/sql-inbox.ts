// How are the questions handed to moderators kept in SQL?

import type { Selectable } from 'kysely';
import type { InboxItem, InboxStore } from '../port/inbox-store.ts';
import type { NewJob } from '../port/job-queue.ts';
import { attempt } from './attempt.ts';
import type { Database, Sql } from './database.ts';
import { addJobs } from './sql-jobs.ts';

export function createSqlInbox(db: Sql, now: () => Date): InboxStore {
  return {
    add: (item) =>
      attempt('hand a question to the moderators', async () => {
        await db
          .insertInto('inbox')
          .values({
            id: item.id,
            at: item.at.toISOString(),
            scope: item.scope,
            platform: item.platform,
            text: item.text,
            lang: item.lang,
            person: item.person,
            status: item.status,
            reply_to: item.replyTo ?? null,
          })
          .onConflict((conflict) => conflict.column('id').doNothing())
          .execute();
      }),

    get: (id) =>
      attempt('read a handed-over question', async () => {
        const row = await db.selectFrom('inbox').selectAll().where('id', '=', id).executeTakeFirst();
        return row && itemOf(row);
      }),

    open: (scope, limit) =>
      attempt('list handed-over questions', async () => {
        const rows = await db
          .selectFrom('inbox')
          .selectAll()
          .where('scope', '=', scope)
          .where('status', '=', 'open')
          .orderBy('at', 'desc')
          .limit(limit)
          .execute();
        return rows.map(itemOf);
      }),

    countOpen: (scope) =>
      attempt('count handed-over questions', async () => {
        let query = db
          .selectFrom('inbox')
          .select(({ fn }) => fn.countAll().as('n'))
          .where('status', '=', 'open');
        if (scope !== undefined) query = query.where('scope', '=', scope);
        const row = await query.executeTakeFirst();
        return Number(row?.n ?? 0);
      }),

    claim: (ids, person, at) =>
      attempt('claim handed-over questions', async () => {
        if (ids.length === 0) return;
        await db
          .updateTable('inbox')
          .set({ claimed_by: person ?? null, claimed_at: person === undefined ? null : at.toISOString() })
          .where('id', 'in', ids)
          .where('status', '=', 'open')
          .execute();
      }),

    close: (ids, { status, entryId, jobOf }) =>
      attempt('close handed-over questions', async () => {
        if (ids.length === 0) return [];
        return db.transaction().execute(async (transaction) => {
          // The first statement decides who closes an item; the texts are still there to be told of.
          const rows = await transaction
            .updateTable('inbox')
            .set({ status, entry_id: entryId ?? null })
            .where('id', 'in', ids)
            .where('status', '=', 'open')
            .returningAll()
            .execute();
          const items = rows.map((row): InboxItem => ({ ...itemOf(row), status: 'open' }));
          if (items.length === 0) return [];
          await transaction
            .updateTable('inbox')
            .set({ text: '', reply_to: null })
            .where(
              'id',
              'in',
              items.map(({ id }) => id),
            )
            .execute();
          const jobs = items.map(jobOf).filter((job): job is NewJob => job !== undefined);
          await addJobs(transaction, jobs, now().toISOString());
          return items;
        });
      }),

    prune: (before) =>
      attempt('remove old handed-over questions', async () => {
        const result = await db.deleteFrom('inbox').where('at', '<', before.toISOString()).executeTakeFirst();
        return Number(result.numDeletedRows);
      }),

    forget: (person) =>
      attempt('forget handed-over questions', async () => {
        const result = await db.deleteFrom('inbox').where('person', '=', person).executeTakeFirst();
        const released = await db
          .updateTable('inbox')
          .set({ claimed_by: null, claimed_at: null })
          .where('claimed_by', '=', person)
          .executeTakeFirst();
        return Number(result.numDeletedRows) + Number(released.numUpdatedRows);
      }),
  };
}

function itemOf(row: Selectable<Database['inbox']>): InboxItem {
  return {
    id: row.id,
    at: new Date(row.at),
    scope: row.scope,
    platform: row.platform,
    text: row.text,
    lang: row.lang,
    person: row.person,
    status: row.status as InboxItem['status'],
    replyTo: row.reply_to ?? undefined,
    claimedBy: row.claimed_by ?? undefined,
    claimedAt: row.claimed_at === null ? undefined : new Date(row.claimed_at),
    entryId: row.entry_id ?? undefined,
  };
}
