// What does Bolt do with a bad token, at start, later and on a reconnect?

import { afterEach, describe, expect, it } from '@jest/globals';
import { App, SocketModeReceiver } from '@slack/bolt';
import { type SlackEmulator, startSlackEmulator } from '../emulator.ts';
import { keepingLogger, type Running, startBolt } from './bolt-app.ts';

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function emulator(): Promise<SlackEmulator> {
  const started = await startSlackEmulator();
  ends.push(() => started.close());
  return started;
}

async function bolt(): Promise<Running> {
  const running = await startBolt('socket');
  ends.push(() => running.stop());
  return running;
}

function deferred(slack: SlackEmulator, token: string, appToken = slack.app.appToken): App {
  const clientOptions = { slackApiUrl: slack.apiUrl };
  return new App({
    token,
    appToken,
    socketMode: true,
    deferInitialization: true,
    clientOptions,
    logger: keepingLogger(),
  });
}

describe('a bad bot token at start', () => {
  it('deferInitialization and init() reject cleanly', async () => {
    const slack = await emulator();
    const workspace = slack.workspace();
    await expect(deferred(slack, 'xoxb-unknown').init()).rejects.toMatchObject({ data: { error: 'invalid_auth' } });
    workspace.tokensBecome('token_revoked');
    await expect(deferred(slack, workspace.botToken).init()).rejects.toMatchObject({
      data: { error: 'token_revoked' },
    });
  });

  it('init() with a good token succeeds', async () => {
    const slack = await emulator();
    await expect(deferred(slack, slack.workspace().botToken).init()).resolves.toBeUndefined();
  });
});

describe('a bad app token at start', () => {
  it('start() rejects', async () => {
    const slack = await emulator();
    const app = deferred(slack, slack.workspace().botToken, 'xapp-unknown');
    await app.init();
    await expect(app.start()).rejects.toMatchObject({ data: { error: 'invalid_auth' } });
  });

  it('a bot token in its place is refused for its type', async () => {
    const slack = await emulator();
    const { botToken } = slack.workspace();
    const response = await fetch(`${slack.apiUrl}apps.connections.open`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${botToken}` },
    });
    expect(await response.json()).toEqual({ ok: false, error: 'not_allowed_token_type' });
  });
});

describe('a token revoked while running', () => {
  it('every call is refused; events still come', async () => {
    const { app, workspace } = await bolt();
    workspace.tokensBecome('account_inactive');
    const call = app.client.auth.test({ token: workspace.botToken });
    await expect(call).rejects.toMatchObject({ data: { error: 'account_inactive' } });
  });
});

// With Bolt's own reconnecting, this rejection is unhandled and ends the process: delayReconnectAttempt() has no catch.
// Without it (autoReconnectEnabled: false) the client says `disconnected`, and its start() rejects where one can catch.
describe('a reconnect that is refused', () => {
  it('can be noticed when the app reconnects by itself', async () => {
    const slack = await emulator();
    const logger = keepingLogger();
    const clientOptions = { slackApiUrl: slack.apiUrl };
    const { appToken } = slack.app;
    const receiver = new SocketModeReceiver({
      appToken,
      logger,
      autoReconnectEnabled: false,
      installerOptions: { clientOptions },
    });
    const app = new App({
      token: slack.workspace().botToken,
      receiver,
      deferInitialization: true,
      clientOptions,
      logger,
    });
    await app.init();
    await app.start();
    const disconnected = new Promise((resolve) => receiver.client.once('disconnected', resolve));
    slack.faults.plan('apps.connections.open', { kind: 'error', error: 'invalid_auth' });
    slack.socket.drop();
    await disconnected;
    await expect(receiver.client.start()).rejects.toMatchObject({ data: { error: 'invalid_auth' } });
    await receiver.client.start();
    expect(slack.socket.connections).toBe(1);
    const stopped = new Promise((resolve) => receiver.client.once('disconnected', resolve));
    await app.stop();
    await stopped;
  });
});

describe('scopes', () => {
  it('a call without its scope names the one it needs', async () => {
    const { app, workspace, emulator: slack } = await bolt();
    workspace.withoutScopes('users:read');
    const call = app.client.users.info({ user: workspace.botUserId, token: workspace.botToken });
    await expect(call).rejects.toMatchObject({
      data: { error: 'missing_scope', needed: 'users:read', provided: expect.stringContaining('chat:write') },
    });
    expect([...slack.scopesUsed]).toEqual([]);
  });
});
