// The bot on an emulated Slack whose workspaces install it themselves, for tests.

import { type SlackAdapter, startSlack } from '../../../src/adapters/slack/start-slack.ts';
import type { Bot } from '../../../src/bot/bot.ts';
import { openTestBot, type TestBot } from '../../bot/open-test-bot.ts';
import { type SlackEmulator, startSlackEmulator } from '../../emulators/slack/emulator.ts';
import type { Person } from '../../emulators/slack/person.ts';
import type { Workspace } from '../../emulators/slack/workspace.ts';
import { sampleEntry } from '../../store/sample-entry.ts';
import { manifestApp } from './manifest-app.ts';

export const KEY = 'a key that nobody can guess, for tests';

export interface InstalledSlack {
  readonly emulator: SlackEmulator;
  readonly test: TestBot;
  readonly adapter: SlackAdapter;
  /** Another adapter on the same bot, as after a restart. */
  restart(): Promise<void>;
  /** A workspace whose admin installs the app. */
  install(name: string): Promise<{ workspace: Workspace; admin: Person; general: string }>;
  close(): Promise<void>;
}

export async function openInstalledSlack(wrapBot: (bot: Bot) => Bot = (bot) => bot): Promise<InstalledSlack> {
  const test = await openTestBot([sampleEntry()]);
  const emulator = await startSlackEmulator({ delivery: 'http', app: manifestApp('http') });
  async function start(): Promise<SlackAdapter> {
    const started = await startSlack({
      bot: wrapBot(test.bot),
      log: test.log,
      apiUrl: emulator.apiUrl,
      signingSecret: emulator.app.signingSecret,
      port: 0,
      now: emulator.clock.now,
      elapsed: emulator.clock.now,
      oauth: {
        clientId: emulator.app.clientId,
        clientSecret: emulator.app.clientSecret,
        stateSecret: 'a secret for the state',
        encryptionKey: KEY,
        installations: test.store.installations,
        authorizeUrl: emulator.authorizeUrl,
      },
    });
    emulator.watch(started.app);
    Object.assign(emulator.app, { redirectUrls: [`${started.url}/slack/oauth_redirect`] });
    await emulator.deliverTo(`${started.url}/slack/events`);
    return started;
  }
  let adapter = await start();
  return {
    emulator,
    test,
    get adapter() {
      return adapter;
    },
    async restart() {
      await adapter.stop();
      adapter = await start();
    },
    async install(name) {
      const workspace = emulator.workspace({ name, installed: false });
      const admin = workspace.user('Admin', { admin: true });
      const page = await admin.installs(`${adapter.url}/slack/install`);
      if (page.status !== 200) throw new Error(`the installation answered ${page.status}`);
      return { workspace, admin, general: workspace.channel('general') };
    },
    async close() {
      await adapter.stop();
      await emulator.close();
      await test.close();
    },
  };
}
