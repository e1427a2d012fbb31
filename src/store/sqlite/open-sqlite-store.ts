// How is the embedded database opened?

import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { Kysely } from 'kysely';
import type { Database } from '../sql/database.ts';
import { migrate } from '../sql/migrations.ts';
import { openSqlStore, type SqlConnection, type SqlDialect } from '../sql/sql-store.ts';
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
export async function openSqliteStore({ now = () => new Date(), ...options }: SqliteStoreOptions): Promise<Store> {
  return openSqlStore(connectSqlite(options), now);
}

/**
 * Opens the file without looking at its tables.
 * @throws StoreError
 */
export function connectSqlite({ file, pollMs = 250 }: Omit<SqliteStoreOptions, 'now'>): SqlConnection {
  let connection: SqliteConnection | undefined;
  try {
    makeFolder(path.dirname(file));
    connection = openSqliteDatabase(file);
    const db = new Kysely<Database>({ dialect: waitingSqliteDialect(connection) });
    const watcher = watchSqlite(connection, pollMs);
    const dialect: SqlDialect = {
      autoIncrement: 'integer',
      text: 'text',
      // A SQLite transaction begins as the only writer, so all three are given.
      // The key is a text: in its order the rows lie anywhere.
      entryPlace: 'rowid',
      lock: async () => {},
      serializeChanges: async () => {},
      skipLocked: (query) => query,
      watch: watcher.watch,
    };
    return {
      db,
      dialect,
      name: file,
      migrate: (version) => migrate(db, dialect, version),
      // SQLite goes on behind the highest number by itself.
      continueNumbers: async () => {},
      async close() {
        watcher.stop();
        await db.destroy();
      },
    };
  } catch (error) {
    connection?.close();
    throw new StoreError(`open the database ${file}`, error);
  }
}

/** Folder by folder: Node's own recursive mkdir never returns where the system refuses a folder as "not found" (/proc). */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(path.dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    if (!existsSync(folder)) throw error; // Another process may have made it.
  }
}
