// How does a trouble that lasts stand in the log without filling it?

import type { Log } from './log.ts';

/** Something that is tried again and again until it works. */
export interface Trouble {
  /** To be called after every try that failed. */
  failed(error: unknown): void;
  /** To be called after every try that worked. */
  worked(): void;
}

/** The troubles of one process that may have one cause, such as a database that is away. */
export interface Troubles {
  /** @param what that may fail, such as `look for work`, for a line that begins with "could not". */
  of(what: string): Trouble;
}

/** The log tells of troubles once in this time, in milliseconds. */
const SAY_AGAIN_MS = 60_000;

/**
 * The first failure is logged at once, then at most a line a minute for all of them together, with how long it has been,
 * and one when the last of them works again. What fails again within the minute is told of only if it lasts longer.
 * @param now milliseconds by a clock that is never set. Default: since the process started.
 */
export function createTroubles(log: Log, now: () => number = () => performance.now()): Troubles {
  const failing = new Set<string>();
  let failed = new Set<string>();
  let since = 0;
  let said = Number.NEGATIVE_INFINITY;
  let isTold = false;
  const seconds = () => Math.round((now() - since) / 1_000);

  return {
    of: (what) => ({
      failed(error) {
        const isFirst = failing.size === 0;
        if (isFirst) {
          since = now();
          failed = new Set();
          isTold = false;
        }
        failing.add(what);
        failed.add(what);
        if (now() - said < SAY_AGAIN_MS) return;
        if (isFirst) log.warn({ error }, `could not ${what}; trying on`);
        else log.warn({ error, seconds: seconds() }, `could not ${list(failing)} for ${seconds()} s; trying on`);
        said = now();
        isTold = true;
      },
      worked() {
        if (!failing.delete(what) || failing.size > 0 || !isTold) return;
        log.info({ seconds: seconds() }, `can ${list(failed)} again, after ${seconds()} s`);
      },
    }),
  };
}

const list = (names: ReadonlySet<string>) => [...names].join(' and ');
