// Can several workspaces install the app, be answered each with its own token, and leave again?

import { afterEach, describe, expect, it } from '@jest/globals';
import { createSeal } from '../../../src/adapters/slack/seal.ts';
import { type SlackAdapter, startSlack } from '../../../src/adapters/slack/start-slack.ts';
import { openTestBot, type TestBot } from '../../bot/open-test-bot.ts';
import { type SlackEmulator, startSlackEmulator } from '../../emulators/slack/emulator.ts';
import { sampleEntry } from '../../store/sample-entry.ts';
import { manifestApp } from './manifest-app.ts';

const QUESTION = 'is it true that the moon is made of green cheese?';
const KEY = 'a key that nobody can guess, for tests';

describe('installation', () => {
  let emulator: SlackEmulator;
  let test: TestBot;
  let adapter: SlackAdapter;

  async function open(): Promise<void> {
    test = await openTestBot([sampleEntry()]);
    emulator = await startSlackEmulator({ delivery: 'http', app: manifestApp('http') });
    await start();
  }

  async function start(): Promise<void> {
    adapter = await startSlack({
      bot: test.bot,
      log: test.log,
      apiUrl: emulator.apiUrl,
      signingSecret: emulator.app.signingSecret,
      port: 0,
      now: emulator.clock.now,
      oauth: {
        clientId: emulator.app.clientId,
        clientSecret: emulator.app.clientSecret,
        stateSecret: 'a secret for the state',
        encryptionKey: KEY,
        installations: test.store.installations,
        authorizeUrl: emulator.authorizeUrl,
      },
    });
    emulator.watch(adapter.app);
    Object.assign(emulator.app, { redirectUrls: [`${adapter.url}/slack/oauth_redirect`] });
    await emulator.deliverTo(`${adapter.url}/slack/events`);
  }

  async function install(name: string) {
    const workspace = emulator.workspace({ name, installed: false });
    const admin = workspace.user('Admin', { admin: true });
    const page = await admin.installs(`${adapter.url}/slack/install`);
    expect(page.status).toBe(200);
    return { workspace, admin, general: workspace.channel('general') };
  }

  afterEach(async () => {
    await adapter.stop();
    await emulator.close();
    await test.close();
  });

  it('each workspace is answered with its own token, after a restart too', async () => {
    await open();
    const [first, second] = [await install('First'), await install('Second')];
    await adapter.stop();
    await start();
    for (const { workspace, admin, general } of [first, second]) {
      const { posted, calls } = await admin.mentions(general, QUESTION);
      expect(posted).toHaveLength(1);
      const post = calls.find(({ method }) => method === 'chat.postMessage');
      expect(post?.token).toBe(workspace.botToken);
    }
  });

  it('tokens stand sealed in the store, bound to their workspace', async () => {
    await open();
    const { workspace } = await install('First');
    const kept = await test.store.installations.get('slack', workspace.id);
    expect(kept).toBeDefined();
    expect(kept).not.toContain(workspace.botToken);
    expect(createSeal(KEY).open(kept!, workspace.id)).toContain(workspace.botToken);
    expect(() => createSeal(KEY).open(kept!, 'T0OTHER')).toThrow();
    expect(() => createSeal(`${KEY}!`).open(kept!, workspace.id)).toThrow();
  });

  it.each(['uninstallsApp', 'revokesTokens'] as const)('%s removes the token, and the rest goes on', async (how) => {
    await open();
    const [first, second] = [await install('First'), await install('Second')];
    const outcome = await first.workspace[how]();
    expect(outcome.ack?.ok).toBe(true);
    expect(await test.store.installations.get('slack', first.workspace.id)).toBeUndefined();
    const { posted } = await second.admin.mentions(second.general, QUESTION);
    expect(posted).toHaveLength(1);
  });

  it('a token that is refused later is one line in the log; installing again mends it', async () => {
    await open();
    const { workspace, admin, general } = await install('First');
    workspace.tokensBecome('token_revoked');
    await admin.mentions(general, QUESTION);
    expect(test.logged.some(({ message }) => message.includes('refuses the token of a workspace'))).toBe(true);
    await admin.installs(`${adapter.url}/slack/install`);
    test.clock.now = new Date(test.clock.now.getTime() + 120_000);
    emulator.clock.advance(60_000);
    const { posted } = await admin.mentions(general, QUESTION);
    expect(posted).toHaveLength(1);
  });

  it('a refusal installs nothing', async () => {
    await open();
    const workspace = emulator.workspace({ name: 'First', installed: false });
    const admin = workspace.user('Admin');
    const page = await admin.installs(`${adapter.url}/slack/install`, 'deny');
    expect(page.status).toBe(500);
    expect(await test.store.installations.get('slack', workspace.id)).toBeUndefined();
  });
});
