// Is there time for one more question, or do too many wait already?

/** Questions worked on at once. More keep a distant database busier; on the embedded one they only stand in a longer line. */
const AT_ONCE = 16;

/**
 * A question that would take longer than this until it is answered is turned away, in milliseconds. Longer takes in larger
 * bursts; shorter answers sooner. It is about what a platform lets pass before it shows that the bot is at work.
 */
const LONGEST_WAIT_MS = 1_500;

/** How fast questions are answered until that is known: one in so many milliseconds. Rather too slow: a first burst is no flood. */
const FIRST_GUESS_MS = 10;

/** The part of the newest time in the estimate: about the last twenty count. */
const WEIGHT = 0.05;

export interface Admission {
  /**
   * True once it is the caller's turn, who then has to {@link leave}. False where that would take too long: at once, or,
   * where it was judged too well, when it has.
   */
  enter(): Promise<boolean>;
  leave(): void;
}

/**
 * Lets in so many at once, in the order in which they came, and turns away whom it would keep too long: some answers in
 * time are worth more than none. How long that would be follows from how many are before them and how fast others came out
 * while some waited, or from how long the first in line has waited, where none come out at all.
 * @param now milliseconds, never set back.
 */
export function createAdmission(
  now: () => number = () => performance.now(),
  { atOnce = AT_ONCE, longestWaitMs = LONGEST_WAIT_MS } = {},
): Admission {
  const waiting = new Set<{ readonly since: number; begin(isIn: boolean): void }>();
  let inside = 0;
  let between = FIRST_GUESS_MS;
  let measured = 0;
  /** When the last one came out while others waited. */
  let last: number | undefined;

  const expected = (): number => {
    const [first] = waiting;
    return Math.max((inside + waiting.size) * between, first === undefined ? 0 : now() - first.since);
  };

  return {
    async enter() {
      if (inside < atOnce) {
        inside += 1;
        return true;
      }
      if (expected() > longestWaitMs) return false;
      return new Promise((begin) => waiting.add({ since: now(), begin }));
    },

    leave() {
      const time = now();
      if (last !== undefined) {
        measured += 1;
        between += (time - last - between) * Math.max(WEIGHT, 1 / (measured + 1));
      }
      last = waiting.size > 0 ? time : undefined;
      inside -= 1;
      for (const next of waiting) {
        waiting.delete(next);
        const isInTime = time - next.since <= longestWaitMs;
        if (isInTime) inside += 1;
        next.begin(isInTime);
        if (isInTime) return;
      }
    },
  };
}
