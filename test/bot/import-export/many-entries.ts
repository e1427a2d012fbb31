// A community with more entries than a chat takes in a file, for tests: they are made up as they are read.

import type { Entry } from '../../../src/entry/entry-schema.ts';
import type { Store } from '../../../src/store/store.ts';
import { sampleEntry } from '../../store/sample-entry.ts';

/** Entries of a kilobyte that are alike, as those of a community are. */
export function* alike(count: number): Generator<Entry> {
  for (let i = 0; i < count; i++) {
    yield sampleEntry({
      id: `baker-${i}`,
      claim: { en: `The baker of street ${i} sells ${i} loaves.` },
      answer: {
        en: `The baker was asked on a Tuesday, and sells none. ${'Nobody buys bread there. '.repeat(17).trim()}`,
      },
      wordings: { en: [`is it true that the baker of street ${i} has ${i} loaves`] },
    });
  }
}

/** A store whose communities have these entries published, and nothing else of theirs. */
export function withEntries(entries: () => Iterable<Entry>): (store: Store) => Store {
  return (store) => {
    const published: Store['entries']['published'] = (scope) =>
      scope === undefined || scope === 'shared' ? store.entries.published(scope) : recordsOf(scope);
    async function* recordsOf(scope: string) {
      for (const entry of entries()) {
        const at = { updatedAt: new Date(0), updatedBy: 'test' };
        yield { id: entry.id, scope, status: 'published' as const, revision: 1, entry, ...at } as never;
      }
    }
    return Object.assign(Object.create(store) as Store, {
      entries: Object.assign(Object.create(store.entries) as Store['entries'], { published }),
    });
  };
}
