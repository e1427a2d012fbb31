// What is a part that hostile inputs are thrown at?

import type * as FastCheck from 'fast-check';

/** A part to throw things at. */
export interface FuzzTarget {
  readonly name: string;
  /** @throws what was found */
  readonly property: FastCheck.IRawProperty<unknown>;
}

/** Targets that hold something open. */
export interface OpenTargets {
  readonly targets: readonly FuzzTarget[];
  close(): Promise<void>;
}

/** Runs what may not take long. Only the time in which this process computes counts: others may use the machine too. */
export interface Stopwatch {
  /**
   * @param size of the input, in characters, or what it comes to once its result is known.
   * @throws where an input of its size took too long, three times in a row: once may be the machine's fault.
   */
  time<T>(target: string, size: number | ((result: T) => number), run: () => T | Promise<T>): Promise<T>;
}

/** How long an input counts as at least, in characters: below, the machine's own moods weigh more than the text. */
const SHORTEST = 200_000;

const TRIES = 3;

/**
 * @param slowest told how long an input took, in milliseconds.
 * @param longestMs what a million characters may take, and shorter texts their share of it.
 */
export function createStopwatch(slowest: (target: string, ms: number) => void, longestMs: number): Stopwatch {
  return {
    async time(target, size, run) {
      for (let tried = 1; ; tried++) {
        const started = process.cpuUsage();
        const result = await run();
        const { user, system } = process.cpuUsage(started);
        const ms = (user + system) / 1000;
        const characters = typeof size === 'number' ? size : size(result);
        const most = (longestMs * Math.max(characters, SHORTEST)) / 1_000_000;
        if (ms <= most) {
          slowest(target, ms);
          return result;
        }
        if (tried === TRIES) throw new Error(`${characters} characters took ${ms.toFixed(0)} ms`);
      }
    },
  };
}

/** What nobody caught since the last look. */
export interface Uncaught {
  /** @throws the first one. */
  check(): Promise<void>;
  close(): void;
}

/** Listens for rejections that nobody handles, which would end the program. */
export function watchUncaught(): Uncaught {
  let found: unknown[] = [];
  const keep = (reason: unknown): void => void found.push(reason);
  process.on('unhandledRejection', keep);
  return {
    async check() {
      // Node tells of them once the loop has turned.
      await new Promise((resolve) => setImmediate(resolve));
      const [first] = found;
      found = [];
      if (first !== undefined) throw first;
    },
    close: () => void process.off('unhandledRejection', keep),
  };
}
