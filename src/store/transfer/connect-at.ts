// Which database is at this place?

import { existsSync } from 'node:fs';
import path from 'node:path';
import { connectPostgres } from '../postgres/open-postgres-store.ts';
import { POSTGRES_LIMITS } from '../postgres/postgres-pool.ts';
import type { SqlConnection } from '../sql/sql-store.ts';
import { connectSqlite } from '../sqlite/open-sqlite-store.ts';
import { StoreError } from '../store-error.ts';

/** Nobody waits for an answer while rows are copied. */
const PATIENT = { ...POSTGRES_LIMITS, statement: 120_000, answer: 130_000, idleInTransaction: 600_000 };

/** An address that begins with `postgres://` or `postgresql://` is a server's, everything else a file's. */
export function isPostgres(place: string): boolean {
  return /^postgres(?:ql)?:\/\//.test(place);
}

/**
 * Reaches the database at an address or in a file.
 * @param must where `exist`, a file that is not there is an error instead of a new database.
 * @throws StoreError
 */
export function connectAt(place: string, must: 'exist' | 'be-made'): SqlConnection {
  if (isPostgres(place)) return connectPostgres({ url: place, poolSize: 2, limits: PATIENT });
  const file = path.resolve(place);
  if (must === 'exist' && !existsSync(file)) {
    throw new StoreError(`open the database ${file}`, new Error('there is no such file'));
  }
  return connectSqlite({ file });
}
