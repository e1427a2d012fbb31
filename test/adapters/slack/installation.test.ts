// Can several workspaces install the app, be answered each with its own token, and leave again?

import { afterEach, describe, expect, it } from '@jest/globals';
import { createSeal } from '../../../src/adapters/slack/seal.ts';
import { type InstalledSlack, KEY, openInstalledSlack } from './open-installed.ts';

const QUESTION = 'is it true that the moon is made of green cheese?';

describe('installation', () => {
  let slack: InstalledSlack;
  afterEach(() => slack.close());

  it('each workspace is answered with its own token, after a restart too', async () => {
    slack = await openInstalledSlack();
    const [first, second] = [await slack.install('First'), await slack.install('Second')];
    await slack.restart();
    for (const { workspace, admin, general } of [first, second]) {
      const { posted, calls } = await admin.mentions(general, QUESTION);
      expect(posted).toHaveLength(1);
      const post = calls.find(({ method }) => method === 'chat.postMessage');
      expect(post?.token).toBe(workspace.botToken);
    }
  });

  it('tokens stand sealed in the store, bound to their workspace', async () => {
    slack = await openInstalledSlack();
    const { workspace } = await slack.install('First');
    const kept = await slack.test.store.installations.get('slack', workspace.id);
    expect(kept).toBeDefined();
    expect(kept).not.toContain(workspace.botToken);
    expect(createSeal(KEY).open(kept!, workspace.id)).toContain(workspace.botToken);
    expect(() => createSeal(KEY).open(kept!, 'T0OTHER')).toThrow();
    expect(() => createSeal(`${KEY}!`).open(kept!, workspace.id)).toThrow();
  });

  it.each(['uninstallsApp', 'revokesTokens'] as const)('%s removes the token, and the rest goes on', async (how) => {
    slack = await openInstalledSlack();
    const [first, second] = [await slack.install('First'), await slack.install('Second')];
    const outcome = await first.workspace[how]();
    expect(outcome.ack?.ok).toBe(true);
    expect(await slack.test.store.installations.get('slack', first.workspace.id)).toBeUndefined();
    const { posted } = await second.admin.mentions(second.general, QUESTION);
    expect(posted).toHaveLength(1);
  });

  it('a token that is refused later is one line in the log; installing again mends it', async () => {
    slack = await openInstalledSlack();
    const { workspace, admin, general } = await slack.install('First');
    workspace.tokensBecome('token_revoked');
    await admin.mentions(general, QUESTION);
    expect(slack.test.logged.some(({ message }) => message.includes('refuses the token of a workspace'))).toBe(true);
    await admin.installs(`${slack.adapter.url}/slack/install`);
    slack.test.clock.now = new Date(slack.test.clock.now.getTime() + 120_000);
    slack.emulator.clock.advance(60_000);
    const { posted } = await admin.mentions(general, QUESTION);
    expect(posted).toHaveLength(1);
  });

  it('a refusal installs nothing', async () => {
    slack = await openInstalledSlack();
    const workspace = slack.emulator.workspace({ name: 'First', installed: false });
    const admin = workspace.user('Admin');
    const page = await admin.installs(`${slack.adapter.url}/slack/install`, 'deny');
    expect(page.status).toBe(500);
    expect(await slack.test.store.installations.get('slack', workspace.id)).toBeUndefined();
  });
});
