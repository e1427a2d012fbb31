// How do the program's parts show from outside whether they work, and how do they end in time?

import type { Bot } from '../bot/bot.ts';
import type { Log } from '../bot/log.ts';
import type { Store } from '../store/store.ts';
import { messageOf } from '../store/store-error.ts';
import { createMetrics } from './metrics.ts';
import { type Checks, type OperationServer, startOperationServer } from './operation-server.ts';

export interface Operation {
  /** The log to use from here on: its warnings and errors are counted. */
  readonly log: Log;
  /** Where health and metrics are served; undefined where they are not. */
  readonly port: number | undefined;
  /** The bot to hand to the platforms: what it handles is counted. From here on store and index are looked at. */
  follow(bot: Bot, store: Store): Bot;
  /** A platform that is to run: not ready until it says so. */
  platform(name: string, running: { readonly ready: boolean } | undefined): void;
  /**
   * Runs the steps of the end, one after the other, and waits for what is being handled before the last one. Where that
   * takes too long, the process ends anyway.
   */
  end(steps: readonly (() => Promise<unknown>)[]): Promise<void>;
}

/** A service manager kills what has not ended by then; what was begun is finished in this time, in milliseconds. */
const SHUTDOWN_MS = 9_000;

/**
 * @param address where to serve; undefined: nowhere.
 * @param exit ends the process where the shutdown takes too long.
 */
export async function startOperation(
  address: { readonly host: string; readonly port: number } | undefined,
  plainLog: Log,
  exit: (code: number) => void = process.exit,
): Promise<Operation> {
  const metrics = createMetrics();
  const log = metrics.counting(plainLog);
  const platforms = new Map<string, { readonly ready: boolean } | undefined>();
  let store: Store | undefined;
  let idle = async () => {};

  const checks = (): Checks => ({
    store: () => store?.ping() ?? false,
    // The index is full before the bot can be followed.
    index: () => store !== undefined,
    ...Object.fromEntries([...platforms].map(([name, running]) => [name, () => running?.ready ?? false])),
  });
  let server: OperationServer | undefined;
  try {
    server = address && (await startOperationServer({ ...address, metrics, checks }));
  } catch (error) {
    // The bot is worth more than its numbers.
    log.error({ error, ...address }, `health and metrics are not served: ${messageOf(error)}`);
  }

  return {
    log,
    port: server?.port,
    follow(bot, opened) {
      store = opened;
      metrics.watch(opened, () =>
        Object.fromEntries([...platforms].map(([name, running]) => [name, running?.ready ?? false])),
      );
      const measured = metrics.measuring(bot);
      idle = measured.idle;
      return measured.bot;
    },
    platform(name, running) {
      platforms.set(name, running);
    },
    async end(steps) {
      const timer = setTimeout(() => {
        log.error({ ms: SHUTDOWN_MS }, 'what was begun could not be finished in time; ending anyway');
        exit(1);
      }, SHUTDOWN_MS);
      try {
        for (const [i, step] of steps.entries()) {
          if (i === steps.length - 1) await idle();
          await step();
        }
        await server?.close();
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
