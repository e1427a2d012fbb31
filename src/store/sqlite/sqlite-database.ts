// Which SQLite does this runtime have, and how is it made safe to write to?

import { createRequire } from 'node:module';
import type { SqliteDatabase } from 'kysely';
import { messageOf } from '../store-error.ts';

/** The little of a SQLite driver that is used, the same for both drivers. */
export interface SqliteConnection extends SqliteDatabase {
  /** Grows when another connection, of this process or another, committed a change. */
  dataVersion(): number;
  /** Whether a commit waits for the disk: `full`, or `normal` for what may be lost. Outside of transactions only. */
  synchronize(how: 'full' | 'normal'): void;
}

interface NodeSqlite {
  DatabaseSync: new (
    file: string,
  ) => {
    exec(sql: string): void;
    prepare(sql: string): {
      all(...values: unknown[]): unknown[];
      run(...values: unknown[]): { changes: number | bigint; lastInsertRowid: number | bigint };
      iterate(...values: unknown[]): IterableIterator<unknown>;
      columns(): unknown[];
    };
    close(): void;
  };
}

type BetterSqlite = new (
  file: string,
) => {
  exec(sql: string): void;
  prepare(sql: string): ReturnType<SqliteDatabase['prepare']>;
  close(): void;
};

/** While opening, wait this long for another process that opens the same file, in milliseconds. */
const OPENING_TIMEOUT_MS = 5_000;

/**
 * Pages in the write-ahead log (4 KiB each) after which a commit also takes them over into the file, while the thread
 * waits. SQLite's own 1,000 held an import's commits for 30 to 50 ms; with 250, seven times fewer turns take over 30 ms,
 * for an eighth more written. Below that the imports themselves become slower.
 */
const PAGES_TAKEN_OVER = 250;

/** The pause between two tries while opening, in milliseconds. */
const OPENING_PAUSE_MS = 5;

/**
 * A commit is on disk when its call returns (WAL with full synchronisation, one fsync each), but for those that may be
 * lost; two processes may share the file.
 */
const PRAGMAS = [
  `pragma busy_timeout = ${OPENING_TIMEOUT_MS}`,
  'pragma journal_mode = wal',
  'pragma synchronous = full',
  `pragma wal_autocheckpoint = ${PAGES_TAKEN_OVER}`,
  'pragma foreign_keys = on',
  'pragma trusted_schema = off',
  // From here on the dialect waits, without blocking.
  'pragma busy_timeout = 0',
];

/** Opens the file, made where it does not exist, with the driver built into Node (22.13 and later) or better-sqlite3. */
export function openSqliteDatabase(file: string): SqliteConnection {
  const load = createRequire(import.meta.url);
  const connection = nodeHasSqlite()
    ? openBuiltIn(load('node:sqlite') as NodeSqlite, file)
    : openBetterSqlite(load, file);
  const version = connection.prepare('pragma data_version');
  return {
    prepare: keepingStatements(connection.prepare),
    close: connection.close,
    // Each time anew: SQLite sets it while it prepares the statement, not while it runs it.
    synchronize: (how) => connection.exec(`pragma synchronous = ${how}`),
    dataVersion: () => (version.all([])[0] as { data_version: number }).data_version,
  };
}

function nodeHasSqlite(): boolean {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 13);
}

/** Prepared statements kept. The store has about a hundred, some in several lengths. */
const MOST_STATEMENTS = 300;

/** Prepares each statement once: preparing costs as much as running a small one. */
function keepingStatements(prepare: SqliteDatabase['prepare']): SqliteDatabase['prepare'] {
  const kept = new Map<string, ReturnType<SqliteDatabase['prepare']>>();
  return (sql) => {
    // A pragma does part of its work while it is prepared.
    if (/^\s*pragma/i.test(sql)) return prepare(sql);
    const statement = kept.get(sql) ?? prepare(sql);
    kept.delete(sql);
    kept.set(sql, statement);
    const [oldest] = kept.keys();
    if (kept.size > MOST_STATEMENTS && oldest !== undefined) kept.delete(oldest);
    return statement;
  };
}

/** What both drivers can do. */
type Opened = SqliteDatabase & { exec(sql: string): void };

function openBuiltIn({ DatabaseSync }: NodeSqlite, file: string): Opened {
  const database = new DatabaseSync(file);
  prepareFile(database);
  return {
    exec: (sql) => database.exec(sql),
    close: () => database.close(),
    prepare(sql) {
      const statement = database.prepare(immediate(sql));
      return {
        reader: statement.columns().length > 0,
        all: (values) => statement.all(...values),
        run: (values) => statement.run(...values),
        iterate: (values) => statement.iterate(...values),
      };
    },
  };
}

function openBetterSqlite(load: NodeJS.Require, file: string): Opened {
  let BetterSqlite: BetterSqlite;
  try {
    BetterSqlite = load('better-sqlite3') as BetterSqlite;
  } catch (error) {
    throw new Error(
      'this version of Node has no SQLite of its own and the package better-sqlite3 did not install: use Node 22.13 or newer, or install a C++ compiler and run npm ci again',
      { cause: error },
    );
  }
  const database = new BetterSqlite(file);
  prepareFile(database);
  return {
    exec: (sql) => database.exec(sql),
    prepare: (sql) => database.prepare(immediate(sql)),
    close: () => database.close(),
  };
}

/**
 * Runs the pragmas. Where two processes switch a new file to WAL at once, SQLite tells one of them that it is locked
 * without a wait, whatever its busy timeout says: to wait could be a deadlock. So the whole is tried again.
 */
function prepareFile(database: { exec(sql: string): void; close(): void }): void {
  const deadline = performance.now() + OPENING_TIMEOUT_MS;
  for (;;) {
    try {
      for (const pragma of PRAGMAS) database.exec(pragma);
      return;
    } catch (error) {
      if (!isBusy(error) || performance.now() > deadline) {
        database.close();
        throw error;
      }
      pause(OPENING_PAUSE_MS);
    }
  }
}

/** Whether another connection is in the way, which passes. */
export function isBusy(error: unknown): boolean {
  return /database (?:table )?is locked/.test(messageOf(error));
}

/** What a person does about a damaged file: SQLite cannot empty it, so nothing can be restored into it. */
export const DAMAGE_REMEDY =
  'stop the program, move the file and those beside it that begin with its name away, and restore a backup';

/** SQLite's own words for what only a person can mend do not say how. */
export function remediable(error: unknown, file: string): unknown {
  const message = messageOf(error);
  const remedy = message.includes('malformed')
    ? DAMAGE_REMEDY
    : /readonly database|unable to open database file/.test(message)
      ? 'let the user that runs the program write the file and its folder'
      : undefined;
  return remedy === undefined ? error : new Error(`${message}: ${remedy} (${file})`, { cause: error });
}

/** Opening is done before anything else runs, so the thread may sleep. */
function pause(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

/**
 * Every transaction of the store writes. Begun as a reader it could fail on its first write when another process wrote
 * in between; begun as a writer it waits its turn.
 */
function immediate(sql: string): string {
  return sql === 'begin' ? 'begin immediate' : sql;
}
