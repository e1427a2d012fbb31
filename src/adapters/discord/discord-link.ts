// How do the adapter's parts reach Discord and the bot?

import type { Client, REST } from 'discord.js';
import type { Bot } from '../../bot/bot.ts';
import type { Log } from '../../bot/log.ts';
import type { Tasks } from './tasks.ts';

/** How patient the adapter is. Times in milliseconds. */
export interface Pace {
  /** An interaction without an answer is acknowledged after this long; Discord waits 3,000. */
  readonly deferAfter: number;
  /** The typing indicator is shown after this long: most answers come sooner and need none. */
  readonly typingAfter: number;
  /** A start that failed for want of Discord is tried again after this long. */
  readonly retryAfter: number;
  /** A stop waits this long for what was begun: longer than the program, which ends with a line and code 1 before. */
  readonly stopWithin: number;
  /** Reading a file that somebody attached may take this long. */
  readonly readFileWithin: number;
}

export const DEFAULT_PACE: Pace = {
  deferAfter: 1_500,
  typingAfter: 1_000,
  retryAfter: 5_000,
  stopWithin: 10_000,
  readFileWithin: 30_000,
};

/** What every part of the adapter works with. */
export interface DiscordLink {
  readonly client: Client;
  readonly rest: REST;
  readonly bot: Bot;
  readonly log: Log;
  readonly pace: Pace;
  readonly tasks: Tasks;
  /** The bot's own user, which is the application's id too. */
  readonly selfId: string;
  /** The people who run the application: its owner, or its team. */
  readonly operators: ReadonlySet<string>;
  /** Says once in the log what failed and why; ends the adapter where the token was refused. */
  failed(error: unknown, what: string, facts?: object): void;
}
