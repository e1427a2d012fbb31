// Which database does the configuration name?

import type { Troubles } from './bot/troubles.ts';
import type { Config } from './config.ts';
import { withoutSecrets } from './store/postgres/without-secrets.ts';
import { openSqliteStore } from './store/sqlite/open-sqlite-store.ts';
import type { Store } from './store/store.ts';

/**
 * Opens PostgreSQL where DATABASE_URL is set, else the embedded database.
 * @throws StoreError where it cannot be used.
 */
export async function openStore(config: Config, troubles: Troubles): Promise<Store> {
  if (config.databaseUrl === undefined) return openSqliteStore({ file: config.databaseFile });
  // Loaded where it is used only, for a quick start.
  const { openPostgresStore } = await import('./store/postgres/open-postgres-store.ts');
  const listening = troubles.of('listen for changes in the database');
  return openPostgresStore({
    url: config.databaseUrl,
    poolSize: config.databasePoolSize,
    onLost: listening.failed,
    onListening: listening.worked,
  });
}

/** Where the data lives, for people: no password in it. */
export function databaseName(config: Pick<Config, 'databaseUrl' | 'databaseFile'>): string {
  return config.databaseUrl === undefined ? config.databaseFile : withoutSecrets(config.databaseUrl);
}
