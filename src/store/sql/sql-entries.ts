// How are entries, their history and their changes kept in SQL?

import { type Selectable, sql } from 'kysely';
import type { Entry } from '../../entry/entry-schema.ts';
import type {
  EntryDraft,
  EntryRecord,
  EntryRevision,
  EntryStatus,
  PublishedEntry,
  Retirement,
} from '../entry-record.ts';
import type { EntryStore } from '../port/entry-store.ts';
import { FORGOTTEN_PERSON } from '../port/forgotten-person.ts';
import { attempt } from './attempt.ts';
import type { Database, Sql } from './database.ts';
import { saveMany } from './save-many.ts';
import { addJobs } from './sql-jobs.ts';

/** Rows read at once while going through all published entries: about 15 ms, during which nothing else is done. */
const PAGE = 200;

/**
 * The same while the index is filled: what is made of the rows is gone by the next page, so that the garbage collector
 * need not carry it along.
 */
const SMALL_PAGE = 200;

/** What differs between databases while saving. */
export interface EntryDialect {
  /** A column that no two entries share and in whose order they lie in the database. */
  readonly entryPlace: 'id' | 'rowid';
  /** Called first in every transaction that changes entries, so that changes are numbered in the order they become visible. */
  serializeChanges(transaction: Sql): Promise<void>;
}

export function createSqlEntries(db: Sql, now: () => Date, dialect: EntryDialect): EntryStore {
  return {
    get: (id) =>
      attempt('read an entry', async () => {
        const row = await db.selectFrom('entries').selectAll().where('id', '=', id).executeTakeFirst();
        return row && recordOf(row);
      }),

    getMany: (ids) =>
      attempt('read entries', async () => {
        if (ids.length === 0) return [];
        const rows = await db.selectFrom('entries').selectAll().where('id', 'in', ids).execute();
        return rows.map(recordOf);
      }),

    async *published(scope) {
      let after = '';
      for (;;) {
        const rows = await attempt('read the published entries', () =>
          db
            .selectFrom('entries')
            .selectAll()
            .where('status', '=', 'published')
            .$if(scope !== undefined, (query) => query.where('scope', '=', scope ?? ''))
            .where('id', '>', after)
            .orderBy('id')
            .limit(PAGE)
            .execute(),
        );
        for (const row of rows) yield recordOf(row);
        const last = rows.at(-1);
        if (last === undefined || rows.length < PAGE) return;
        after = last.id;
      }
    },

    async *publishedPages() {
      const place = sql.ref<string | number>(dialect.entryPlace);
      let after: string | number | undefined;
      for (;;) {
        const rows = await attempt('read the published entries', () =>
          db
            .selectFrom('entries')
            // All of them, since few are not published: with the status asked for, PostgreSQL goes through the whole table
            // for each page until it has statistics about it, such as just after a large import.
            .select(['id', 'scope', 'status', 'body', 'overrides', place.as('place')])
            .$if(after !== undefined, (query) => query.where(place, '>', after ?? ''))
            .orderBy(place)
            .limit(SMALL_PAGE)
            .execute(),
        );
        yield publishedIn(rows);
        if (rows.length < SMALL_PAGE) return;
        after = rows.at(-1)?.place;
      }
    },

    list: ({ scopes, statuses, limit, before }) =>
      attempt('list entries', async () => {
        let query = db.selectFrom('entries').selectAll().where('scope', 'in', scopes);
        if (statuses) query = query.where('status', 'in', statuses);
        if (before) query = query.where('updated_at', '<', before.toISOString());
        const rows = await query.orderBy('updated_at', 'desc').orderBy('id').limit(limit).execute();
        return rows.map(recordOf);
      }),

    count: (scopes) =>
      attempt('count entries', async () => {
        const rows = await db
          .selectFrom('entries')
          .select(({ fn }) => ['status', fn.countAll().as('n')])
          .where('scope', 'in', scopes)
          .groupBy('status')
          .execute();
        const counts: Record<EntryStatus, number> = { draft: 0, published: 0, retired: 0 };
        for (const { status, n } of rows) counts[status as EntryStatus] = Number(n);
        return counts;
      }),

    save: (draft, { by, expectedRevision, reason, jobs = [] }) =>
      attempt('save an entry', () =>
        db.transaction().execute(async (transaction) => {
          await dialect.serializeChanges(transaction);
          const current = await transaction
            .selectFrom('entries')
            .selectAll()
            .where('id', '=', draft.id)
            .executeTakeFirst();
          if ((current?.revision ?? 0) !== expectedRevision || (current && current.scope !== draft.scope)) {
            return { saved: false, current: current && recordOf(current) };
          }
          const row = {
            ...columnsOf(draft),
            revision: expectedRevision + 1,
            updated_at: now().toISOString(),
            updated_by: by,
          };
          await transaction
            .insertInto('entries')
            .values(row)
            .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
            .execute();
          await transaction
            .insertInto('revisions')
            .values({ ...row, change_reason: reason ?? null })
            .execute();
          await transaction.insertInto('changes').values({ entry_id: row.id, at: row.updated_at }).execute();
          await addJobs(transaction, jobs, row.updated_at);
          return { saved: true, record: recordOf(row) };
        }),
      ),

    saveMany: (changes, { by, reason, jobsOf = () => [] }) =>
      attempt('save entries', () =>
        db.transaction().execute(async (transaction) => {
          await dialect.serializeChanges(transaction);
          const at = now().toISOString();
          const refused = await saveMany(transaction, changes, columnsOf, { at, by, reason });
          await addJobs(transaction, jobsOf(new Set(refused)), at);
          return refused;
        }),
      ),

    forget: (person) =>
      attempt('forget who changed entries', async () => {
        const forget = (table: 'entries' | 'revisions') =>
          db
            .updateTable(table)
            .set({ updated_by: FORGOTTEN_PERSON })
            .where('updated_by', '=', person)
            .executeTakeFirst();
        await forget('entries');
        return Number((await forget('revisions')).numUpdatedRows);
      }),

    history: (id) =>
      attempt("read an entry's history", async () => {
        const rows = await db
          .selectFrom('revisions')
          .selectAll()
          .where('id', '=', id)
          .orderBy('revision', 'desc')
          .execute();
        return rows.map((row): EntryRevision => ({ ...recordOf(row), reason: row.change_reason ?? undefined }));
      }),
  };
}

type PublishedRow = Pick<Selectable<Database['entries']>, 'id' | 'scope' | 'status' | 'body' | 'overrides'>;

/** One by one, for the same reason. */
function* publishedIn(rows: readonly PublishedRow[]): Generator<PublishedEntry> {
  for (const { id, scope, status, body, overrides } of rows) {
    if (status !== 'published') continue;
    yield { id, scope, entry: JSON.parse(body) as Entry, overrides: overrides ?? undefined };
  }
}

function columnsOf(draft: EntryDraft) {
  return {
    id: draft.id,
    scope: draft.scope,
    status: draft.status,
    body: JSON.stringify(draft.entry),
    overrides: draft.overrides ?? null,
    retirement: draft.retirement ? JSON.stringify(draft.retirement) : null,
    curated_hash: draft.curatedHash ?? null,
  };
}

function recordOf(row: Selectable<Database['entries']>): EntryRecord {
  return {
    id: row.id,
    scope: row.scope,
    status: row.status as EntryStatus,
    revision: row.revision,
    entry: JSON.parse(row.body) as Entry,
    overrides: row.overrides ?? undefined,
    retirement: row.retirement === null ? undefined : (JSON.parse(row.retirement) as Retirement),
    curatedHash: row.curated_hash ?? undefined,
    updatedAt: new Date(row.updated_at),
    updatedBy: row.updated_by,
  };
}
