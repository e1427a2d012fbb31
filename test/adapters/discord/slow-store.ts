// A store that keeps a test's bot waiting until the test lets it go on, or that fails.

import type { Store } from '../../../src/store/store.ts';

export interface SlowStore {
  /** For `openTestDiscord`. */
  wrap(store: Store): Store;
  /** Resolves when the bot waits. */
  readonly reached: Promise<void>;
  /** Lets everything through from now on. */
  release(): void;
}

/** Holds up the reading of settings (the first thing the bot does) or the writing of inquiries (the last). */
export function slowly(where: 'settings' | 'inquiries'): SlowStore {
  let release: () => void = () => undefined;
  let arrive: () => void = () => undefined;
  const free = new Promise<void>((resolve) => {
    release = resolve;
  });
  const reached = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const held = async (): Promise<void> => {
    arrive();
    await free;
  };
  return {
    reached,
    release,
    wrap(store) {
      if (where === 'settings') {
        return {
          ...store,
          settings: { ...store.settings, get: (scope) => held().then(() => store.settings.get(scope)) },
        };
      }
      return { ...store, inquiries: { ...store.inquiries, add: (one) => held().then(() => store.inquiries.add(one)) } };
    },
  };
}

/** A store whose inquiries cannot be written. */
export function failing(store: Store): Store {
  return { ...store, inquiries: { ...store.inquiries, add: () => Promise.reject(new Error('the disk is full')) } };
}
