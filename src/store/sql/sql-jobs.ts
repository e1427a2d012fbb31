// How is shared work kept in SQL, so that each piece is taken by one process at a time?

import { randomBytes } from 'node:crypto';
import type { SelectQueryBuilder, Updateable } from 'kysely';
import type { JobQueue, NewJob, TakenJob } from '../port/job-queue.ts';
import { LONGEST_LEASE_SECONDS } from '../port/longest-lease.ts';
import { attempt } from './attempt.ts';
import type { Database, Sql } from './database.ts';

type JobQuery = SelectQueryBuilder<Database, 'jobs', Database['jobs']>;

/** What differs between databases while taking jobs. */
export interface JobDialect {
  /** Locks the rows that a transaction selects, leaving out those that another has locked. */
  skipLocked(query: JobQuery): JobQuery;
}

/** Sorts before every date: due whatever the clock says, even after it was set back. */
const AT_ONCE = '';

/** Rows written by one statement: well below the number of parameters every database takes. */
const ROWS_A_STATEMENT = 500;

export function createSqlJobs(db: Sql, now: () => Date, dialect: JobDialect): JobQueue {
  const isoIn = (seconds: number) => new Date(now().getTime() + seconds * 1000).toISOString();

  const end = (job: TakenJob, change: Updateable<Database['jobs']>) =>
    attempt('end a job', async () => {
      const result = await db
        .updateTable('jobs')
        .set({ ...change, lease: null, lease_until: null })
        .where('id', '=', job.id)
        .where('lease', '=', job.lease)
        .executeTakeFirst();
      return Number(result.numUpdatedRows) > 0;
    });

  return {
    add: (jobs) => attempt('add jobs', () => addJobs(db, jobs, now().toISOString())),

    take: (kinds, limit, leaseSeconds) =>
      attempt('take jobs', async () => {
        if (kinds.length === 0) return [];
        const at = isoIn(0);
        const due = db
          .selectFrom('jobs')
          .selectAll()
          .where('state', '=', 'waiting')
          .where('kind', 'in', kinds)
          .where(({ eb, or }) =>
            // Added further ahead than any clock's difference explains: the clock was set back since, and with it the
            // moment that the job waits for lies too far ahead.
            or([eb('run_at', '<=', at), eb('added_at', '>', isoIn(LONGEST_LEASE_SECONDS))]),
          )
          .where(({ eb, or }) =>
            or([
              eb('lease_until', 'is', null),
              eb('lease_until', '<=', at),
              eb('lease_until', '>', isoIn(LONGEST_LEASE_SECONDS)),
            ]),
          )
          .orderBy('run_at')
          .orderBy('added_at')
          .orderBy('id')
          .limit(limit);
        // A look outside a transaction costs other writers nothing; most looks find nothing.
        if ((await due.execute()).length === 0) return [];
        return db.transaction().execute(async (transaction) => {
          const rows = await transaction.executeQuery(dialect.skipLocked(due).compile()).then((found) => found.rows);
          const lease = randomBytes(12).toString('base64url');
          const taken = rows.map((row) => row.id);
          if (taken.length === 0) return [];
          await transaction
            .updateTable('jobs')
            .set(({ eb }) => ({
              lease,
              lease_until: isoIn(Math.min(leaseSeconds, LONGEST_LEASE_SECONDS)),
              attempts: eb('attempts', '+', 1),
            }))
            .where('id', 'in', taken)
            .execute();
          return rows.map((row) => ({
            id: row.id,
            kind: row.kind,
            payload: JSON.parse(row.payload) as unknown,
            attempt: row.attempts + 1,
            lease,
          }));
        });
      }),

    complete: (job) => end(job, { state: 'done', payload: 'null', ended_at: now().toISOString() }),
    // Added anew, by the clock of today: else one that was set back would make every try due at once.
    retry: (job, runAt) => end(job, { run_at: runAt.toISOString(), added_at: now().toISOString() }),
    fail: (job) => end(job, { state: 'failed', payload: 'null', ended_at: now().toISOString() }),

    counts: () =>
      attempt('count jobs', async () => {
        const rows = await db
          .selectFrom('jobs')
          .select(({ fn }) => ['state', fn.countAll().as('n')])
          .where('state', 'in', ['waiting', 'failed'])
          .groupBy('state')
          .execute();
        const countOf = (state: string) => Number(rows.find((row) => row.state === state)?.n ?? 0);
        return { waiting: countOf('waiting'), failed: countOf('failed') };
      }),

    forget: (person) =>
      attempt('forget jobs', async () => {
        const result = await db.deleteFrom('jobs').where('person', '=', person).executeTakeFirst();
        return Number(result.numDeletedRows);
      }),

    prune: (before) =>
      attempt('remove old jobs', async () => {
        const result = await db.deleteFrom('jobs').where('ended_at', '<', before.toISOString()).executeTakeFirst();
        return Number(result.numDeletedRows);
      }),
  };
}

/** Adds jobs as a part of a transaction. Returns how many were new. */
export async function addJobs(db: Sql, jobs: readonly NewJob[], at: string): Promise<number> {
  // In one order, so that two processes that add the same jobs cannot wait for each other.
  const ordered = [...jobs].sort((a, b) => (a.id < b.id ? -1 : 1));
  let added = 0;
  for (let start = 0; start < ordered.length; start += ROWS_A_STATEMENT) {
    const rows = ordered.slice(start, start + ROWS_A_STATEMENT).map((job) => ({
      id: job.id,
      kind: job.kind,
      payload: JSON.stringify(job.payload ?? null),
      person: job.person ?? null,
      state: 'waiting',
      run_at: job.runAt?.toISOString() ?? AT_ONCE,
      added_at: at,
      attempts: 0,
      lease: null,
      lease_until: null,
      ended_at: null,
    }));
    const result = await db
      .insertInto('jobs')
      .values(rows)
      .onConflict((conflict) => conflict.column('id').doNothing())
      .executeTakeFirst();
    added += Number(result.numInsertedOrUpdatedRows ?? 0);
  }
  return added;
}
