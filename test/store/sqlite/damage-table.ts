// How does a test damage one table of a database file?

import { closeSync, openSync, writeSync } from 'node:fs';
import { openSqliteDatabase } from '../../../src/store/sqlite/sqlite-database.ts';

/** Overwrites the first page of a table, as a dying disk may. No process may have the file open. */
export function damageTable(file: string, table: string): void {
  const database = openSqliteDatabase(file);
  const one = (sql: string, ...values: string[]) => Object.values(database.prepare(sql).all(values)[0] as object)[0];
  const pageSize = Number(one('pragma page_size'));
  const page = Number(one('select rootpage from sqlite_master where name = ?', table));
  database.close();
  const opened = openSync(file, 'r+');
  writeSync(opened, Buffer.alloc(pageSize, 0xa5), 0, pageSize, (page - 1) * pageSize);
  closeSync(opened);
}
