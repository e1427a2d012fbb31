// What must every store do with work that processes share?

import { describe, expect, it } from '@jest/globals';
import type { NewJob } from '../../src/store/port/job-queue.ts';
import { LONGEST_LEASE_SECONDS } from '../../src/store/port/longest-lease.ts';
import type { Store } from '../../src/store/store.ts';
import { sampleEntry } from './sample-entry.ts';

const job = (id: string, changes: Partial<NewJob> = {}): NewJob => ({
  id,
  kind: 'tell',
  payload: { channel: 'général' },
  ...changes,
});

/** @param open one more connection to the test's database, as another process would have it; closed after the test. */
export function describeJobs(open: (now?: () => Date) => Promise<Store>): void {
  describe('jobs', () => {
    let time: Date;
    const openTimed = () => {
      time = new Date('2026-01-01T00:00:00Z');
      return open(() => time);
    };
    const pass = (seconds: number) => {
      time = new Date(time.getTime() + seconds * 1000);
    };

    it('are given to a taker as they were added, once', async () => {
      const store = await openTimed();
      expect(await store.jobs.add([job('1'), job('2', { kind: 'digest', payload: null })])).toBe(2);
      const taken = await store.jobs.take(['tell'], 10, 60);
      expect(taken).toEqual([
        { id: '1', kind: 'tell', payload: { channel: 'général' }, attempt: 1, lease: expect.any(String) },
      ]);
      expect(await store.jobs.take(['tell'], 10, 60)).toEqual([]);
      expect(await store.jobs.take([], 10, 60)).toEqual([]);
    });

    it('are added once, even after they are done', async () => {
      const store = await openTimed();
      await store.jobs.add([job('1')]);
      expect(await store.jobs.add([job('1'), job('2')])).toBe(1);
      for (const each of await store.jobs.take(['tell'], 10, 60)) expect(await store.jobs.complete(each)).toBe(true);
      expect(await store.jobs.add([job('1')])).toBe(0);
      expect(await store.jobs.take(['tell'], 10, 60)).toEqual([]);
      expect(await store.jobs.counts()).toEqual({ waiting: 0, failed: 0 });
    });

    it('go to one taker each, however many processes take at once', async () => {
      const stores = await Promise.all([open(), open(), open()]);
      await stores[0]!.jobs.add(Array.from({ length: 60 }, (_, i) => job(`${i}`)));
      const takeAll = async (store: Store) => {
        const ids: string[] = [];
        for (;;) {
          const taken = await store.jobs.take(['tell'], 7, 60);
          if (taken.length === 0) return ids;
          ids.push(...taken.map(({ id }) => id));
        }
      };
      const ids = (await Promise.all([...stores, ...stores].map(takeAll))).flat();
      expect(new Set(ids).size).toBe(60);
      expect(ids).toHaveLength(60);
    });

    it('wait for their time, and come oldest first', async () => {
      const store = await openTimed();
      await store.jobs.add([
        job('later', { runAt: new Date('2026-01-01T00:02:00Z') }),
        job('sooner', { runAt: new Date('2026-01-01T00:01:00Z') }),
      ]);
      expect(await store.jobs.take(['tell'], 10, 60)).toEqual([]);
      pass(120);
      expect((await store.jobs.take(['tell'], 1, 60)).map(({ id }) => id)).toEqual(['sooner']);
      expect((await store.jobs.take(['tell'], 1, 60)).map(({ id }) => id)).toEqual(['later']);
    });

    it('go to another taker where the first one died, and no longer obey the first', async () => {
      const store = await openTimed();
      await store.jobs.add([job('1')]);
      const [first] = await store.jobs.take(['tell'], 1, 60);
      pass(59);
      expect(await store.jobs.take(['tell'], 1, 60)).toEqual([]);
      pass(1);
      const [second] = await store.jobs.take(['tell'], 1, 60);
      expect(second).toMatchObject({ id: '1', attempt: 2 });
      expect(await store.jobs.complete(first!)).toBe(false);
      expect(await store.jobs.retry(first!, time)).toBe(false);
      expect(await store.jobs.fail(first!)).toBe(false);
      expect(await store.jobs.complete(second!)).toBe(true);
      expect(await store.jobs.complete(second!)).toBe(false);
    });

    it('come again after a failure, or are given up', async () => {
      const store = await openTimed();
      await store.jobs.add([job('1'), job('2')]);
      const [first, second] = await store.jobs.take(['tell'], 2, 60);
      expect(await store.jobs.retry(first!, new Date('2026-01-01T00:00:30Z'))).toBe(true);
      expect(await store.jobs.fail(second!)).toBe(true);
      expect(await store.jobs.take(['tell'], 2, 60)).toEqual([]);
      expect(await store.jobs.counts()).toEqual({ waiting: 1, failed: 1 });
      pass(30);
      expect(await store.jobs.take(['tell'], 2, 60)).toMatchObject([{ id: '1', attempt: 2 }]);
    });

    it('are not held up by a clock that is set back', async () => {
      const store = await openTimed();
      await store.jobs.add([job('taken')]);
      await store.jobs.take(['tell'], 1, 60);
      await store.jobs.add([job('added'), job('later', { runAt: new Date(time.getTime() + 30_000) })]);
      pass(-LONGEST_LEASE_SECONDS - 60);
      const taken = await store.jobs.take(['tell'], 3, 60);
      expect(taken.map(({ id }) => id).sort()).toEqual(['added', 'later', 'taken']);
      for (const each of taken) await store.jobs.complete(each);
      await store.jobs.add([job('again')]);
      pass(-LONGEST_LEASE_SECONDS - 60);
      const [again] = await store.jobs.take(['tell'], 1, 60);
      await store.jobs.retry(again!, new Date(time.getTime() + 30_000));
      expect(await store.jobs.take(['tell'], 1, 60)).toEqual([]);
      pass(30);
      expect(await store.jobs.take(['tell'], 1, 60)).toMatchObject([{ id: again!.id, attempt: again!.attempt + 1 }]);
    });

    it('that follow from a change of an entry are added with it, or not at all', async () => {
      const store = await openTimed();
      const draft = { id: 'a', scope: 'shared', status: 'published', entry: sampleEntry({ id: 'a' }) } as const;
      await store.entries.save(draft, { by: 'x', expectedRevision: 0, jobs: [job('1')] });
      await store.entries.save(draft, { by: 'x', expectedRevision: 0, jobs: [job('2')] });
      expect((await store.jobs.take(['tell'], 2, 60)).map(({ id }) => id)).toEqual(['1']);
    });

    it('are forgotten by person, and removed some time after they ended', async () => {
      const store = await openTimed();
      await store.jobs.add([job('theirs', { person: 'hash-of-a-person' }), job('done'), job('waiting')]);
      expect(await store.jobs.forget('hash-of-a-person')).toBe(1);
      const taken = await store.jobs.take(['tell'], 1, 60);
      await store.jobs.complete(taken[0]!);
      expect(await store.jobs.prune(time)).toBe(0);
      pass(60);
      expect(await store.jobs.prune(time)).toBe(1);
      expect(await store.jobs.counts()).toEqual({ waiting: 1, failed: 0 });
    });
  });
}
