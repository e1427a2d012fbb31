// Which curated entries are new or changed, and which must be left alone?

import { isDeepStrictEqual } from 'node:util';
import { SHARED_SCOPE } from '../core/claim.ts';
import type { EntryFileBytes, FaultInFile } from '../entry/entry-folder.ts';
import type { Entry } from '../entry/entry-schema.ts';
import { CURATED_AUTHOR, type EntryRecord } from './entry-record.ts';
import type { NewJob } from './port/job-queue.ts';
import type { Store } from './store.ts';

export interface CuratedReport {
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
  /** Ids of entries whose file changed but that moderators had edited since; their edits were kept. */
  readonly kept: readonly string[];
  /** What is wrong with the files that were left out. */
  readonly faults: readonly FaultInFile[];
}

/** Ids asked for at once. */
const PAGE = 500;

/**
 * Brings the shared entries up to the curated files. An entry that moderators edited keeps their edit; a retired one
 * stays retired. Applying the same files again changes nothing, and does not even parse them.
 * @param jobsOf work that follows from the change of an entry; added if and only if it is saved. Default: none.
 * @throws StoreError
 */
export async function applyCurated(
  store: Store,
  files: readonly EntryFileBytes[],
  jobsOf: (before: EntryRecord, entry: Entry) => readonly NewJob[] = () => [],
): Promise<CuratedReport> {
  const report = { added: 0, updated: 0, unchanged: 0, kept: [] as string[], faults: [] as FaultInFile[] };
  for (let start = 0; start < files.length; start += PAGE) {
    const page = files.slice(start, start + PAGE);
    const records = new Map(
      (await store.entries.getMany(page.map(({ id }) => id))).map((record) => [record.id, record]),
    );
    for (const { file, id, hash, parse } of page) {
      const record = records.get(id);
      if (record?.curatedHash === hash) {
        report.unchanged += 1;
        continue;
      }
      const parsed = parse();
      if (!parsed.ok) {
        report.faults.push(...parsed.faults.map((fault) => ({ ...fault, file })));
        continue;
      }
      const { entry } = parsed;
      if (record && (record.updatedBy !== CURATED_AUTHOR || record.scope !== SHARED_SCOPE)) {
        report.kept.push(id);
        continue;
      }
      if (record && isDeepStrictEqual(record.entry, JSON.parse(JSON.stringify(entry)))) {
        report.unchanged += 1; // Other bytes, the same entry: a comment, the order of fields.
        continue;
      }
      const result = await store.entries.save(
        { id, scope: SHARED_SCOPE, status: 'published', entry, curatedHash: hash },
        {
          by: CURATED_AUTHOR,
          expectedRevision: record?.revision ?? 0,
          jobs: record === undefined ? [] : jobsOf(record, entry),
        },
      );
      if (!result.saved) {
        // Another process that started at the same time applied the same file first.
        if (result.current?.curatedHash === hash) report.unchanged += 1;
        else report.kept.push(id);
      } else if (record) report.updated += 1;
      else report.added += 1;
    }
  }
  return report;
}
