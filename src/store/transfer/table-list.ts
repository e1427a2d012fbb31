// Which tables does a backup hold, and by what is each row known?

import type { Database } from '../sql/database.ts';

/**
 * Every table with its primary key and the version of the tables that brought it. A test compares this with what the
 * migrations make.
 */
export const TABLES = {
  meta: { key: ['key'], since: 1 },
  entries: { key: ['id'], since: 1 },
  revisions: { key: ['id', 'revision'], since: 1 },
  changes: { key: ['sequence'], since: 1 },
  inquiries: { key: ['id'], since: 1 },
  inbox: { key: ['id'], since: 1 },
  feedback: { key: ['id'], since: 1 },
  settings: { key: ['scope', 'name'], since: 1 },
  seen_events: { key: ['id'], since: 1 },
  posted_answers: { key: ['inquiry_id'], since: 1 },
  cooldowns: { key: ['key'], since: 1 },
  jobs: { key: ['id'], since: 2 },
  drafts: { key: ['id'], since: 3 },
  audit: { key: ['id'], since: 3 },
  installations: { key: ['platform', 'id'], since: 4 },
} as const satisfies Readonly<Record<keyof Database, { readonly key: readonly string[]; readonly since: number }>>;

export type TableName = keyof typeof TABLES;

/** The tables of a version, in the order in which they are copied. */
export function tablesOf(version: number): readonly TableName[] {
  return (Object.keys(TABLES) as TableName[]).filter((table) => TABLES[table].since <= version);
}

export function isTableName(name: unknown): name is TableName {
  return typeof name === 'string' && Object.hasOwn(TABLES, name);
}

/** Rows of `meta` that belong to one database and are not copied into another. */
export const OWN_META: ReadonlySet<string> = new Set(['schema-version', 'transfer']);

/** A row as it is kept, whatever the database. */
export type Row = Readonly<Record<string, string | number | null>>;
