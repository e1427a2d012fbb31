// How is the embedded database opened?

import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { Kysely } from 'kysely';
import type { Database } from '../sql/database.ts';
import { openSqlStore } from '../sql/sql-store.ts';
import type { Store } from '../store.ts';
import { StoreError } from '../store-error.ts';
import { openSqliteDatabase, type SqliteConnection } from './sqlite-database.ts';
import { waitingSqliteDialect } from './sqlite-dialect.ts';
import { watchSqlite } from './watch-sqlite.ts';

export interface SqliteStoreOptions {
  /** The database file; its folder is made where it does not exist. */
  readonly file: string;
  readonly now?: () => Date;
  /** How often to look for changes by other processes, in milliseconds. Default 250. */
  readonly pollMs?: number;
}

/**
 * Opens the embedded store. Other processes may have the same file open.
 * @throws StoreError where the file cannot be opened, written or understood; the file is left as it was.
 */
export async function openSqliteStore({
  file,
  now = () => new Date(),
  pollMs = 250,
}: SqliteStoreOptions): Promise<Store> {
  let connection: SqliteConnection | undefined;
  let stop = () => {};
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    connection = openSqliteDatabase(file);
    const db = new Kysely<Database>({ dialect: waitingSqliteDialect(connection) });
    const watcher = watchSqlite(connection, pollMs);
    stop = watcher.stop;
    return await openSqlStore(
      db,
      {
        autoIncrement: 'integer',
        // A SQLite transaction begins as the only writer, so all three are given.
        lock: async () => {},
        serializeChanges: async () => {},
        skipLocked: (query) => query,
        watch: watcher.watch,
        stop: async () => watcher.stop(),
      },
      now,
    );
  } catch (error) {
    stop();
    connection?.close();
    throw new StoreError(`open the database ${file}`, error);
  }
}
