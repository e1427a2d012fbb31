// Do two databases hold the same rows?

import { createHash } from 'node:crypto';
import type { Row, TableName } from './table-list.ts';

/** The number of rows of a table and a checksum of them, which does not depend on their order. */
export interface TableSum {
  readonly rows: number;
  /** The sum of the rows' SHA-256, in hexadecimal. */
  readonly sum: string;
}

export type RowSums = Readonly<Partial<Record<TableName, TableSum>>>;

/** Adds up rows as they pass. */
export interface RowSummer {
  add(table: TableName, row: Row): void;
  sums(): RowSums;
}

const MODULUS = 1n << 256n;

export function createRowSummer(): RowSummer {
  const totals = new Map<TableName, { rows: number; sum: bigint }>();
  return {
    add(table, row) {
      const total = totals.get(table) ?? { rows: 0, sum: 0n };
      totals.set(table, { rows: total.rows + 1, sum: (total.sum + hashOf(row)) % MODULUS });
    },
    sums() {
      return Object.fromEntries(
        [...totals].map(([table, { rows, sum }]) => [table, { rows, sum: sum.toString(16) }]),
      ) as RowSums;
    },
  };
}

/** The tables in which two sets of rows differ. */
export function differingTables(a: RowSums, b: RowSums): TableName[] {
  const tables = [...new Set([...Object.keys(a), ...Object.keys(b)])] as TableName[];
  return tables.filter((table) => a[table]?.rows !== b[table]?.rows || a[table]?.sum !== b[table]?.sum);
}

/** Columns without a value are left out, so that a column added later changes nothing. */
function hashOf(row: Row): bigint {
  const present = Object.keys(row)
    .filter((column) => row[column] !== null)
    .sort();
  const hash = createHash('sha256');
  for (const column of present) hash.update(`${JSON.stringify([column, row[column]])}\n`);
  return BigInt(`0x${hash.digest('hex')}`);
}
