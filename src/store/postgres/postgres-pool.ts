// How does the program reach PostgreSQL, and how long does it wait for it?

import type { PostgresPool, PostgresPoolClient } from 'kysely';
import pg from 'pg';

/**
 * Limits in milliseconds. Together they turn a slow or absent server into an error while the person who asked still
 * waits, instead of a queue that grows.
 */
export const POSTGRES_LIMITS = {
  /** To get a connection, new or from the pool. */
  connect: 3_000,
  /** For one statement, kept by the server. */
  statement: 5_000,
  /** For one statement, kept here, for a server or network that no longer answers. */
  answer: 6_000,
  /** After so long without a statement inside a transaction, the server ends it: its process is gone or stuck. */
  idleInTransaction: 10_000,
} as const;

/** Limits other than the usual ones, in milliseconds. */
export type PostgresLimits = { readonly [Name in keyof typeof POSTGRES_LIMITS]: number };

/** What every connection of the program is opened with. */
export function connectionOptions(url: string, limits: PostgresLimits): pg.ClientConfig {
  return {
    connectionString: url,
    application_name: 'is-this-true',
    connectionTimeoutMillis: limits.connect,
    statement_timeout: limits.statement,
    query_timeout: limits.answer,
    idle_in_transaction_session_timeout: limits.idleInTransaction,
    keepAlive: true,
  };
}

/**
 * A pool that never hands out a broken connection twice and never ends the process: an error of an idle connection
 * only removes it.
 * @param size most connections at once.
 */
export function openPool(url: string, size: number, limits: PostgresLimits): PostgresPool {
  const pool = new pg.Pool({ ...connectionOptions(url, limits), max: size, idleTimeoutMillis: 30_000 });
  let ending: Promise<void> | undefined;
  const broken = new WeakSet<pg.PoolClient>();
  pool.on('error', () => {});
  pool.on('connect', (client) => {
    client.on('error', () => broken.add(client));
    const query = client.query.bind(client) as (sql: string, values: unknown[]) => Promise<pg.QueryResult>;
    const guarded = async (sql: string, values: readonly unknown[] = []) => {
      try {
        return await query(sql, values.map(storable));
      } catch (error) {
        // Without a code of the server's the statement may still be running there.
        if (!isServerError(error)) broken.add(client);
        throw error;
      }
    };
    Object.assign(client, { query: guarded });
  });
  return {
    async connect() {
      const client = await pool.connect();
      const release = client.release.bind(client);
      client.release = () => release(broken.has(client));
      return client as unknown as PostgresPoolClient;
    },
    end: () => {
      ending ??= pool.end();
      return ending;
    },
  };
}

/** PostgreSQL has no text with a null character in it; no text of people needs one. */
function storable(value: unknown): unknown {
  return typeof value === 'string' && value.includes('\u0000') ? value.replaceAll('\u0000', '') : value;
}

function isServerError(error: unknown): boolean {
  return error instanceof pg.DatabaseError;
}
