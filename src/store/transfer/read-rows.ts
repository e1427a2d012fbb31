// What stands in a database, row by row?

import { type Kysely, sql } from 'kysely';
import { attempt } from '../sql/attempt.ts';
import type { Sql } from '../sql/database.ts';
import { SCHEMA_VERSION } from '../sql/migrations.ts';
import { createRowSummer, type RowSums } from './row-sums.ts';
import { OWN_META, type Row, TABLES, type TableName, tablesOf } from './table-list.ts';

/** Rows read at once. */
const PAGE = 1_000;

export interface TableRow {
  readonly table: TableName;
  readonly row: Row;
}

// biome-ignore lint/suspicious/noExplicitAny: every table is read alike.
type AnyTables = Kysely<any>;

/**
 * All rows of all tables, in the order of their keys, in pages so that memory stays level.
 * @param version of the tables in the database.
 * @throws StoreError
 */
export async function* readRows(db: Sql, version = SCHEMA_VERSION): AsyncIterable<TableRow> {
  for (const table of tablesOf(version)) {
    for await (const row of readTable(db as AnyTables, table)) {
      if (table === 'meta' && OWN_META.has(String(row['key']))) continue;
      yield { table, row };
    }
  }
}

async function* readTable(db: AnyTables, table: TableName): AsyncIterable<Row> {
  const { key } = TABLES[table];
  const columns = sql.join(key.map((column) => sql.ref(column)));
  let last: Row | undefined;
  for (;;) {
    const rows = await attempt(`read the table ${table}`, () => {
      let query = db.selectFrom(table).selectAll().limit(PAGE);
      for (const column of key) query = query.orderBy(column);
      if (last !== undefined) {
        const values = sql.join(key.map((column) => last?.[column]));
        query = query.where(sql<boolean>`(${columns}) > (${values})`);
      }
      return query.execute();
    });
    for (const row of rows) yield plain(row as Row);
    last = rows.at(-1) as Row | undefined;
    if (rows.length < PAGE) return;
  }
}

/** PostgreSQL takes no null character. */
function plain(row: Row): Row {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column,
      typeof value === 'string' ? value.replaceAll('\u0000', '') : value,
    ]),
  );
}

/** What all rows add up to. */
export async function sumRows(db: Sql, version = SCHEMA_VERSION): Promise<RowSums> {
  const summer = createRowSummer();
  for await (const { table, row } of readRows(db, version)) summer.add(table, row);
  return summer.sums();
}
