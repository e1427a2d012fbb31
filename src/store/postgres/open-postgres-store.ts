// How is the PostgreSQL that several processes share opened?

import { Kysely, PostgresDialect, sql } from 'kysely';
import type { Database, Sql } from '../sql/database.ts';
import { migrate } from '../sql/migrations.ts';
import { openSqlStore, type SqlConnection, type SqlDialect } from '../sql/sql-store.ts';
import type { Store } from '../store.ts';
import { openPool, POSTGRES_LIMITS, type PostgresLimits } from './postgres-pool.ts';
import { CHANGES_CHANNEL, watchPostgres } from './watch-postgres.ts';
import { withoutSecrets } from './without-secrets.ts';

export interface PostgresStoreOptions {
  /** `postgres://user:password@host:port/database`, with what PostgreSQL takes behind a `?`. */
  readonly url: string;
  readonly now?: () => Date;
  /** Most connections of this process, beside the one that listens. Default 8. */
  readonly poolSize?: number;
  /** Told when the listening connection is lost, and after every try to connect again that failed. */
  readonly onLost?: (error: unknown) => void;
  /** Told when it listens, at first and again. */
  readonly onListening?: () => void;
  /** Default {@link POSTGRES_LIMITS}. */
  readonly limits?: PostgresLimits;
}

/** Keys of the advisory locks: any two numbers, the same in every process. */
const MIGRATION_LOCK = 7_358_001;
const CHANGES_LOCK = 7_358_002;

/** The oldest PostgreSQL that is tested and supported. */
const OLDEST_MAJOR_VERSION = 15;

/** A migration may take its time; processes that start together wait for it. */
const MIGRATION_LIMITS: PostgresLimits = { ...POSTGRES_LIMITS, statement: 600_000, answer: 610_000 };

/**
 * Opens the store on a PostgreSQL server that other processes use too.
 * @throws StoreError where it cannot be reached, is too old, or was written by a newer version of the program.
 */
export async function openPostgresStore({ now = () => new Date(), ...options }: PostgresStoreOptions): Promise<Store> {
  return openSqlStore(connectPostgres(options), now);
}

/** Prepares the connections; the first one is made on the first use. */
export function connectPostgres({
  url,
  poolSize = 8,
  onLost = () => {},
  onListening = () => {},
  limits = POSTGRES_LIMITS,
}: Omit<PostgresStoreOptions, 'now'>): SqlConnection {
  const pool = openPool(url, poolSize, limits);
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  let watcher: ReturnType<typeof watchPostgres> | undefined;
  const dialect: SqlDialect = {
    autoIncrement: 'bigserial',
    text: sql`text collate "C"`,
    async lock(transaction) {
      await refuseOldServer(transaction);
      await sql`select pg_advisory_xact_lock(${MIGRATION_LOCK}::bigint)`.execute(transaction);
    },
    // The lock is let go after the commit is visible, so that a number never shows up below one already read.
    entryPlace: 'id',
    async serializeChanges(transaction) {
      await sql`select pg_advisory_xact_lock(${CHANGES_LOCK}::bigint), pg_notify(${CHANGES_CHANNEL}, '')`.execute(
        transaction,
      );
    },
    // Set within the statement, which is its own transaction: a row is returned only where one was written.
    relaxed: (write) => write(db, sql`set_config('synchronous_commit', 'off', true)`),
    skipLocked: (query) => query.forUpdate().skipLocked(),
    watch(listener) {
      watcher ??= watchPostgres(url, limits, { onLost, onListening });
      return watcher.watch(listener);
    },
  };
  return {
    db,
    dialect,
    name: withoutSecrets(url),
    async migrate(version) {
      const patient = openPool(url, 1, { ...MIGRATION_LIMITS, connect: limits.connect });
      const migrator = new Kysely<Database>({ dialect: new PostgresDialect({ pool: patient }) });
      try {
        await migrate(migrator, dialect, version);
      } finally {
        await migrator.destroy();
      }
    },
    continueNumbers: () => continueSequences(db),
    async close() {
      await watcher?.stop();
      await db.destroy();
      // Kysely does not end a pool that it never used.
      await pool.end();
    },
  };
}

/** Sets each sequence behind the highest number in its column. */
async function continueSequences(db: Sql): Promise<void> {
  const { rows } = await sql<{ table_name: string; column_name: string }>`
    select tables.relname as table_name, columns.attname as column_name
    from pg_depend as owned
    join pg_class as sequences on sequences.oid = owned.objid and sequences.relkind = 'S'
    join pg_class as tables on tables.oid = owned.refobjid
    join pg_attribute as columns on columns.attrelid = tables.oid and columns.attnum = owned.refobjsubid
    where owned.deptype in ('a', 'i') and tables.relnamespace = current_schema()::regnamespace`.execute(db);
  for (const { table_name: table, column_name: column } of rows) {
    await sql`
      select setval(pg_get_serial_sequence(${table}, ${column}), greatest(max(${sql.ref(column)}), 1), max(${sql.ref(column)}) is not null)
      from ${sql.table(table)}`.execute(db);
  }
}

async function refuseOldServer(db: Kysely<Database>): Promise<void> {
  const { rows } = await sql<{ server_version_num: string }>`show server_version_num`.execute(db);
  const major = Math.floor(Number(rows[0]?.server_version_num ?? 0) / 10_000);
  if (major < OLDEST_MAJOR_VERSION) {
    throw new Error(`the server is PostgreSQL ${major}, this program needs ${OLDEST_MAJOR_VERSION} or newer`);
  }
}
