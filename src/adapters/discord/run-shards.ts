// How do several processes share the work, where one is not enough?

import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { type APIGatewayBotInfo, REST, Routes, type Shard, ShardEvents, ShardingManager } from 'discord.js';
import type { Log } from '../../bot/log.ts';
import { ENDED_FOR_GOOD } from './ended-for-good.ts';
import { failureFacts } from './failure.ts';

export interface ShardsOptions {
  /** The program to run for each shard. */
  readonly file: string;
  readonly token: string;
  /** How many processes. */
  readonly count: number;
  readonly log: Log;
  /** Milliseconds between the starts of two: Discord lets a bot log in once in five seconds. Default 5,500. */
  readonly between?: number | undefined;
  /** Milliseconds before one that broke down is started again. Default 5,500. */
  readonly restartAfter?: number | undefined;
}

/** The processes, as one. */
export interface Shards {
  readonly ready: boolean;
  /** Resolves where Discord ended one for good; what happened is the last line that one wrote. */
  readonly ended: Promise<string>;
  /** Lets every process finish what it began. Safe to call twice. */
  stop(): Promise<void>;
}

const DEFAULT_BETWEEN_MS = 5_500;

/** A process that does not stop by itself is ended after this long, in milliseconds. */
const STOP_WITHIN_MS = 10_000;

/**
 * How many processes Discord recommends.
 * @throws DiscordAPIError; whatever the network throws.
 */
export async function recommendedShards(token: string, apiUrl: string | undefined): Promise<number> {
  const rest = new REST(apiUrl === undefined ? {} : { api: apiUrl }).setToken(token);
  const { shards } = (await rest.get(Routes.gatewayBot())) as APIGatewayBotInfo;
  return shards;
}

/** Starts one process a shard, one after another, and starts those again that break down. */
export function runShards(options: ShardsOptions): Shards {
  const { file, token, count, log, between = DEFAULT_BETWEEN_MS, restartAfter = DEFAULT_BETWEEN_MS } = options;
  // It would start a broken one again at once and for ever, and Discord allows a thousand logins a day.
  const manager = new ShardingManager(file, { totalShards: count, token, respawn: false, execArgv: process.execArgv });
  const stopping = new AbortController();
  let end: (reason: string) => void = () => undefined;
  const ended = new Promise<string>((resolve) => {
    end = resolve;
  });

  manager.on('shardCreate', (shard) => {
    shard.on(ShardEvents.Death, (child) => {
      if (stopping.signal.aborted) return;
      const code = 'exitCode' in child ? child.exitCode : null;
      if (code === ENDED_FOR_GOOD) {
        end(`Discord ended the process of shard ${shard.id}; it wrote why`);
        return;
      }
      log.warn({ shard: shard.id, code }, 'the process of a shard ended; starting it again');
      void restart(shard);
    });
    shard.on(ShardEvents.Error, (error) =>
      log.warn({ shard: shard.id, ...failureFacts(error) }, 'a shard has trouble'),
    );
  });

  async function restart(shard: Shard): Promise<void> {
    try {
      await wait(restartAfter, undefined, { signal: stopping.signal });
      await shard.spawn(-1);
    } catch (error) {
      if (!stopping.signal.aborted)
        log.warn({ shard: shard.id, ...failureFacts(error) }, 'could not start a shard again');
    }
  }

  async function startAll(): Promise<void> {
    for (let id = 0; id < count && !stopping.signal.aborted; id += 1) {
      if (id > 0) await wait(between, undefined, { signal: stopping.signal });
      // Not waited for until it is ready: one that cannot reach Discord goes on trying by itself.
      manager
        .createShard(id)
        .spawn(-1)
        .catch((error: unknown) => log.warn({ shard: id, ...failureFacts(error) }, 'could not start a shard'));
    }
  }
  startAll().catch(() => undefined); // Stopped before all were started.

  async function stopOne({ process: child }: Shard): Promise<void> {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    const patience = new AbortController();
    const late = wait(STOP_WITHIN_MS, 'late', { signal: patience.signal }).catch(() => undefined);
    if ((await Promise.race([gone, late])) === 'late') child.kill('SIGKILL');
    patience.abort();
    await gone;
  }

  let stopped: Promise<unknown> | undefined;
  return {
    ended,
    get ready() {
      return manager.shards.size === count && manager.shards.every(({ ready }) => ready);
    },
    async stop() {
      stopping.abort();
      stopped ??= Promise.all(manager.shards.map(stopOne));
      await stopped;
    },
  };
}
