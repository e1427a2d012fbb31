// Which entries changed since a process last looked?

import type { ChangeFeed } from '../port/change-feed.ts';
import { attempt } from './attempt.ts';
import type { Sql } from './database.ts';

export function createSqlChanges(db: Sql, watch: ChangeFeed['watch']): ChangeFeed {
  return {
    latest: () =>
      attempt('read the latest change', async () => {
        const row = await db
          .selectFrom('changes')
          .select(({ fn }) => fn.max('sequence').as('latest'))
          .executeTakeFirst();
        return Number(row?.latest ?? 0);
      }),

    since: (sequence, limit) =>
      attempt('read the latest changes', async () => {
        const rows = await db
          .selectFrom('changes')
          .select(['sequence', 'entry_id'])
          .where('sequence', '>', sequence)
          .orderBy('sequence')
          .limit(limit)
          .execute();
        return rows.map((row) => ({ sequence: Number(row.sequence), entryId: row.entry_id }));
      }),

    watch,
  };
}
