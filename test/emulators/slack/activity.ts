// Is anything still under way, and when does it become quiet?

/**
 * Counts what is under way: deliveries that wait for an acknowledgement, requests that wait for a response, and, for a
 * watched app, events whose handlers have not returned.
 */
export interface Activity {
  /** Marks one thing as under way until the returned function is called. */
  begin(): () => void;
  /** Runs the task as one thing under way. */
  during<T>(task: () => Promise<T>): Promise<T>;
  /**
   * Resolves once nothing has been under way for a whole quiet window. With a watched app that is exact for everything
   * its handlers await; the window (milliseconds) only covers work that a handler starts and does not await, while its
   * request travels over the loopback.
   */
  settled(): Promise<void>;
}

/** How often quiet is looked for. Milliseconds. */
const LOOK_MS = 2;

export function createActivity(quietMs: number): Activity {
  let underWay = 0;
  let lastEnd = performance.now();
  const waiters: { since: number; resolve: () => void }[] = [];
  // One look for all who wait, so that thousands of actions at once cost no more than one.
  const look = () => {
    const now = performance.now();
    const quietSince = (since: number) => underWay === 0 && now - Math.max(lastEnd, since) >= quietMs;
    for (const waiter of waiters.filter(({ since }) => quietSince(since))) {
      waiters.splice(waiters.indexOf(waiter), 1);
      waiter.resolve();
    }
    if (waiters.length > 0) setTimeout(look, LOOK_MS);
  };
  const begin = () => {
    underWay += 1;
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      underWay -= 1;
      lastEnd = performance.now();
    };
  };
  return {
    begin,
    async during(task) {
      const end = begin();
      try {
        return await task();
      } finally {
        end();
      }
    },
    settled() {
      return new Promise((resolve) => {
        waiters.push({ since: performance.now(), resolve });
        if (waiters.length === 1) look();
      });
    },
  };
}
