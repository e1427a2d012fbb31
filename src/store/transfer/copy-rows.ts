// How do rows get into another database, whole, even where the copying is broken off?

import { type Kysely, sql } from 'kysely';
import { attempt } from '../sql/attempt.ts';
import type { Sql } from '../sql/database.ts';
import { SCHEMA_VERSION, setMeta } from '../sql/migrations.ts';
import type { SqlConnection } from '../sql/sql-store.ts';
import { StoreError } from '../store-error.ts';
import { sumRows, type TableRow } from './read-rows.ts';
import { createRowSummer, differingTables, type RowSums } from './row-sums.ts';
import { OWN_META, type Row, type TableName, tablesOf } from './table-list.ts';

/** Rows written in one transaction. */
const BATCH = 500;

export interface CopyOptions {
  /** Names what is copied; a copy that was broken off goes on only where the same thing is copied again. */
  readonly source: string;
  /** Remove first what is in the target. Without it a target with something in it is refused. */
  readonly replace: boolean;
  /** The version of the tables, of the rows and of the target alike. Default: today's. */
  readonly version?: number | undefined;
  readonly progress?: ((rows: number) => void) | undefined;
}

export interface CopyReport {
  readonly sums: RowSums;
  /** Rows that an earlier, broken off run had copied. */
  readonly resumedAt: number;
}

// biome-ignore lint/suspicious/noExplicitAny: every table is written alike.
type AnyTables = Kysely<any>;

/**
 * Copies rows into a database whose tables are there, then reads them back and compares numbers and checksums. Broken
 * off at any point, the same call goes on where it was.
 * @param rows the same rows in the same order each time.
 * @throws StoreError where the target is not empty, cannot be written, or holds other rows at the end.
 */
export async function copyRows(
  rows: AsyncIterable<TableRow>,
  target: SqlConnection,
  { source, replace, version = SCHEMA_VERSION, progress = () => {} }: CopyOptions,
): Promise<CopyReport> {
  const { db } = target;
  const resumedAt = await attempt(`prepare ${target.name}`, () => prepare(db, tablesOf(version), source, replace));
  const summer = createRowSummer();
  let seen = 0;
  let written = resumedAt;
  let batch: TableRow[] = [];
  const write = async () => {
    if (batch.length === 0) return;
    await attempt(`write to ${target.name}`, () => writeBatch(db, batch, { source, rows: written + batch.length }));
    written += batch.length;
    batch = [];
    progress(written);
  };
  for await (const each of rows) {
    summer.add(each.table, each.row);
    seen += 1;
    if (seen <= resumedAt) continue;
    if (batch.length >= BATCH || batch[0]?.table !== each.table) await write();
    batch.push(each);
  }
  await write();
  await attempt(`finish ${target.name}`, () => target.continueNumbers());

  const copied = await sumRows(db, version);
  const different = differingTables(summer.sums(), copied);
  if (different.length > 0) {
    // What was copied is of no use: the next run begins anew.
    await attempt(`mark ${target.name}`, () => setMeta(db, 'transfer', JSON.stringify({ source, rows: -1 })));
    throw new StoreError(
      `copy into ${target.name}`,
      new Error(
        `the rows of ${different.join(', ')} are not the same in both: did something write meanwhile? Stop the bot and run the command again`,
      ),
    );
  }
  await attempt(`finish ${target.name}`, () => db.deleteFrom('meta').where('key', '=', 'transfer').execute());
  return { sums: copied, resumedAt };
}

/** The number of rows that are there from an earlier run of the same copy. */
async function prepare(db: Sql, tables: readonly TableName[], source: string, replace: boolean): Promise<number> {
  const row = await db.selectFrom('meta').select('value').where('key', '=', 'transfer').executeTakeFirst();
  const begun = row && (JSON.parse(row.value) as { source: string; rows: number });
  if (begun !== undefined && begun.source === source && begun.rows >= 0) return begun.rows;
  if (begun === undefined && !replace) {
    const filled: TableName[] = [];
    for (const table of tables) {
      let query = (db as AnyTables).selectFrom(table).select(sql`1`.as('one')).limit(1);
      // A key for hashing people is made on the first start and means nothing alone.
      if (table === 'meta') query = query.where('key', 'not in', [...OWN_META, 'person-key']);
      if ((await query.execute()).length > 0) filled.push(table);
    }
    if (filled.length > 0) {
      throw new Error(`it is not empty (${filled.join(', ')}); to replace what is in it, add --replace`);
    }
  }
  await db.transaction().execute(async (transaction) => {
    for (const table of tables) {
      let removal = (transaction as AnyTables).deleteFrom(table);
      if (table === 'meta') removal = removal.where('key', '!=', 'schema-version');
      await removal.execute();
    }
    await setMeta(transaction, 'transfer', JSON.stringify({ source, rows: 0 }));
  });
  return 0;
}

async function writeBatch(db: Sql, batch: readonly TableRow[], mark: { source: string; rows: number }): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const [first] = batch;
    if (first === undefined) return;
    await (transaction as AnyTables)
      .insertInto(first.table)
      .values(batch.map(({ row }): Row => row))
      .execute();
    await setMeta(transaction, 'transfer', JSON.stringify(mark));
  });
}
