// Who does what was promised: tells askers, corrects earlier answers, once each, even after a restart?

import type { TakenJob } from '../../store/port/job-queue.ts';
import { LONGEST_LEASE_SECONDS } from '../../store/port/longest-lease.ts';
import type { Store } from '../../store/store.ts';
import type { Log } from '../log.ts';
import type { Trouble } from '../troubles.ts';

/** How one kind of job is done. */
export interface JobHandler {
  /** True for work that may take minutes: it is taken alone and stays its taker's longer. */
  readonly slow?: boolean | undefined;
  run(job: TakenJob): Promise<void>;
}

/** Jobs taken at once. */
const BATCH = 10;

/** A job is given to somebody else after this long, in seconds: longer than ten messages at the platforms' pace. */
const LEASE_SECONDS = 120;

/** The same for slow work. */
const SLOW_LEASE_SECONDS = LONGEST_LEASE_SECONDS;

/** After a failure the next try comes this much later, doubled each time, in seconds. */
const FIRST_RETRY_SECONDS = 15;
const LAST_RETRY_SECONDS = 3600;

/** Tries before a job is given up: a day and a half. */
const MOST_TRIES = 40;

export interface Worker {
  /** Does what is due now. Returns how many jobs were done. */
  work(): Promise<number>;
  /** Looks for work every so often, until it is stopped. A look that takes longer is waited for. */
  start(everyMs: number, trouble: Trouble): void;
  stop(): Promise<void>;
}

/** @param handlers by kind, as they are at the moment of asking. */
export function createWorker(
  store: Pick<Store, 'jobs'>,
  handlers: () => ReadonlyMap<string, JobHandler>,
  log: Log,
  now: () => Date,
): Worker {
  let running: Promise<number> = Promise.resolve(0);
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  async function doDue(): Promise<number> {
    let done = 0;
    while (!stopped) {
      const known = handlers();
      const kinds = (slow: boolean) =>
        [...known].filter(([, each]) => (each.slow ?? false) === slow).map(([kind]) => kind);
      const quick = await store.jobs.take(kinds(false), BATCH, LEASE_SECONDS);
      const jobs = quick.length > 0 ? quick : await store.jobs.take(kinds(true), 1, SLOW_LEASE_SECONDS);
      if (jobs.length === 0) return done;
      for (const job of jobs) if (await doOne(job, known)) done += 1;
    }
    return done;
  }

  async function doOne(job: TakenJob, known: ReadonlyMap<string, JobHandler>): Promise<boolean> {
    try {
      await known.get(job.kind)?.run(job);
      await store.jobs.complete(job);
      return true;
    } catch (error) {
      log.warn({ error, kind: job.kind, attempt: job.attempt }, 'a job failed; it will be tried again');
      if (job.attempt >= MOST_TRIES) await store.jobs.fail(job);
      else {
        const wait = Math.min(LAST_RETRY_SECONDS, FIRST_RETRY_SECONDS * 2 ** (job.attempt - 1));
        await store.jobs.retry(job, new Date(now().getTime() + wait * 1000));
      }
      return false;
    }
  }

  // One round at a time in a process; a call while one runs starts another one after it.
  function work(): Promise<number> {
    running = running.catch(() => 0).then(doDue);
    return running;
  }

  return {
    work,
    start(everyMs, trouble) {
      let isLooking = false;
      timer = setInterval(() => {
        if (isLooking) return;
        isLooking = true;
        work()
          .then(trouble.worked, trouble.failed)
          .finally(() => {
            isLooking = false;
          });
      }, everyMs);
      timer.unref();
    },
    async stop() {
      stopped = true;
      clearInterval(timer);
      await running.catch(() => 0);
    },
  };
}
