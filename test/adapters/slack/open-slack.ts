// The bot on an emulated Slack, for tests: the real Bolt app over real sockets, the real bot on a real database.

import { type SlackAdapter, type SlackOptions, startSlack } from '../../../src/adapters/slack/start-slack.ts';
import type { Bot } from '../../../src/bot/bot.ts';
import type { Entry } from '../../../src/entry/entry-schema.ts';
import type { Store } from '../../../src/store/store.ts';
import { openTestBot, type TestBot } from '../../bot/open-test-bot.ts';
import { type SlackEmulator, type SlackEmulatorOptions, startSlackEmulator } from '../../emulators/slack/emulator.ts';
import type { Workspace } from '../../emulators/slack/workspace.ts';
import { sampleEntry } from '../../store/sample-entry.ts';
import { type Mode, manifestApp } from './manifest-app.ts';

export const MODES: readonly Mode[] = ['socket', 'http'];

export interface TestSlack {
  readonly emulator: SlackEmulator;
  readonly workspace: Workspace;
  readonly test: TestBot;
  readonly adapter: SlackAdapter;
  /** What nobody caught, of which there must be nothing. */
  readonly unhandled: readonly unknown[];
  /** Stops the adapter and starts another one on the same bot, as a restart does. */
  restart(): Promise<SlackAdapter>;
  close(): Promise<void>;
}

export interface TestSlackOptions {
  readonly entries?: readonly Entry[];
  readonly wrapStore?: (store: Store) => Store;
  readonly wrapBot?: (bot: Bot) => Bot;
  readonly emulator?: SlackEmulatorOptions;
  readonly slack?: Partial<SlackOptions>;
}

/** A channel of three people: two who ask, and an administrator of the workspace. */
export function peopleOf({ workspace }: TestSlack) {
  return {
    ada: workspace.user('Ada'),
    ben: workspace.user('Ben'),
    mod: workspace.user('Mod', { admin: true }),
    general: workspace.channel('general'),
  };
}

/** Starts all of it; everything it needs of Slack's settings comes from the manifest. */
export async function openSlack(mode: Mode, options: TestSlackOptions = {}): Promise<TestSlack> {
  const { entries = [sampleEntry()], wrapStore, wrapBot = (bot) => bot, emulator: emulatorOptions, slack } = options;
  const test = await openTestBot(entries, wrapStore);
  const emulator = await startSlackEmulator({ app: manifestApp(mode), ...emulatorOptions, delivery: mode });
  const workspace = emulator.workspace();
  const unhandled: unknown[] = [];
  const keep = (reason: unknown) => void unhandled.push(reason);
  process.on('unhandledRejection', keep);
  const begin = async (): Promise<SlackAdapter> => {
    const adapter = await startSlack({
      bot: wrapBot(test.bot),
      log: test.log,
      botToken: workspace.botToken,
      apiUrl: emulator.apiUrl,
      now: emulator.clock.now,
      elapsed: emulator.clock.now,
      ...(mode === 'socket'
        ? { appToken: emulator.app.appToken }
        : { signingSecret: emulator.app.signingSecret, port: 0 }),
      ...slack,
    });
    emulator.watch(adapter.app);
    if (mode === 'http') await emulator.deliverTo(`${adapter.url}/slack/events`);
    return adapter;
  };
  let adapter = await begin();
  return {
    emulator,
    workspace,
    test,
    get adapter() {
      return adapter;
    },
    unhandled,
    async restart() {
      await adapter.stop();
      adapter = await begin();
      return adapter;
    },
    async close() {
      await adapter.stop();
      await emulator.close();
      await test.close();
      process.off('unhandledRejection', keep);
    },
  };
}
