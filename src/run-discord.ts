// How does the program run the bot on Discord?

import { startDiscord } from './adapters/discord/start-discord.ts';
import type { Bot } from './bot/bot.ts';
import type { Log } from './bot/log.ts';
import type { DiscordConfig } from './config.ts';
import type { Running } from './running.ts';

export interface RunningDiscord extends Running {
  /** What the operator should know at the start, a line each. */
  readonly lines: readonly string[];
}

/** @throws DiscordStartError where Discord refuses the token or an intent. */
export async function runDiscord(
  bot: Bot,
  { token, apiUrl, messageContent, requestsPerSecond }: DiscordConfig,
  log: Log,
): Promise<RunningDiscord> {
  const adapter = await startDiscord({ bot, token, log, apiUrl, messageContent, requestsPerSecond });
  const lines = [`running as ${adapter.application.name} · invite: ${adapter.inviteLink}`];
  if (!adapter.readsContent) {
    lines.push(
      'without the Message Content intent: a reply “@bot is this true?” cannot be checked, the message menu can (docs/discord.md)',
    );
  }
  return Object.assign(adapter, { lines });
}
