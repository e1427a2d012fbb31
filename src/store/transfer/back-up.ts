// How is a database that is in use saved to a file, and taken back from it?

import { randomBytes } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { sql } from 'kysely';
import { attempt } from '../sql/attempt.ts';
import type { Sql } from '../sql/database.ts';
import { SCHEMA_VERSION } from '../sql/migrations.ts';
import { connectSqlite } from '../sqlite/open-sqlite-store.ts';
import { StoreError } from '../store-error.ts';
import { BackupError, backupRows, checkBackup, writeBackup } from './backup-file.ts';
import { connectAt, isPostgres } from './connect-at.ts';
import { type CopyOptions, type CopyReport, copyRows } from './copy-rows.ts';
import { readRows } from './read-rows.ts';
import type { RowSums } from './row-sums.ts';

/**
 * Saves everything to a file while the bot goes on: one moment's state, whatever is written meanwhile.
 * @param file `….jsonl` or `….jsonl.gz`; it can be restored into either kind of database.
 * @throws BackupError where its name or folder will not do; StoreError where the database cannot be read; the system's
 *   error where the file cannot be written.
 */
export async function backUp(place: string, file: string, at: Date): Promise<RowSums> {
  if (!/\.jsonl(?:\.gz)?$/.test(file)) throw new BackupError('the name of a backup ends in .jsonl or .jsonl.gz');
  const folder = path.dirname(path.resolve(file));
  if (!existsSync(folder)) throw new BackupError(`there is no folder ${folder}: make it first`);
  const source = connectAt(place, 'exist');
  try {
    await attempt(`open the database ${source.name}`, () => source.migrate());
    const header = { tables: SCHEMA_VERSION, at };
    if (isPostgres(place)) {
      return await source.db
        .transaction()
        .setIsolationLevel('repeatable read')
        .setAccessMode('read only')
        .execute((transaction) => writeBackup(file, header, readRows(transaction)));
    }
    return await withSnapshot(source.db, folder, (snapshot) => writeBackup(file, header, readRows(snapshot)));
  } finally {
    await source.close();
  }
}

/** A transaction of SQLite would keep writers out, a copy does not. */
async function withSnapshot<T>(db: Sql, folder: string, use: (snapshot: Sql) => Promise<T>): Promise<T> {
  const file = path.join(folder, `.snapshot-${randomBytes(6).toString('hex')}.sqlite`);
  try {
    await attempt('copy the database', () => sql`vacuum into ${file}`.execute(db));
    const snapshot = connectSqlite({ file });
    try {
      return await use(snapshot.db);
    } finally {
      await snapshot.close();
    }
  } finally {
    for (const ending of ['', '-wal', '-shm']) rmSync(file + ending, { force: true });
  }
}

/**
 * Checks a backup whole, then puts it into a database of either kind, checks that too, and brings its tables up to date.
 * No bot may run on that database meanwhile. Broken off, the same call goes on where it was.
 * @throws BackupError where the file cannot be used; StoreError where the database cannot, or is not empty.
 */
export async function restore(
  file: string,
  place: string,
  options: Pick<CopyOptions, 'replace' | 'progress'>,
): Promise<CopyReport> {
  const { header } = await checkBackup(file);
  if (header.tables > SCHEMA_VERSION) {
    throw new BackupError(
      `${file} has tables of version ${header.tables}, this program knows up to ${SCHEMA_VERSION}: use the newer program`,
    );
  }
  const target = connectAt(place, 'be-made');
  try {
    const open = `open the database ${target.name}`;
    await attempt(open, () => target.migrate(header.tables));
    const version = await attempt(open, () => versionOf(target.db));
    if (version !== header.tables) {
      throw new StoreError(
        `restore ${file}`,
        new Error(
          `it has tables of version ${header.tables}, the database of version ${version}: restore into an empty database`,
        ),
      );
    }
    const report = await copyRows(backupRows(file), target, {
      ...options,
      source: `backup of ${header.at.toISOString()}`,
    });
    await attempt(open, () => target.migrate());
    return report;
  } finally {
    await target.close();
  }
}

async function versionOf(db: Sql): Promise<number> {
  const row = await db.selectFrom('meta').select('value').where('key', '=', 'schema-version').executeTakeFirst();
  return Number(row?.value ?? 0);
}
