// Which curated entries are new or changed, and which must be left alone?

import { createHash } from 'node:crypto';
import { SHARED_SCOPE } from '../core/claim.ts';
import type { Entry } from '../entry/entry-schema.ts';
import { CURATED_AUTHOR } from './entry-record.ts';
import type { Store } from './store.ts';

export interface CuratedReport {
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
  /** Ids of entries whose file changed but that moderators had edited since; their edits were kept. */
  readonly kept: readonly string[];
}

/**
 * Brings the shared entries up to the curated files. An entry that moderators edited keeps their edit; a retired one
 * stays retired. Applying the same files again changes nothing.
 * @throws StoreError
 */
export async function applyCurated(store: Store, entries: readonly Entry[]): Promise<CuratedReport> {
  const report = { added: 0, updated: 0, unchanged: 0, kept: [] as string[] };
  const records = new Map(
    (await store.entries.getMany(entries.map(({ id }) => id))).map((record) => [record.id, record]),
  );
  for (const entry of entries) {
    const curatedHash = fingerprint(entry);
    const record = records.get(entry.id);
    if (record?.curatedHash === curatedHash) {
      report.unchanged += 1;
      continue;
    }
    if (record && (record.updatedBy !== CURATED_AUTHOR || record.scope !== SHARED_SCOPE)) {
      report.kept.push(entry.id);
      continue;
    }
    const result = await store.entries.save(
      { id: entry.id, scope: SHARED_SCOPE, status: 'published', entry, curatedHash },
      { by: CURATED_AUTHOR, expectedRevision: record?.revision ?? 0 },
    );
    if (!result.saved) {
      // Another process that started at the same time applied the same file first.
      if (result.current?.curatedHash === curatedHash) report.unchanged += 1;
      else report.kept.push(entry.id);
    } else if (record) report.updated += 1;
    else report.added += 1;
  }
  return report;
}

function fingerprint(entry: Entry): string {
  return createHash('sha256').update(JSON.stringify(entry)).digest('base64url');
}
