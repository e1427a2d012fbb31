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

export function createActivity(quietMs: number): Activity {
  let underWay = 0;
  let lastEnd = performance.now();
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
    async settled() {
      const start = performance.now();
      while (underWay > 0 || performance.now() - Math.max(lastEnd, start) < quietMs) {
        await new Promise((resolve) => setTimeout(resolve, 2));
      }
    },
  };
}
