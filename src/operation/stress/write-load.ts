// What does a process do that is killed in the middle of it?

import { writeSync } from 'node:fs';
import type { Entry } from '../../entry/entry-schema.ts';
import type { EntryDraft } from '../../store/entry-record.ts';
import type { Store } from '../../store/store.ts';

/** A write that was acknowledged: told line by line, after the store said "saved". */
export type Acknowledged =
  | { readonly kind: 'entry'; readonly id: string; readonly revision: number }
  | { readonly kind: 'inbox'; readonly id: string }
  | { readonly kind: 'job'; readonly id: string };

/** Entries of one import. */
const IMPORT_SIZE = 25;

/**
 * Writes without end: new entries, edits, imports of several entries, questions handed over.
 * @param writer tells this process's ids from those of others; @param random 0 to 1, seeded.
 */
export async function writeLoad(store: Store, writer: string, random: () => number): Promise<never> {
  const revisions = new Map<string, number>();
  for (let i = 0; ; i++) {
    const dice = random();
    const known = [...revisions.keys()];
    const old = known[Math.floor(random() * known.length)];
    if (dice < 0.4 || old === undefined) await saveNew(`${writer}-${i}`);
    else if (dice < 0.7) await edit(old);
    else if (dice < 0.8) await importSome(`${writer}-${i}`);
    else await handOver(`${writer}-${i}`);
    // The embedded database never lets go of the event loop by itself.
    await new Promise(setImmediate);
  }

  async function saveNew(id: string): Promise<void> {
    const jobs = [{ id: `job-${id}`, kind: 'stress', payload: { id } }];
    const result = await store.entries.save(draftOf(id), { by: writer, expectedRevision: 0, jobs });
    if (!result.saved) throw new Error(`the new entry ${id} was refused`);
    revisions.set(id, 1);
    acknowledge({ kind: 'entry', id, revision: 1 });
    acknowledge({ kind: 'job', id: `job-${id}` });
  }

  async function edit(id: string): Promise<void> {
    const expectedRevision = revisions.get(id) ?? 0;
    const result = await store.entries.save(draftOf(id), { by: writer, expectedRevision });
    if (!result.saved) throw new Error(`the edit of ${id} was refused`);
    revisions.set(id, expectedRevision + 1);
    acknowledge({ kind: 'entry', id, revision: expectedRevision + 1 });
  }

  async function importSome(prefix: string): Promise<void> {
    const ids = Array.from({ length: IMPORT_SIZE }, (_, n) => `${prefix}-import-${n}`);
    const refused = await store.entries.saveMany(
      ids.map((id) => ({ draft: draftOf(id), expectedRevision: 0 })),
      { by: writer },
    );
    if (refused.length > 0) throw new Error(`${refused.length} entries of an import were refused`);
    for (const id of ids) {
      revisions.set(id, 1);
      acknowledge({ kind: 'entry', id, revision: 1 });
    }
  }

  async function handOver(id: string): Promise<void> {
    await store.inbox.add({
      id: `inbox-${id}`,
      at: new Date(),
      scope: 'discord:stress',
      platform: 'discord',
      text: `Is it true that ${id}?`,
      lang: 'en',
      person: writer,
      status: 'open',
    });
    acknowledge({ kind: 'inbox', id: `inbox-${id}` });
  }
}

/** At once and whole: nothing may wait in this process when it is killed. */
function acknowledge(write: Acknowledged): void {
  writeSync(1, `${JSON.stringify(write)}\n`);
}

function draftOf(id: string): EntryDraft {
  const entry: Entry = {
    id,
    claim: { en: `The claim ${id} of the stress test is made of green cheese.` },
    verdict: 'false',
    nature: 'legend',
    confidence: { level: 'high', reason: { en: 'It was made up for a test.' } },
    answer: { en: `The claim ${id} is made of letters.` },
    origin: { summary: { en: 'A test.' }, timeline: [] },
    sources: [{ kind: 'reference', publisher: 'Test', title: id, url: `https://example.org/${id}` }],
    reviewed: '2024-01-01',
  };
  return { id, scope: 'shared', status: 'published', entry };
}
