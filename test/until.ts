// How does a test wait for what another process does?

import { setTimeout as sleep } from 'node:timers/promises';

/** How long a failing test waits; a busy machine must not make a sound one fail. In milliseconds. */
const PATIENCE_MS = 90_000;

/**
 * Looks until it is so.
 * @throws Error that says what was waited for in vain.
 */
export async function until(what: string, done: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (!(await done())) {
    if (performance.now() > deadline) throw new Error(`waited in vain for ${what}`);
    await sleep(10);
  }
}
