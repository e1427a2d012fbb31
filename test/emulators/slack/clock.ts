// What time is it in the emulated Slack, and how does a test move it?

/** Time as the emulator sees it: real time plus what a test has added. Timers fire by either. */
export interface EmulatorClock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Runs `task` once `ms` have passed, by real time or by `advance`. Returns a function that calls it off. */
  after(ms: number, task: () => void): () => void;
  /** Moves time forward and runs, in order, everything that falls due. */
  advance(ms: number): void;
  /** Calls every timer off. */
  stop(): void;
}

interface Timer {
  readonly due: number;
  readonly task: () => void;
  readonly handle: NodeJS.Timeout;
}

export function createClock(): EmulatorClock {
  let offset = 0;
  const timers = new Set<Timer>();
  const now = () => Date.now() + offset;
  const fire = (timer: Timer) => {
    if (!timers.delete(timer)) return;
    clearTimeout(timer.handle);
    timer.task();
  };
  return {
    now,
    after(ms, task) {
      const handle = setTimeout(() => fire(timer), ms);
      // A timer that nobody waits for (a retry five minutes away) must not keep the process alive.
      handle.unref();
      const timer: Timer = { due: now() + ms, task, handle };
      timers.add(timer);
      return () => {
        timers.delete(timer);
        clearTimeout(handle);
      };
    },
    advance(ms) {
      const until = now() + ms;
      offset += ms;
      for (;;) {
        const due = [...timers].filter((timer) => timer.due <= until).sort((a, b) => a.due - b.due)[0];
        if (due === undefined) return;
        fire(due);
      }
    },
    stop() {
      for (const timer of timers) clearTimeout(timer.handle);
      timers.clear();
    },
  };
}
