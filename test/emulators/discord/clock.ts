// What time is it in the emulated Discord?

/** Where the emulator reads the time from, in milliseconds since 1970. Rules such as "3 s to answer" are read off it, with no timers. */
export interface EmulatorClock {
  now(): number;
  /** Calls the listener when the time was moved by hand, for waits that end with a time. */
  onAdvance?(listener: () => void): void;
}

/** A clock that a test moves by hand. It starts at the real time, so that message dates are plausible. */
export interface ManualClock extends EmulatorClock {
  /** Moves the time forward, in milliseconds. */
  advance(milliseconds: number): void;
}

export const realClock: EmulatorClock = { now: () => Date.now() };

/** A clock that stands still until it is advanced. */
export function manualClock(start: number = Date.now()): ManualClock {
  let now = start;
  const listeners: (() => void)[] = [];
  return {
    now: () => now,
    onAdvance(listener) {
      listeners.push(listener);
    },
    advance(milliseconds) {
      now += milliseconds;
      for (const listener of listeners) listener();
    },
  };
}
