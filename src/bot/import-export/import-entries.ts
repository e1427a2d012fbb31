// What changes when entries are imported, and does it change nothing when they are imported again?

import { isDeepStrictEqual } from 'node:util';
import { SHARED_SCOPE } from '../../core/claim.ts';
import type { Entry } from '../../entry/entry-schema.ts';
import type { EntryDraft, EntryRecord } from '../../store/entry-record.ts';
import type { Store } from '../../store/store.ts';
import { shortHash, withEnd } from '../moderation/entry-id.ts';
import { correctAllJob } from '../moderation/tell-job.ts';
import { createPauses, unhurriedly } from '../pauses.ts';
import type { ImportRow } from './import-row.ts';

/** Rows looked up and saved together, in one transaction: raising it saves little and holds everything else up longer. */
const BATCH = 50;

/** Faults and duplicates told one by one; beyond this they are only counted. */
const MOST_TOLD = 1_000;

/**
 * Faults after which a file is not read on: about two seconds' work, for which a file of a few bytes a row must not be
 * good. Feeds with many unknown ratings have fewer.
 */
const MOST_FAULTS = 20_000;

export interface ImportOptions {
  readonly scope: string;
  /** Keyed hash of who imports. */
  readonly by: string;
  /** Says what would change and changes nothing. */
  readonly dryRun?: boolean | undefined;
  /** What new entries become. Default published. */
  readonly status?: 'published' | 'draft' | undefined;
  /** After so many faults the rest is not read. Default {@link MOST_FAULTS}. */
  readonly mostFaults?: number | undefined;
  /** Called after every batch with the number of rows read. */
  readonly onProgress?: ((rows: number) => void) | undefined;
}

export interface ImportReport {
  readonly rows: number;
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
  /** Rows whose claim is there already under another id; left out. */
  readonly duplicateCount: number;
  readonly duplicates: readonly { readonly row: number; readonly claim: string; readonly entryId: string }[];
  readonly faultCount: number;
  readonly faults: readonly { readonly row: number; readonly problem: string }[];
  /** Labels that the table of ratings does not know, with how often they came. Their rows are left out. */
  readonly unknownRatings: ReadonlyMap<string, number>;
}

/** Saves entries row by row, in batches. An entry that is there already, word for word, stays as it is. */
export async function importEntries(
  rows: AsyncIterable<ImportRow>,
  store: Pick<Store, 'entries'>,
  { scope, by, dryRun = false, status = 'published', mostFaults = MOST_FAULTS, onProgress }: ImportOptions,
): Promise<ImportReport> {
  const counts = { rows: 0, added: 0, updated: 0, unchanged: 0, duplicateCount: 0, faultCount: 0 };
  const duplicates: ImportReport['duplicates'][number][] = [];
  const faults: ImportReport['faults'][number][] = [];
  const unknownRatings = new Map<string, number>();
  const pause = createPauses();
  const claims = await claimsThere(store, scope);
  /** Ids of the rows so far: the same file again must find the first of two rows, as it did before. */
  const ids = new Set<string>();
  let batch: { row: number; entry: Entry }[] = [];

  const fault = (row: number, problem: string) => {
    counts.faultCount += 1;
    if (faults.length < MOST_TOLD) faults.push({ row, problem });
  };

  async function saveBatch(): Promise<void> {
    await pause(true);
    const current = new Map(
      (await store.entries.getMany(batch.flatMap(({ entry }) => [entry.id, idIn(scope, entry.id)]))).map((record) => [
        record.id,
        record,
      ]),
    );
    const changes: { row: number; draft: EntryDraft; expectedRevision: number; before: EntryRecord | undefined }[] = [];
    for (const { row, entry: read } of batch) {
      const own = current.get(read.id)?.scope === scope ? read.id : idIn(scope, read.id);
      const entry = own === read.id ? read : { ...read, id: own };
      const before = current.get(own);
      if (ids.has(own)) {
        fault(row, `id "${read.id}" is that of an earlier row`);
        continue;
      }
      ids.add(own);
      if (before !== undefined && before.scope !== scope) {
        fault(row, `id "${read.id}" is taken`);
        continue;
      }
      if (before !== undefined && isDeepStrictEqual(before.entry, entry)) {
        counts.unchanged += 1;
        continue;
      }
      const twin = twinOf(entry, own, claims);
      if (before === undefined && twin !== undefined) {
        counts.duplicateCount += 1;
        if (duplicates.length < MOST_TOLD)
          duplicates.push({ row, claim: Object.values(entry.claim)[0] ?? '', entryId: twin });
        continue;
      }
      for (const key of claimKeys(entry)) claims.set(key, own);
      changes.push({
        row,
        before,
        expectedRevision: before?.revision ?? 0,
        draft: {
          id: own,
          scope,
          status: before?.status ?? status,
          entry,
          overrides: before?.overrides,
          retirement: before?.retirement,
          curatedHash: before?.curatedHash,
        },
      });
    }
    await pause(true);
    /** Added with the entries, in one transaction: earlier answers are corrected even where the process ends here. */
    const jobsOf = (refused: ReadonlySet<string>) => {
      const [first, ...others] = changes
        .filter(({ draft, before }) => !refused.has(draft.id) && turnsAround(before, draft))
        .map(({ draft, expectedRevision }) => ({ entryId: draft.id, revision: expectedRevision + 1 }));
      return first === undefined ? [] : [correctAllJob(first, others)];
    };
    const refused = new Set(dryRun ? [] : await store.entries.saveMany(changes, { by, reason: 'import', jobsOf }));
    for (const { row, draft, before } of changes) {
      if (refused.has(draft.id)) fault(row, `"${draft.id}" was changed by somebody else in the meantime`);
      else if (before === undefined) counts.added += 1;
      else counts.updated += 1;
    }
    batch = [];
    onProgress?.(counts.rows);
  }

  for await (const read of unhurriedly(rows)) {
    counts.rows += 1;
    if ('problem' in read) fault(read.row, read.problem);
    else if ('unknownRating' in read) {
      counts.faultCount += 1;
      unknownRatings.set(read.unknownRating, (unknownRatings.get(read.unknownRating) ?? 0) + 1);
    } else batch.push(read);
    if (batch.length >= BATCH) await saveBatch();
    if (counts.faultCount > mostFaults) {
      fault(read.row, 'and the rows after it are not read: too much is wrong');
      break;
    }
  }
  await saveBatch();
  return { ...counts, duplicates, faults, unknownRatings };
}

/** Whether answers from the entry as it was say what it no longer says. */
function turnsAround(before: EntryRecord | undefined, { entry }: EntryDraft): boolean {
  return before?.status === 'published' && before.entry.verdict !== entry.verdict;
}

/**
 * The id an entry has in a scope. A community's entries have an end of their own, so that an import tells nothing of
 * what other communities have, and takes nothing from them.
 */
export function idIn(scope: string, id: string): string {
  if (scope === SHARED_SCOPE) return id;
  const end = shortHash(scope);
  return id.endsWith(`-${end}`) ? id : withEnd(id, end);
}

/** Every published claim that the scope sees, by its words. */
async function claimsThere(store: Pick<Store, 'entries'>, scope: string): Promise<Map<string, string>> {
  const claims = new Map<string, string>();
  for (const seen of new Set([SHARED_SCOPE, scope])) {
    for await (const { id, entry } of unhurriedly(store.entries.published(seen))) {
      for (const key of claimKeys(entry)) claims.set(key, id);
    }
  }
  return claims;
}

function twinOf(entry: Entry, id: string, claims: ReadonlyMap<string, string>): string | undefined {
  for (const key of claimKeys(entry)) {
    const twin = claims.get(key);
    if (twin !== undefined && twin !== id) return twin;
  }
  return undefined;
}

function claimKeys(entry: Entry): string[] {
  return Object.entries(entry.claim).map(
    ([lang, text]) =>
      `${lang} ${(text ?? '')
        .normalize('NFKC')
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
        .trim()}`,
  );
}
