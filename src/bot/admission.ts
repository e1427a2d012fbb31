// Is there time for one more question, or do too many wait already?

/** Questions worked on at once. More keep a distant database busier; on the embedded one they only stand in a longer line. */
const AT_ONCE = 32;

/**
 * A question that would wait longer for its turn is turned away, in milliseconds. Longer takes in larger bursts; shorter
 * answers sooner. It is about what a platform lets pass before it shows that the bot is at work.
 */
export const LONGEST_WAIT_MS = 1_500;

/** What a question takes until that is known, in milliseconds: rather too long, so that the first burst is no flood. */
const FIRST_GUESS_MS = 10;

/** The part of the newest time in the estimate: about the last twenty count. */
const WEIGHT = 0.05;

export interface Admission {
  /** True once it is the caller's turn, who then has to {@link leave}; false, at once, where that would take too long. */
  enter(): Promise<boolean>;
  leave(): void;
}

/**
 * Lets in so many at once, in the order in which they came, and turns away whom it would keep waiting too long: some
 * answers in time are worth more than none. How long the wait would be follows from how fast others came out while some
 * waited, and from how long the first in line has waited, which tells where none come out at all.
 * @param now milliseconds, never set back.
 */
export function createAdmission(
  now: () => number = () => performance.now(),
  { atOnce = AT_ONCE, longestWaitMs = LONGEST_WAIT_MS } = {},
): Admission {
  const waiting = new Set<{ readonly since: number; begin(): void }>();
  let inside = 0;
  let between = FIRST_GUESS_MS;
  /** When the last one came out while others waited. */
  let last: number | undefined;

  const wait = (): number => {
    const [first] = waiting;
    return first === undefined ? 0 : Math.max(waiting.size * between, now() - first.since);
  };

  return {
    async enter() {
      if (inside < atOnce) {
        inside += 1;
        return true;
      }
      if (wait() > longestWaitMs) return false;
      await new Promise<void>((begin) => waiting.add({ since: now(), begin }));
      return true;
    },

    leave() {
      const time = now();
      if (last !== undefined) between += (time - last - between) * WEIGHT;
      const [next] = waiting;
      last = next === undefined ? undefined : time;
      if (next === undefined) {
        inside -= 1;
        return;
      }
      waiting.delete(next);
      next.begin();
    },
  };
}
