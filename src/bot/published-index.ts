// Does the index in memory hold exactly what is published?

import type { IndexableClaim, LanguageText } from '../core/claim.ts';
import type { Matcher } from '../core/matcher.ts';
import type { Entry } from '../entry/entry-schema.ts';
import type { EntryRecord, PublishedEntry } from '../store/entry-record.ts';
import type { Store } from '../store/store.ts';
import type { EntryFinder } from './entry-finder.ts';
import { createPauses, unhurriedly } from './pauses.ts';
import type { Trouble } from './troubles.ts';

/** Changes read at once: their entries take about 4 ms to read, and several times that while the code is still cold. */
const PAGE = 50;

/** After a failed catch-up, the next try comes this much later, in milliseconds. */
const RETRY_MS = 1_000;

export interface PublishedIndex {
  /** Shared entries that a community replaced by its own. */
  hiddenIn(scope: string | undefined): ReadonlySet<string>;
  /** Resolves once every change saved before the call is in the index. */
  catchUp(): Promise<void>;
  /** Stops following. */
  stop(): Promise<void>;
}

const NOTHING: ReadonlySet<string> = new Set();

/**
 * Fills the index with all published entries, then follows the store's changes.
 * @param others told of every entry as the matcher is.
 * @param trouble told of catch-ups that failed, which are tried again until they work.
 * @throws StoreError where the first load fails.
 */
export async function openPublishedIndex(
  store: Store,
  matcher: Matcher,
  others: readonly Pick<EntryFinder, 'put' | 'remove'>[],
  trouble: Trouble,
): Promise<PublishedIndex> {
  const overrides = new Map<string, { scope: string; hides: string }>();
  const hidden = new Map<string, Set<string>>();
  let sequence = await store.changes.latest();

  function apply(record: EntryRecord): void {
    takeOut(record.id);
    if (record.status === 'published') putIn(record);
  }

  function putIn(record: PublishedEntry): void {
    matcher.put(indexableClaim(record));
    for (const other of others) other.put(record);
    if (record.overrides !== undefined) {
      overrides.set(record.id, { scope: record.scope, hides: record.overrides });
      const inScope = hidden.get(record.scope) ?? new Set();
      hidden.set(record.scope, inScope.add(record.overrides));
    }
  }

  function takeOut(id: string): void {
    matcher.remove(id);
    for (const other of others) other.remove(id);
    const override = overrides.get(id);
    if (override === undefined) return;
    overrides.delete(id);
    hidden.get(override.scope)?.delete(override.hides);
  }

  const pause = createPauses();
  for await (const page of store.entries.publishedPages()) {
    for (const entry of page) putIn(entry);
    await pause();
  }

  async function readOn(): Promise<void> {
    for (;;) {
      const changes = await store.changes.since(sequence, PAGE);
      const last = changes.at(-1);
      if (last === undefined) return;
      const ids = [...new Set(changes.map(({ entryId }) => entryId))];
      for await (const record of unhurriedly(await store.entries.getMany(ids))) apply(record);
      sequence = last.sequence;
    }
  }

  let running: Promise<void> | undefined;
  let retry: NodeJS.Timeout | undefined;
  let stopped = false;

  // A call while one runs starts another one after it: the running one may have read before the change was saved.
  function catchUp(): Promise<void> {
    const previous = running ?? Promise.resolve();
    const next = previous.catch(() => {}).then(readOn);
    running = next;
    return next;
  }

  function follow(): void {
    if (stopped) return;
    clearTimeout(retry);
    catchUp().then(trouble.worked, (error: unknown) => {
      trouble.failed(error);
      if (!stopped) retry = setTimeout(follow, RETRY_MS);
    });
  }

  const unwatch = store.changes.watch(follow);
  await catchUp();

  return {
    hiddenIn: (scope) => (scope === undefined ? NOTHING : (hidden.get(scope) ?? NOTHING)),
    catchUp,
    async stop() {
      stopped = true;
      unwatch();
      clearTimeout(retry);
      await running?.catch(() => {});
    },
  };
}

/** What the index needs of an entry. */
export function indexableClaim({ id, scope, entry }: Pick<EntryRecord, 'id' | 'scope' | 'entry'>): IndexableClaim {
  return {
    id,
    scope,
    statements: inAllLanguages(entry.claim),
    // Left out where there are none: an empty list for each of a large base's claims adds up.
    ...(entry.wordings && { wordings: listsInAllLanguages(entry.wordings) }),
    ...(entry.negatives && { negatives: listsInAllLanguages(entry.negatives) }),
    urls: addressesOf(entry),
  };
}

function inAllLanguages(localized: Entry['claim']): LanguageText[] {
  return Object.entries(localized).map(([lang, text]) => ({ lang, text: text ?? '' }));
}

function listsInAllLanguages(lists: Entry['wordings']): LanguageText[] {
  return Object.entries(lists ?? {}).flatMap(([lang, texts]) => (texts ?? []).map((text) => ({ lang, text })));
}

function addressesOf(entry: Entry): string[] {
  const all = [...entry.origin.timeline, ...entry.sources].map(({ url }) => url);
  return [...new Set(all.filter((url) => url !== undefined))];
}
