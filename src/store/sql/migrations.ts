// How does a database come from nothing, or from an older version, to the tables of today?

import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Database, Sql } from './database.ts';

// biome-ignore lint/suspicious/noExplicitAny: a migration sees the tables of its own time, not today's.
type AnyTables = Kysely<any>;

/** What differs between databases while migrating. */
export interface MigrationDialect {
  /** The type of a column that numbers rows by itself. */
  readonly autoIncrement: 'integer' | 'bigserial';
  /** The type of a text, compared by its code points. */
  readonly text: 'text' | RawBuilder<unknown>;
  /** Keeps other processes from migrating until the transaction ends. */
  lock(db: Sql): Promise<void>;
}

/** In order; never changed once released, only added to. The database remembers how many it has seen. */
const migrations: readonly ((db: AnyTables, dialect: MigrationDialect) => Promise<void>)[] = [
  createFirstTables,
  createJobTable,
  createModerationTables,
  createInstallationTable,
  indexEntriesByScope,
  leaseEvents,
];

/** The newest version of the tables. */
export const SCHEMA_VERSION = migrations.length;

/**
 * Brings the tables to a version, in one transaction. Safe where several processes start together.
 * @param target default {@link SCHEMA_VERSION}; an older one for taking in a backup of that time.
 * @throws Error where the database was written by a newer version of the program.
 */
export async function migrate(db: Sql, dialect: MigrationDialect, target = SCHEMA_VERSION): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await dialect.lock(transaction);
    await transaction.schema
      .createTable('meta')
      .ifNotExists()
      .addColumn('key', 'text', (column) => column.primaryKey())
      .addColumn('value', 'text', (column) => column.notNull())
      .execute();
    const row = await transaction
      .selectFrom('meta')
      .select('value')
      .where('key', '=', 'schema-version')
      .executeTakeFirst();
    const version = Number(row?.value ?? 0);
    if (version > SCHEMA_VERSION) {
      throw new Error(
        `the database has tables of version ${version}, this program knows up to ${SCHEMA_VERSION}: start the newer program, or restore a backup`,
      );
    }
    if (version >= target) return;
    for (const step of migrations.slice(version, target)) await step(transaction as AnyTables, dialect);
    await setMeta(transaction, 'schema-version', String(target));
  });
}

/** Writes a value of the `meta` table. */
export async function setMeta(db: Kysely<Database>, key: string, value: string): Promise<void> {
  await db
    .insertInto('meta')
    .values({ key, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute();
}

async function createFirstTables(db: AnyTables, dialect: MigrationDialect): Promise<void> {
  const entryTable = (name: string) =>
    db.schema
      .createTable(name)
      .addColumn('id', dialect.text, (c) => c.notNull())
      .addColumn('scope', dialect.text, (c) => c.notNull())
      .addColumn('status', dialect.text, (c) => c.notNull())
      .addColumn('revision', 'integer', (c) => c.notNull())
      .addColumn('body', dialect.text, (c) => c.notNull())
      .addColumn('overrides', dialect.text)
      .addColumn('retirement', dialect.text)
      .addColumn('curated_hash', dialect.text)
      .addColumn('updated_at', dialect.text, (c) => c.notNull())
      .addColumn('updated_by', dialect.text, (c) => c.notNull());
  await entryTable('entries').addPrimaryKeyConstraint('entries_key', ['id']).execute();
  await entryTable('revisions')
    .addColumn('change_reason', dialect.text)
    .addPrimaryKeyConstraint('revisions_key', ['id', 'revision'])
    .execute();
  await db.schema.createIndex('entries_by_scope').on('entries').columns(['scope', 'updated_at']).execute();
  await db.schema
    .createTable('changes')
    .addColumn('sequence', dialect.autoIncrement, (c) =>
      dialect.autoIncrement === 'integer' ? c.primaryKey().autoIncrement() : c.primaryKey(),
    )
    .addColumn('entry_id', dialect.text, (c) => c.notNull())
    .addColumn('at', dialect.text, (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('inquiries')
    .addColumn('id', dialect.text, (c) => c.primaryKey())
    .addColumn('at', dialect.text, (c) => c.notNull())
    .addColumn('platform', dialect.text, (c) => c.notNull())
    .addColumn('scope', dialect.text)
    .addColumn('person', dialect.text, (c) => c.notNull())
    .addColumn('decision', dialect.text, (c) => c.notNull())
    .addColumn('entry_id', dialect.text)
    .addColumn('probability', sql`double precision`)
    .addColumn('lang', dialect.text, (c) => c.notNull())
    .execute();
  await db.schema.createIndex('inquiries_by_time').on('inquiries').column('at').execute();
  await db.schema.createIndex('inquiries_by_person').on('inquiries').column('person').execute();
  await db.schema
    .createTable('inbox')
    .addColumn('id', dialect.text, (c) => c.primaryKey())
    .addColumn('at', dialect.text, (c) => c.notNull())
    .addColumn('scope', dialect.text, (c) => c.notNull())
    .addColumn('platform', dialect.text, (c) => c.notNull())
    .addColumn('text', dialect.text, (c) => c.notNull())
    .addColumn('lang', dialect.text, (c) => c.notNull())
    .addColumn('person', dialect.text, (c) => c.notNull())
    .addColumn('status', dialect.text, (c) => c.notNull())
    .addColumn('reply_to', dialect.text)
    .execute();
  await db.schema.createIndex('inbox_by_scope').on('inbox').columns(['scope', 'status', 'at']).execute();
  await db.schema
    .createTable('feedback')
    .addColumn('id', dialect.text, (c) => c.primaryKey())
    .addColumn('at', dialect.text, (c) => c.notNull())
    .addColumn('scope', dialect.text, (c) => c.notNull())
    .addColumn('inquiry_id', dialect.text, (c) => c.notNull())
    .addColumn('entry_id', dialect.text, (c) => c.notNull())
    .addColumn('kind', dialect.text, (c) => c.notNull())
    .addColumn('person', dialect.text, (c) => c.notNull())
    .addColumn('features', dialect.text, (c) => c.notNull())
    .addUniqueConstraint('feedback_once', ['person', 'inquiry_id', 'entry_id', 'kind'])
    .execute();
  await db.schema
    .createTable('settings')
    .addColumn('scope', dialect.text, (c) => c.notNull())
    .addColumn('name', dialect.text, (c) => c.notNull())
    .addColumn('value', dialect.text, (c) => c.notNull())
    .addPrimaryKeyConstraint('settings_key', ['scope', 'name'])
    .execute();
  await db.schema
    .createTable('seen_events')
    .addColumn('id', dialect.text, (c) => c.primaryKey())
    .addColumn('at', dialect.text, (c) => c.notNull())
    .execute();
  await db.schema.createIndex('seen_events_by_time').on('seen_events').column('at').execute();
  await db.schema
    .createTable('posted_answers')
    .addColumn('inquiry_id', dialect.text, (c) => c.primaryKey())
    .addColumn('at', dialect.text, (c) => c.notNull())
    .addColumn('platform', dialect.text, (c) => c.notNull())
    .addColumn('scope', dialect.text)
    .addColumn('channel', dialect.text, (c) => c.notNull())
    .addColumn('question_id', dialect.text)
    .addColumn('address', dialect.text, (c) => c.notNull())
    .addColumn('link', dialect.text)
    .addColumn('entry_id', dialect.text)
    .addColumn('revision', 'integer')
    .addColumn('lang', dialect.text, (c) => c.notNull())
    .execute();
  await db.schema.createIndex('posted_by_question').on('posted_answers').columns(['question_id', 'platform']).execute();
  await db.schema.createIndex('posted_by_entry').on('posted_answers').columns(['entry_id', 'channel', 'at']).execute();
  await db.schema
    .createTable('cooldowns')
    .addColumn('key', dialect.text, (c) => c.primaryKey())
    .addColumn('window_start', dialect.text, (c) => c.notNull())
    .addColumn('uses', 'integer', (c) => c.notNull())
    .execute();
}

async function createJobTable(db: AnyTables, dialect: MigrationDialect): Promise<void> {
  await db.schema
    .createTable('jobs')
    .addColumn('id', dialect.text, (c) => c.primaryKey())
    .addColumn('kind', dialect.text, (c) => c.notNull())
    .addColumn('payload', dialect.text, (c) => c.notNull())
    .addColumn('person', dialect.text)
    .addColumn('state', dialect.text, (c) => c.notNull())
    .addColumn('run_at', dialect.text, (c) => c.notNull())
    .addColumn('added_at', dialect.text, (c) => c.notNull())
    .addColumn('attempts', 'integer', (c) => c.notNull())
    .addColumn('lease', dialect.text)
    .addColumn('lease_until', dialect.text)
    .addColumn('ended_at', dialect.text)
    .execute();
  await db.schema.createIndex('jobs_by_state').on('jobs').columns(['state', 'run_at']).execute();
  await db.schema.createIndex('jobs_by_person').on('jobs').column('person').execute();
}

async function createModerationTables(db: AnyTables): Promise<void> {
  await db.schema
    .createTable('drafts')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('scope', 'text', (c) => c.notNull())
    .addColumn('person', 'text', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('drafts_by_scope').on('drafts').columns(['scope', 'at']).execute();
  await db.schema
    .createTable('audit')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('scope', 'text', (c) => c.notNull())
    .addColumn('person', 'text', (c) => c.notNull())
    .addColumn('action', 'text', (c) => c.notNull())
    .addColumn('place', 'text', (c) => c.notNull())
    .addColumn('subject', 'text')
    .addColumn('before', 'text')
    .addColumn('after', 'text')
    .addColumn('reason', 'text')
    .execute();
  await db.schema.createIndex('audit_by_scope').on('audit').columns(['scope', 'at']).execute();
  for (const column of ['claimed_by', 'claimed_at', 'entry_id']) {
    await db.schema.alterTable('inbox').addColumn(column, 'text').execute();
  }
  await db.schema
    .alterTable('feedback')
    .addColumn('state', 'text', (c) => c.notNull().defaultTo('open'))
    .execute();
  await db.schema.createIndex('feedback_by_scope').on('feedback').columns(['scope', 'state', 'at']).execute();
}

async function createInstallationTable(db: AnyTables, dialect: MigrationDialect): Promise<void> {
  await db.schema
    .createTable('installations')
    .addColumn('platform', dialect.text, (c) => c.notNull())
    .addColumn('id', dialect.text, (c) => c.notNull())
    .addColumn('value', dialect.text, (c) => c.notNull())
    .addColumn('updated_at', dialect.text, (c) => c.notNull())
    .addPrimaryKeyConstraint('installations_key', ['platform', 'id'])
    .execute();
}

/** Going through a scope's entries by their ids, page by page: without it, each page sorted the whole scope. */
async function indexEntriesByScope(db: AnyTables): Promise<void> {
  await db.schema.createIndex('entries_by_scope_and_id').on('entries').columns(['scope', 'status', 'id']).execute();
}

/** Events noted before are those that were handled: they have no lease. */
async function leaseEvents(db: AnyTables, dialect: MigrationDialect): Promise<void> {
  await db.schema.alterTable('seen_events').addColumn('lease_until', dialect.text).execute();
}
