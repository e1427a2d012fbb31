// What runs until it is told to stop?

/** A platform's connection, as the program as a whole sees it. */
export interface Running {
  /** Whether it works right now. */
  readonly ready: boolean;
  /** Resolves where the platform ends it for good, with one sentence for the operator. */
  readonly ended: Promise<string>;
  /** Finishes what was begun and goes. Safe to call twice. */
  stop(): Promise<void>;
}

/** Resolves when the operator asks the program to stop, by Ctrl+C or a service manager. */
export function toldToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}
