// A Discord with the bot in it, for tests: the emulator, the real client, the real bot on a database of its own.

import { afterEach } from '@jest/globals';
import { type DiscordAdapter, type DiscordOptions, startDiscord } from '../../../src/adapters/discord/start-discord.ts';
import type { Bot } from '../../../src/bot/bot.ts';
import type { Messenger } from '../../../src/bot/messenger.ts';
import type { Entry } from '../../../src/entry/entry-schema.ts';
import type { Store } from '../../../src/store/store.ts';
import { openTestBot, type TestBot } from '../../bot/open-test-bot.ts';
import { manualClock } from '../../emulators/discord/clock.ts';
import {
  type DiscordEmulator,
  type DiscordEmulatorOptions,
  startDiscordEmulator,
  textOf,
} from '../../emulators/discord/discord-emulator.ts';
import { unhurried } from '../../emulators/discord/test-client.ts';
import type { WorldMessage } from '../../emulators/discord/world.ts';
import { sampleEntry } from '../../store/sample-entry.ts';

export interface TestDiscord {
  readonly emulator: DiscordEmulator;
  readonly bot: Bot;
  readonly store: Store;
  readonly adapter: DiscordAdapter;
  /** What the operator reads, as `level: message`. */
  log(): string[];
  readonly logged: TestBot['logged'];
  readonly clock: TestBot['clock'];
  /** What the adapter offers the bot for reaching people. */
  messenger(): Messenger;
  /** Resolves when Discord and the bot have nothing left to do. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

export interface TestDiscordOptions {
  readonly entries?: readonly Entry[];
  readonly emulator?: DiscordEmulatorOptions;
  readonly adapter?: Partial<DiscordOptions>;
  /** Puts something between the bot and its store, such as a delay. */
  readonly wrap?: (store: Store) => Store;
  /** Puts something between the adapter and the bot. */
  readonly bot?: (bot: Bot) => Bot;
  /** Furnishes the emulator before the client logs in. */
  readonly before?: (emulator: DiscordEmulator) => void;
}

/** How long a failing test hangs; a busy machine must not make a sound one fail. */
const PATIENCE_MS = 60_000;

/** Longer than any test: what is to happen late is brought about by a test, never by waiting. */
const NEVER = 600_000;

/** A claim that is asked about in most tests, and one that is like it. */
export const moon = sampleEntry();
export const mars = sampleEntry({
  id: 'mars-face',
  claim: { en: 'There is a giant face carved on Mars.', fr: 'Un visage géant est sculpté sur Mars.' },
  answer: { en: 'It is a hill in a certain light.', fr: 'C’est une colline sous une certaine lumière.' },
  wordings: { en: ['a face on mars'], fr: ['le visage de mars'] },
  sources: [
    { kind: 'primary', publisher: 'Example Space Agency', title: 'A hill on Mars', url: 'https://example.org/mars' },
  ],
});

/** A server with a channel, two people in it (the second speaks French), and the bot. */
export async function openRumours(options?: TestDiscordOptions) {
  const discord = await openTestDiscord(options);
  const { emulator } = discord;
  const guild = emulator.guild({ name: 'Rumours' });
  const general = guild.channel('general');
  const ana = emulator.person('Ana');
  const ben = emulator.person('Ben', { locale: 'fr' });
  await discord.settled();
  return { ...discord, discord, guild, general, ana, ben, at: emulator.botMention };
}

/** The rumours' server for each test of a file that asks for it, closed after the test. */
export function rumoursForTests(): typeof openRumours {
  let opened: TestDiscord | undefined;
  afterEach(async () => {
    await opened?.close();
    opened = undefined;
  });
  return async (options) => {
    const rumours = await openRumours(options);
    opened = rumours.discord;
    return rumours;
  };
}

/** The title of a message's embed, else its text. */
export function firstLineOf(message: WorldMessage | undefined): string {
  const [embed] = (message?.payload.embeds ?? []) as { title?: string }[];
  return embed?.title ?? (message ? textOf(message) : '');
}

export async function openTestDiscord(options: TestDiscordOptions = {}): Promise<TestDiscord> {
  const emulator = await startDiscordEmulator({
    patience: PATIENCE_MS,
    // Discord's three seconds pass only where a test lets them: a busy machine must not make an answer late.
    clock: manualClock(),
    ...options.emulator,
  });
  options.before?.(emulator);
  const opened = await openTestBot(options.entries ?? [moon, mars], options.wrap);
  const line =
    (level: 'info' | 'warn' | 'error') =>
    (facts: object, message: string): void => {
      opened.logged.push({ level, facts: facts as Record<string, unknown>, message });
    };
  let messenger: Messenger | undefined;
  const inner = options.bot?.(opened.bot) ?? opened.bot;
  const bot: Bot = Object.assign(Object.create(inner) as Bot, {
    connect(one: Messenger) {
      messenger = one;
      return opened.bot.connect(one);
    },
  });
  const { pace, ...adapterOptions } = options.adapter ?? {};
  async function clear(): Promise<void> {
    await emulator.close();
    await opened.close();
  }
  let adapter: DiscordAdapter;
  try {
    adapter = await startDiscord({
      bot,
      token: emulator.token,
      log: { info: line('info'), warn: line('warn'), error: line('error') },
      apiUrl: emulator.restUrl,
      ws: unhurried as unknown as NonNullable<DiscordOptions['ws']>,
      pace: { deferAfter: NEVER, typingAfter: NEVER, retryAfter: 10, stopWithin: NEVER, ...pace },
      ...adapterOptions,
    });
  } catch (error) {
    await clear();
    throw error;
  }
  return {
    emulator,
    bot: opened.bot,
    store: opened.store,
    adapter,
    log: () => opened.logged.map(({ level, message }) => `${level}: ${message}`),
    logged: opened.logged,
    messenger() {
      if (messenger === undefined) throw new Error('the adapter connected no messenger');
      return messenger;
    },
    clock: opened.clock,
    settled: () => emulator.settled(() => adapter.idle()),
    async close() {
      await adapter.stop();
      await clear();
    },
  };
}
