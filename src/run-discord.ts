// How does the program run the bot on Discord: by itself, or by a process for each shard?

import { fileURLToPath } from 'node:url';
import { recommendedShards, runShards } from './adapters/discord/run-shards.ts';
import { discordInsistence, startDiscord } from './adapters/discord/start-discord.ts';
import type { Bot } from './bot/bot.ts';
import { insistently } from './bot/insistently.ts';
import type { Log } from './bot/log.ts';
import type { DiscordConfig } from './config.ts';
import type { Running } from './running.ts';

export interface RunningDiscord extends Running {
  /** What the operator should know at the start, a line each. */
  readonly lines: readonly string[];
}

/** The program, which is run again for each shard. */
const MAIN = fileURLToPath(new URL(`./main${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url));

/**
 * Waits where Discord cannot be reached yet.
 * @param signal gives up the waiting.
 * @throws DiscordStartError where Discord refuses the token or an intent.
 */
export async function runDiscord(
  bot: Bot,
  config: DiscordConfig,
  log: Log,
  signal: AbortSignal,
): Promise<RunningDiscord> {
  const processes = await processesFor(config, log, signal);
  if (processes > 1) {
    const shards = runShards({ file: MAIN, token: config.token, count: processes, log });
    return Object.assign(shards, { lines: [`starting ${processes} processes, one for each shard`] });
  }
  const { token, apiUrl, messageContent, requestsPerSecond } = config;
  const adapter = await startDiscord({ bot, token, log, apiUrl, messageContent, requestsPerSecond, signal });
  const shard = config.isShard ? `shard ${adapter.shards.join(', ')} ` : '';
  const lines = [`${shard}running as ${adapter.application.name} · invite: ${adapter.inviteLink}`];
  if (!adapter.readsContent) {
    lines.push(
      'without the Message Content intent: a reply “@bot is this true?” cannot be checked, the message menu can (docs/discord.md)',
    );
  }
  return Object.assign(adapter, { lines });
}

async function processesFor(
  { shards, isShard, token, apiUrl }: DiscordConfig,
  log: Log,
  signal: AbortSignal,
): Promise<number> {
  if (isShard || shards === undefined) return 1;
  if (shards !== 'auto') return shards;
  return insistently(
    () => recommendedShards(token, apiUrl),
    discordInsistence('ask Discord how many shards it recommends', { log, signal }),
  );
}
