// Was this event handled before, by this process or another?

import type { SeenEvents } from '../store.ts';
import { attempt } from './attempt.ts';
import type { Sql } from './database.ts';

export function createSqlSeenEvents(db: Sql, now: () => Date): SeenEvents {
  return {
    first: (eventId) =>
      attempt('note an event', async () => {
        const result = await db
          .insertInto('seen_events')
          .values({ id: eventId, at: now().toISOString() })
          .onConflict((conflict) => conflict.column('id').doNothing())
          .executeTakeFirst();
        return Number(result.numInsertedOrUpdatedRows ?? 0) > 0;
      }),

    prune: (before) =>
      attempt('remove old events', async () => {
        const result = await db.deleteFrom('seen_events').where('at', '<', before.toISOString()).executeTakeFirst();
        return Number(result.numDeletedRows);
      }),
  };
}
