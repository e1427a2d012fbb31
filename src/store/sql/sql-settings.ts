// How are a community's settings kept in SQL?

import type { SettingsStore } from '../port/settings-store.ts';
import { attempt } from './attempt.ts';
import type { Sql } from './database.ts';

export function createSqlSettings(db: Sql): SettingsStore {
  return {
    get: (scope) =>
      attempt('read settings', async () => {
        const rows = await db.selectFrom('settings').select(['name', 'value']).where('scope', '=', scope).execute();
        return Object.fromEntries(rows.map(({ name, value }) => [name, JSON.parse(value) as unknown]));
      }),

    set: (scope, changes) =>
      attempt('save settings', () =>
        db.transaction().execute(async (transaction) => {
          for (const [name, setting] of Object.entries(changes)) {
            if (setting === undefined) {
              await transaction.deleteFrom('settings').where('scope', '=', scope).where('name', '=', name).execute();
              continue;
            }
            const value = JSON.stringify(setting);
            await transaction
              .insertInto('settings')
              .values({ scope, name, value })
              .onConflict((conflict) => conflict.columns(['scope', 'name']).doUpdateSet({ value }))
              .execute();
          }
        }),
      ),

    scopesWith: (name) =>
      attempt('find settings', async () => {
        const rows = await db
          .selectFrom('settings')
          .select('scope')
          .where('name', '=', name)
          .orderBy('scope')
          .execute();
        return rows.map(({ scope }) => scope);
      }),
  };
}
