// How are moderators' drafts kept in SQL?

import type { Selectable } from 'kysely';
import type { Draft, DraftStore } from '../port/draft-store.ts';
import { attempt } from './attempt.ts';
import type { Database, Sql } from './database.ts';

export function createSqlDrafts(db: Sql): DraftStore {
  return {
    put: (draft) =>
      attempt('save a draft', async () => {
        const { id, scope, person, at, ...body } = draft;
        const row = { id, scope, person, at: at.toISOString(), body: JSON.stringify(body) };
        const result = await db
          .insertInto('drafts')
          .values(row)
          .onConflict((conflict) => conflict.column('id').doUpdateSet(row).where('drafts.scope', '=', scope))
          .executeTakeFirst();
        return Number(result.numInsertedOrUpdatedRows ?? 0) > 0;
      }),

    get: (id) =>
      attempt('read a draft', async () => {
        const row = await db.selectFrom('drafts').selectAll().where('id', '=', id).executeTakeFirst();
        return row && draftOf(row);
      }),

    list: (scope, limit) =>
      attempt('list drafts', async () => {
        const rows = await db
          .selectFrom('drafts')
          .selectAll()
          .where('scope', '=', scope)
          .orderBy('at', 'desc')
          .orderBy('id')
          .limit(limit)
          .execute();
        return rows.map(draftOf);
      }),

    remove: (id) =>
      attempt('remove a draft', async () => {
        const result = await db.deleteFrom('drafts').where('id', '=', id).executeTakeFirst();
        return Number(result.numDeletedRows) > 0;
      }),

    forget: (person) =>
      attempt('forget drafts', async () => {
        const result = await db.deleteFrom('drafts').where('person', '=', person).executeTakeFirst();
        return Number(result.numDeletedRows);
      }),

    prune: (before) =>
      attempt('remove old drafts', async () => {
        const result = await db.deleteFrom('drafts').where('at', '<', before.toISOString()).executeTakeFirst();
        return Number(result.numDeletedRows);
      }),
  };
}

function draftOf({ id, scope, person, at, body }: Selectable<Database['drafts']>): Draft {
  return {
    ...(JSON.parse(body) as Omit<Draft, 'id' | 'scope' | 'person' | 'at'>),
    id,
    scope,
    person,
    at: new Date(at),
  };
}
