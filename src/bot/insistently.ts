// How does a start wait for a platform that cannot be reached yet?

import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';

export interface Insistence {
  /** The error to end with where another attempt would not help; undefined where it may. */
  finalErrorOf(error: unknown): Error | undefined;
  /** Told of the first failure that another attempt may mend, not of those after it. */
  onWaiting(error: unknown): void;
  /** Milliseconds between two attempts, after the error that ended the last one. */
  pauseAfter(error: unknown): number;
  /** Gives up. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Attempts until it works, or never will.
 * @throws what `finalErrorOf` gives, or the signal's reason.
 */
export async function insistently<Result>(
  attempt: () => Promise<Result>,
  { finalErrorOf, onWaiting, pauseAfter, signal }: Insistence,
): Promise<Result> {
  for (let tries = 0; ; tries += 1) {
    signal?.throwIfAborted();
    try {
      return await unlessAborted(attempt(), signal);
    } catch (error) {
      signal?.throwIfAborted();
      const final = finalErrorOf(error);
      if (final !== undefined) throw final;
      if (tries === 0) onWaiting(error);
      await wait(pauseAfter(error), undefined, { signal });
    }
  }
}

/** A connection that hangs must not hold up the end. */
async function unlessAborted<Result>(work: Promise<Result>, signal: AbortSignal | undefined): Promise<Result> {
  if (signal === undefined) return work;
  const done = new AbortController();
  try {
    const aborted = once(signal, 'abort', { signal: done.signal }).then(
      () => Promise.reject(signal.reason),
      () => work,
    );
    return await Promise.race([work, aborted]);
  } finally {
    done.abort();
  }
}
