// A process that dies after it did a job outside the store and before it noted so.

import type { JobQueue } from '../../src/store/port/job-queue.ts';
import type { Store } from '../../src/store/store.ts';

export interface DyingStore {
  readonly wrap: (store: Store) => Store;
  /** The next job is done and never noted, as if the process were gone. Its lease ends after two minutes. */
  dieBeforeNoting(): void;
}

export function createDyingStore(): DyingStore {
  let dying = false;
  return {
    dieBeforeNoting() {
      dying = true;
    },
    wrap(store) {
      const { jobs } = store;
      const gone = new Error('the process is gone');
      const queue: Pick<JobQueue, 'complete' | 'retry'> = {
        async complete(job) {
          if (dying) throw gone;
          return jobs.complete(job);
        },
        async retry(job, runAt) {
          if (!dying) return jobs.retry(job, runAt);
          dying = false; // The last word of this process; whoever works next is another one.
          throw gone;
        },
      };
      return Object.assign(Object.create(store) as Store, { jobs: Object.assign(Object.create(jobs), queue) });
    },
  };
}
