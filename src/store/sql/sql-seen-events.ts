// Whose is this event, and was it handled before, by this process or another?

import { LONGEST_LEASE_SECONDS } from '../port/longest-lease.ts';
import type { SeenEvents } from '../port/seen-events.ts';
import { attempt } from './attempt.ts';
import type { Sql } from './database.ts';
import type { RelaxedDialect } from './relaxed.ts';

/** A power cut may take back what was noted in the last moments: an event delivered again is then answered again. */
export function createSqlSeenEvents(db: Sql, now: () => Date, { relaxed }: RelaxedDialect): SeenEvents {
  const isoIn = (seconds: number) => new Date(now().getTime() + seconds * 1000).toISOString();

  return {
    take: (id, leaseSeconds) =>
      attempt('take an event', async () => {
        const at = isoIn(0);
        const lease_until = isoIn(Math.min(leaseSeconds, LONGEST_LEASE_SECONDS));
        // One statement, so that two processes cannot both take it.
        const taken = await relaxed((on, mark) =>
          on
            .insertInto('seen_events')
            .values({ id, at, lease_until })
            .onConflict((conflict) =>
              conflict
                .column('id')
                .doUpdateSet({ at, lease_until })
                .where(({ eb, or }) =>
                  or([
                    eb('seen_events.lease_until', '<=', at),
                    // Written by a clock that has been set back since.
                    eb('seen_events.lease_until', '>', isoIn(LONGEST_LEASE_SECONDS)),
                  ]),
                ),
            )
            .returning(mark.as('mark'))
            .executeTakeFirst(),
        );
        if (taken !== undefined) return 'mine';
        const row = await db.selectFrom('seen_events').select('lease_until').where('id', '=', id).executeTakeFirst();
        return row?.lease_until === null ? 'done' : 'busy';
      }),

    finish: (id) =>
      attempt('note that an event was handled', async () => {
        await relaxed((on, mark) =>
          on
            .insertInto('seen_events')
            .values({ id, at: isoIn(0), lease_until: null })
            .onConflict((conflict) => conflict.column('id').doUpdateSet({ lease_until: null }))
            .returning(mark.as('mark'))
            .execute(),
        );
      }),

    prune: (before) =>
      attempt('remove old events', async () => {
        const result = await db.deleteFrom('seen_events').where('at', '<', before.toISOString()).executeTakeFirst();
        return Number(result.numDeletedRows);
      }),
  };
}
