// Is everything there that was acknowledged, whole, and does the index agree?

import { openPublishedIndex } from '../../bot/published-index.ts';
import { createMatcher } from '../../core/create-matcher.ts';
import type { Model } from '../../core/model.ts';
import type { Store } from '../../store/store.ts';
import type { Acknowledged } from './write-load.ts';

/** Ids asked for at once. */
const PAGE = 500;

/**
 * What is wrong, a sentence each; empty where nothing is.
 * @param prefix of the ids of the entries whose history is looked at.
 */
export async function verifyWrites(
  store: Store,
  acknowledged: readonly Acknowledged[],
  prefix: string,
  model: Model,
): Promise<string[]> {
  const faults: string[] = [];
  const revisions = new Map<string, number>();
  for (const write of acknowledged) {
    if (write.kind === 'entry') revisions.set(write.id, Math.max(write.revision, revisions.get(write.id) ?? 0));
    if (write.kind === 'inbox' && (await store.inbox.get(write.id)) === undefined) faults.push(`${write.id} is lost`);
    // A job under a known id is not new.
    if (write.kind === 'job' && (await store.jobs.add([{ id: write.id, kind: 'lost', payload: null }])) > 0) {
      faults.push(`${write.id} is lost`);
    }
  }
  const ids = [...revisions.keys()];
  for (let start = 0; start < ids.length; start += PAGE) {
    const some = ids.slice(start, start + PAGE);
    const records = new Map((await store.entries.getMany(some)).map((record) => [record.id, record]));
    for (const id of some) {
      const wanted = revisions.get(id) ?? 0;
      const found = records.get(id)?.revision ?? 0;
      if (found < wanted) faults.push(`${id} is at revision ${found}, ${wanted} was acknowledged`);
    }
  }
  faults.push(...(await halfWritten(store, prefix)), ...(await indexFaults(store, model)));
  return faults;
}

/** Every entry, acknowledged or not, has all its revisions and a change for each. */
async function halfWritten(store: Store, prefix: string): Promise<string[]> {
  const faults: string[] = [];
  const changes = new Map<string, number>();
  for (let sequence = 0; ; ) {
    const page = await store.changes.since(sequence, 1_000);
    for (const { entryId } of page) changes.set(entryId, (changes.get(entryId) ?? 0) + 1);
    const last = page.at(-1);
    if (last === undefined) break;
    sequence = last.sequence;
  }
  let entries = 0;
  for await (const { id, revision, entry } of store.entries.published()) {
    entries += 1;
    if (!id.startsWith(prefix)) continue;
    const history = await store.entries.history(id);
    const whole = history.length === revision && history[0]?.revision === revision && changes.get(id) === revision;
    if (!whole) {
      faults.push(`${id} at revision ${revision} has ${history.length} revisions and ${changes.get(id) ?? 0} changes`);
    }
    if (entry.claim.en === undefined) faults.push(`${id} has lost its claim`);
  }
  if (entries !== changes.size) faults.push(`${changes.size} entries have changes, ${entries} exist`);
  return faults;
}

async function indexFaults(store: Store, model: Model): Promise<string[]> {
  const matcher = createMatcher(model);
  const index = await openPublishedIndex(store, matcher, [], { failed() {}, worked() {} });
  await index.stop();
  const { published } = await store.entries.count(['shared']);
  return matcher.size === published ? [] : [`the index holds ${matcher.size} claims, the store ${published}`];
}
