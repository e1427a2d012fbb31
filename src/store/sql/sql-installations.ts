// How is what communities gave on installing the app kept in SQL?

import type { Installations } from '../port/installations.ts';
import { attempt } from './attempt.ts';
import type { Sql } from './database.ts';

export function createSqlInstallations(db: Sql, now: () => Date): Installations {
  return {
    get: (platform, id) =>
      attempt('read an installation', async () => {
        const row = await db
          .selectFrom('installations')
          .select('value')
          .where('platform', '=', platform)
          .where('id', '=', id)
          .executeTakeFirst();
        return row?.value;
      }),

    set: (platform, id, value) =>
      attempt('save an installation', async () => {
        const updated_at = now().toISOString();
        await db
          .insertInto('installations')
          .values({ platform, id, value, updated_at })
          .onConflict((conflict) => conflict.columns(['platform', 'id']).doUpdateSet({ value, updated_at }))
          .execute();
      }),

    remove: (platform, id) =>
      attempt('remove an installation', async () => {
        await db.deleteFrom('installations').where('platform', '=', platform).where('id', '=', id).execute();
      }),
  };
}
