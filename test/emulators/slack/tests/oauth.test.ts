// Can several workspaces install the app through Bolt's own flow, and leave again?

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Installation, InstallationStore } from '@slack/bolt';
import { type Running, startBolt } from './bolt-app.ts';

function memoryStore(): InstallationStore & { kept: Map<string, Installation> } {
  const kept = new Map<string, Installation>();
  return {
    kept,
    storeInstallation: async (installation) => {
      kept.set(installation.team?.id ?? '', installation);
    },
    fetchInstallation: async (query) => {
      const installation = kept.get(query.teamId ?? '');
      if (installation === undefined) throw new Error('not installed');
      return installation as never;
    },
    deleteInstallation: async (query) => {
      kept.delete(query.teamId ?? '');
    },
  };
}

describe('installation', () => {
  let running: Running;
  let store: ReturnType<typeof memoryStore>;
  beforeEach(async () => {
    store = memoryStore();
    const installerOptions = { stateVerification: true, directInstall: true, authorizationUrl: '' };
    running = await startBolt(
      'http',
      (app) => {
        app.command('/istrue', async ({ ack, context, client, command }) => {
          await ack();
          await client.chat.postMessage({ channel: command.channel_id, text: `From ${context.teamId}` });
        });
        for (const type of ['app_uninstalled', 'tokens_revoked'] as const) {
          app.event(type, async ({ context }) => {
            await store.deleteInstallation?.({ teamId: context.teamId } as never);
          });
        }
      },
      {
        app: { redirectUrls: [] },
        bolt: {
          clientId: '1111.2222',
          clientSecret: 'emulated-client-secret',
          stateSecret: 'a secret for the state',
          scopes: ['chat:write', 'commands'],
          installationStore: store,
          installerOptions,
        },
      },
    );
    // The authorize page's address is known only once the emulator runs.
    Object.assign((running.app as unknown as { receiver: { installer: object } }).receiver.installer, {
      authorizationUrl: running.emulator.authorizeUrl,
    });
    Object.assign(running.emulator.app, { redirectUrls: [`${running.appUrl}/slack/oauth_redirect`] });
  });
  afterEach(() => running.stop());

  it('two workspaces install and each is answered with its own token', async () => {
    const first = running.workspace;
    const second = running.emulator.workspace({ name: 'Second', installed: false });
    for (const workspace of [first, second]) {
      const admin = workspace.user('Admin', { admin: true });
      const page = await admin.installs(`${running.appUrl}/slack/install`);
      expect(page.status).toBe(200);
      const outcome = await admin.runs('/istrue', 'x', workspace.channel('general'));
      expect(outcome.posted.map((message) => message.text)).toEqual([`From ${workspace.id}`]);
    }
    expect([...store.kept.keys()]).toEqual([first.id, second.id]);
    expect(store.kept.get(first.id)?.bot?.token).not.toBe(store.kept.get(second.id)?.bot?.token);
  });

  it('a refusal installs nothing', async () => {
    const admin = running.workspace.user('Admin');
    const page = await admin.installs(`${running.appUrl}/slack/install`, 'deny');
    expect(page.status).toBe(500);
    expect(store.kept.size).toBe(0);
    await expect(admin.runs('/istrue', 'x', running.workspace.channel('general'))).rejects.toThrow('not installed');
  });

  it('uninstalling tells the app, and its token stops', async () => {
    const { workspace, app } = running;
    const admin = workspace.user('Admin');
    await admin.installs(`${running.appUrl}/slack/install`);
    const token = workspace.botToken;
    const outcome = await workspace.uninstallsApp();
    expect(outcome.ack?.ok).toBe(true);
    expect(store.kept.size).toBe(0);
    await expect(app.client.auth.test({ token })).rejects.toMatchObject({ data: { error: 'account_inactive' } });
  });

  it('a code serves once, and only with the secret', async () => {
    const { app, emulator, workspace } = running;
    const admin = workspace.user('Admin');
    await admin.installs(`${running.appUrl}/slack/install`);
    const { code } = emulator.calls('oauth.v2.access')[0]!.params as { code: string };
    const exchange = (client_secret: string) =>
      app.client.oauth.v2.access({ client_id: emulator.app.clientId, client_secret, code });
    await expect(exchange('wrong')).rejects.toMatchObject({ data: { error: 'bad_client_secret' } });
    await expect(exchange(emulator.app.clientSecret)).rejects.toMatchObject({ data: { error: 'code_already_used' } });
  });
});
