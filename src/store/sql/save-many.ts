// How are many entries saved in one transaction?

import type { EntryDraft } from '../entry-record.ts';
import type { Database, Sql } from './database.ts';

/** Rows written by one statement: below the number of parameters every database takes. */
const ROWS_A_STATEMENT = 500;

/** A row of `entries` without what saving gives it. */
export type EntryRow = Omit<Database['entries'], 'revision' | 'updated_at' | 'updated_by'>;

/**
 * Saves entries, their history and their changes as a part of a transaction that is alone in changing entries.
 * @returns the ids that were not saved: their revision is another one, or their scope is.
 */
export async function saveMany(
  transaction: Sql,
  changes: readonly { readonly draft: EntryDraft; readonly expectedRevision: number }[],
  columnsOf: (draft: EntryDraft) => EntryRow,
  { at, by, reason }: { readonly at: string; readonly by: string; readonly reason: string | undefined },
): Promise<string[]> {
  const refused: string[] = [];
  for (let start = 0; start < changes.length; start += ROWS_A_STATEMENT) {
    const some = changes.slice(start, start + ROWS_A_STATEMENT);
    const ids = some.map(({ draft }) => draft.id);
    const found = await transaction
      .selectFrom('entries')
      .select(['id', 'revision', 'scope'])
      .where('id', 'in', ids)
      .execute();
    const current = new Map(found.map((row) => [row.id, row]));
    const rows = some.flatMap(({ draft, expectedRevision }) => {
      const before = current.get(draft.id);
      if ((before?.revision ?? 0) !== expectedRevision || (before && before.scope !== draft.scope)) {
        refused.push(draft.id);
        return [];
      }
      return [{ ...columnsOf(draft), revision: expectedRevision + 1, updated_at: at, updated_by: by }];
    });
    if (rows.length === 0) continue;
    await transaction
      .insertInto('entries')
      .values(rows)
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet(({ ref }) => ({
          status: ref('excluded.status'),
          revision: ref('excluded.revision'),
          body: ref('excluded.body'),
          overrides: ref('excluded.overrides'),
          retirement: ref('excluded.retirement'),
          curated_hash: ref('excluded.curated_hash'),
          updated_at: ref('excluded.updated_at'),
          updated_by: ref('excluded.updated_by'),
        })),
      )
      .execute();
    await transaction
      .insertInto('revisions')
      .values(rows.map((row) => ({ ...row, change_reason: reason ?? null })))
      .execute();
    await transaction
      .insertInto('changes')
      .values(rows.map(({ id }) => ({ entry_id: id, at })))
      .execute();
  }
  return refused;
}
