// How do the SQL parts make a whole store?

import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { ChangeFeed } from '../port/change-feed.ts';
import type { Store } from '../store.ts';
import { StoreError } from '../store-error.ts';
import { attempt } from './attempt.ts';
import type { Sql } from './database.ts';
import type { MigrationDialect } from './migrations.ts';
import type { RelaxedDialect } from './relaxed.ts';
import { createSqlAudit } from './sql-audit.ts';
import { createSqlChanges } from './sql-changes.ts';
import { createSqlCooldowns } from './sql-cooldowns.ts';
import { createSqlDrafts } from './sql-drafts.ts';
import { createSqlEntries, type EntryDialect } from './sql-entries.ts';
import { createSqlFeedback } from './sql-feedback.ts';
import { createSqlInbox } from './sql-inbox.ts';
import { createSqlInquiries } from './sql-inquiries.ts';
import { createSqlInstallations } from './sql-installations.ts';
import { createSqlJobs, type JobDialect } from './sql-jobs.ts';
import { createSqlPosted } from './sql-posted.ts';
import { createSqlSeenEvents } from './sql-seen-events.ts';
import { createSqlSettings } from './sql-settings.ts';

/** What a database brings to be a store. */
export interface SqlDialect extends MigrationDialect, EntryDialect, JobDialect, RelaxedDialect {
  readonly watch: ChangeFeed['watch'];
}

/** A database that can be reached, and the ways in which it differs from others. */
export interface SqlConnection {
  readonly db: Sql;
  readonly dialect: SqlDialect;
  /** Where it is, for people: without a password. */
  readonly name: string;
  /**
   * Brings the tables to a version.
   * @param version default: the newest.
   */
  migrate(version?: number): Promise<void>;
  /** Makes numbers that the database gives go on behind those that rows were copied in with. */
  continueNumbers(): Promise<void>;
  /** Stops watching and lets go of the database. */
  close(): Promise<void>;
}

/**
 * Migrates the database and opens the store over it. Where that fails, the connection is closed.
 * @throws StoreError
 */
export async function openSqlStore(connection: SqlConnection, now: () => Date): Promise<Store> {
  const { db, dialect } = connection;
  try {
    await connection.migrate();
  } catch (error) {
    await connection.close().catch(() => {});
    throw new StoreError(`open the database ${connection.name}`, error);
  }
  let closing: Promise<void> | undefined;
  return {
    entries: createSqlEntries(db, now, dialect),
    changes: createSqlChanges(db, dialect.watch),
    inquiries: createSqlInquiries(db, dialect),
    inbox: createSqlInbox(db, now),
    feedback: createSqlFeedback(db),
    settings: createSqlSettings(db),
    seen: createSqlSeenEvents(db, now, dialect),
    posted: createSqlPosted(db),
    installations: createSqlInstallations(db, now),
    cooldowns: createSqlCooldowns(db, now, dialect),
    jobs: createSqlJobs(db, now, dialect),
    drafts: createSqlDrafts(db),
    audit: createSqlAudit(db, now),

    personKey: () =>
      attempt('read the key for hashing people', async () => {
        const fresh = randomBytes(32).toString('base64url');
        await db
          .insertInto('meta')
          .values({ key: 'person-key', value: fresh })
          .onConflict((conflict) => conflict.column('key').doNothing())
          .execute();
        const row = await db
          .selectFrom('meta')
          .select('value')
          .where('key', '=', 'person-key')
          .executeTakeFirstOrThrow();
        return row.value;
      }),

    ping: () =>
      attempt('reach the database', async () => {
        await sql`select 1`.execute(db);
      }),

    close: () => {
      closing ??= attempt('close the database', () => connection.close());
      return closing;
    },
  };
}
