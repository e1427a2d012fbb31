// How does a test wait for something to happen, without sleeping?

/** A condition that did not come true in time: what was awaited, and how long. */
export class NotInTime extends Error {}

/** Tells those who wait that something changed. */
export interface Signal {
  /** Something changed: every waiting condition is looked at again. */
  changed(): void;
  /**
   * Resolves with the first value that is not undefined or false.
   * @param what names it in the error; a function is asked only then.
   * @param patience real milliseconds until it rejects with `NotInTime`; a bound for failing tests, never waited out by passing ones.
   */
  until<T>(look: () => T | undefined | false, what: string | (() => string), patience?: number): Promise<T>;
  /** Rejects whoever still waits. */
  end(): void;
}

export function createSignal(defaultPatience: number): Signal {
  const waiting = new Set<(ended: boolean) => void>();
  return {
    changed() {
      for (const look of [...waiting]) look(false);
    },
    end() {
      for (const look of [...waiting]) look(true);
    },
    until(look, what, patience = defaultPatience) {
      const awaited = (): string => (typeof what === 'string' ? what : what());
      return new Promise((resolve, reject) => {
        const finish = (): void => {
          clearTimeout(timer);
          waiting.delete(attempt);
        };
        const attempt = (ended: boolean): void => {
          try {
            const found = look();
            if (found !== undefined && found !== false) {
              finish();
              resolve(found);
            } else if (ended) {
              finish();
              reject(new NotInTime(`The emulator closed while a test waited for ${awaited()}.`));
            }
          } catch (error) {
            finish();
            reject(error);
          }
        };
        const timer = setTimeout(() => {
          waiting.delete(attempt);
          reject(new NotInTime(`Waited ${patience} ms in vain for ${awaited()}.`));
        }, patience);
        waiting.add(attempt);
        attempt(false);
      });
    },
  };
}
