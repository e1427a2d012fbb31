// How are the questions handed to moderators kept in SQL?

import type { Selectable } from 'kysely';
import type { InboxItem, InboxStore } from '../store.ts';
import { attempt } from './attempt.ts';
import type { Database, Sql } from './database.ts';

export function createSqlInbox(db: Sql): InboxStore {
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
        const row = await db
          .selectFrom('inbox')
          .select(({ fn }) => fn.countAll().as('n'))
          .where('scope', '=', scope)
          .where('status', '=', 'open')
          .executeTakeFirst();
        return Number(row?.n ?? 0);
      }),

    forget: (person) =>
      attempt('forget handed-over questions', async () => {
        const result = await db.deleteFrom('inbox').where('person', '=', person).executeTakeFirst();
        return Number(result.numDeletedRows);
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
  };
}
