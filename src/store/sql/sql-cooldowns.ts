// How often was something done lately, over all processes?

import { sql } from 'kysely';
import type { Cooldowns } from '../port/cooldowns.ts';
import { attempt } from './attempt.ts';
import type { Sql } from './database.ts';
import type { RelaxedDialect } from './relaxed.ts';

/** A power cut may take back the uses of the last moments: somebody may then ask once more. */
export function createSqlCooldowns(db: Sql, now: () => Date, { relaxed }: RelaxedDialect): Cooldowns {
  return {
    take: (key, uses, windowSeconds) =>
      attempt('count a use', async () => {
        const at = now();
        const expired = new Date(at.getTime() - windowSeconds * 1000).toISOString();
        // A window that begins later than any clock's difference explains was begun before the clock was set back.
        const ahead = new Date(at.getTime() + windowSeconds * 1000).toISOString();
        const over = sql`cooldowns.window_start <= ${expired} or cooldowns.window_start > ${ahead}`;
        // One statement, so that two processes cannot both take the last use.
        const row = await relaxed((on, mark) =>
          on
            .insertInto('cooldowns')
            .values({ key, window_start: at.toISOString(), uses: 1 })
            .onConflict((conflict) =>
              conflict.column('key').doUpdateSet({
                window_start: sql<string>`case when ${over} then ${at.toISOString()} else cooldowns.window_start end`,
                uses: sql<number>`case when ${over} then 1 else cooldowns.uses + 1 end`,
              }),
            )
            .returning(['window_start', 'uses', mark.as('mark')])
            .executeTakeFirstOrThrow(),
        );
        if (row.uses <= uses) return undefined;
        const free = new Date(row.window_start).getTime() + windowSeconds * 1000;
        return Math.max(1, Math.ceil((free - at.getTime()) / 1000));
      }),

    prune: (before) =>
      attempt('remove old counts', async () => {
        const result = await db
          .deleteFrom('cooldowns')
          .where('window_start', '<', before.toISOString())
          .executeTakeFirst();
        return Number(result.numDeletedRows);
      }),
  };
}
