// Do retries, signatures, connections and faults behave as Slack's, seen from the real Bolt app?

import { afterEach, describe, expect, it } from '@jest/globals';
import { App } from '@slack/bolt';
import type { ApiFault } from '../faults.ts';
import type { Forgery } from '../http-delivery.ts';
import { keepingLogger, MODES, type Running, startBolt } from './bolt-app.ts';

let running: Running;
afterEach(() => running.stop());

/** Shorter than the client's 5 s, so that a reconnect takes no test's patience. Milliseconds. */
const FAST_PING_MS = 400;

const mentionPosts = (app: App) => {
  app.event('app_mention', async ({ event, client }) => {
    await client.chat.postMessage({ channel: event.channel, text: 'here', unfurl_links: false });
  });
};

describe('events that are not acknowledged', () => {
  it('come again at once, after a minute and after five, with the reason (HTTP)', async () => {
    running = await startBolt('http');
    const { emulator, workspace } = running;
    const ada = workspace.user('Ada');
    const general = workspace.channel('general');
    // A proxy that is up while the app behind it is not.
    await running.app.stop();
    await ada.mentions(general, 'x');
    emulator.clock.advance(60_000);
    await emulator.settled();
    emulator.clock.advance(300_000);
    await emulator.settled();
    emulator.clock.advance(3_600_000);
    await emulator.settled();
    const retries = emulator.deliveries.sent.map((sent) => [sent.retry?.num, sent.retry?.reason]);
    expect(retries).toEqual([
      [undefined, undefined],
      [1, 'connection_failed'],
      [2, 'connection_failed'],
      [3, 'connection_failed'],
    ]);
    running = { ...running, stop: () => emulator.close() };
  });

  it('come again over another connection, and Bolt sees the retry (Socket Mode)', async () => {
    const seen: unknown[] = [];
    running = await startBolt('socket', (app) => {
      app.event('app_mention', async ({ context }) => {
        seen.push([context.retryNum, context.retryReason]);
      });
    });
    const { emulator, workspace } = running;
    const ada = workspace.user('Ada');
    const general = workspace.channel('general');
    await ada.mentions(general, 'x');
    await emulator.again(emulator.deliveries.sent[0]!.delivery, { num: 1, reason: 'timeout' });
    await emulator.settled();
    expect(seen).toEqual([
      [0, ''],
      [1, 'timeout'],
    ]);
  });
});

describe('requests that do not come from Slack', () => {
  const forgeries: readonly [Forgery, number][] = [
    ['none', 200],
    ['wrong-secret', 401],
    ['other-body', 401],
    ['stale', 401],
    ['future', 200],
    ['unsigned', 401],
    ['no-timestamp', 401],
    ['unknown-version', 401],
  ];
  it.each(forgeries)('%s: the app answers %i', async (forgery, status) => {
    running = await startBolt('http', (app) => {
      app.command('/istrue', ({ ack }) => ack());
    });
    const body = `command=%2Fistrue&team_id=${running.workspace.id}&user_id=U1&channel_id=C1&text=x`;
    const answer = await running.emulator.post('application/x-www-form-urlencoded', body, forgery);
    expect(answer.status).toBe(status);
  });
});

describe('connections', () => {
  const reconnects: readonly ['drop' | 'refresh_requested' | 'link_disabled' | 'client leaves on warning'][] = [
    ['drop'],
    ['refresh_requested'],
    ['link_disabled'],
    ['client leaves on warning'],
  ];
  it.each(reconnects)('%s: the client comes back and hears again', async (how) => {
    running = await startBolt('socket', mentionPosts, { clientPingMs: FAST_PING_MS });
    const { emulator, workspace } = running;
    const ada = workspace.user('Ada');
    const general = workspace.channel('general');
    if (how === 'drop') emulator.socket.drop();
    else emulator.socket.disconnect(how === 'client leaves on warning' ? 'warning' : how);
    await emulator.socket.connected(2);
    const outcome = await ada.mentions(general, 'x');
    expect(outcome.posted).toHaveLength(1);
    expect(emulator.socket.connections).toBe(1);
  });

  it('a peer that goes silent is given up by the client', async () => {
    running = await startBolt('socket', mentionPosts, { clientPingMs: FAST_PING_MS });
    const { emulator, workspace, logger } = running;
    emulator.socket.mute = true;
    await emulator.socket.connected(2);
    emulator.socket.mute = false;
    expect(logger.lines.join('\n')).toContain("A pong wasn't received");
    const ada = workspace.user('Ada');
    expect((await ada.mentions(workspace.channel('general'), 'x')).posted).toHaveLength(1);
  });

  it('an interaction while nobody is connected fails before the person', async () => {
    running = await startBolt('socket');
    const { emulator, workspace } = running;
    const ada = workspace.user('Ada');
    const general = workspace.channel('general');
    emulator.socket.drop();
    const outcome = await ada.runs('/istrue', 'x', general);
    expect(outcome.ack).toMatchObject({ ok: false });
    expect(outcome.notices).toHaveLength(1);
  });

  it('several connections are served in turn', async () => {
    running = await startBolt('socket', mentionPosts, { clientPingMs: FAST_PING_MS });
    const { emulator, workspace } = running;
    const clientOptions = { slackApiUrl: emulator.apiUrl };
    const second = new App({
      token: workspace.botToken,
      appToken: emulator.app.appToken,
      socketMode: true,
      clientOptions,
      logger: keepingLogger(),
    });
    mentionPosts(second);
    emulator.watch(second);
    await second.start();
    expect(emulator.socket.connections).toBe(2);
    const ada = workspace.user('Ada');
    const general = workspace.channel('general');
    const outcomes = [await ada.mentions(general, '1'), await ada.mentions(general, '2')];
    expect(outcomes.map((outcome) => outcome.posted.length)).toEqual([1, 1]);
    await second.stop();
  });
});

describe.each(MODES)('an API at fault, over %s', (mode) => {
  const post = async (fault: ApiFault, times = 1) => {
    running = await startBolt(mode);
    const { app, workspace, emulator } = running;
    workspace.user('Ada');
    const channel = workspace.channel('general');
    const planned = emulator.faults.plan('chat.postMessage', fault, times);
    const call = app.client.chat.postMessage({ channel, text: 'x', token: workspace.botToken });
    const result = await call.then(
      () => 'posted',
      (error: Error & { data?: { error?: string } }) => error.data?.error ?? error.message,
    );
    return { result, hits: planned.hits, posted: workspace.messages(channel).length };
  };

  it('429 with Retry-After: the client waits and tries again', async () => {
    expect(await post({ kind: 'rate-limited', retryAfter: 0 })).toEqual({ result: 'posted', hits: 1, posted: 1 });
  });

  it('429 without it: the client gives up', async () => {
    expect(await post({ kind: 'rate-limited' })).toMatchObject({
      result: expect.stringContaining('Retry header did not contain a valid timeout'),
      posted: 0,
    });
  });

  it('500 and a cut connection are tried again', async () => {
    expect(await post({ kind: 'http', status: 500 }, 2)).toEqual({ result: 'posted', hits: 2, posted: 1 });
    await running.stop();
    expect(await post({ kind: 'reset' }, 2)).toEqual({ result: 'posted', hits: 2, posted: 1 });
  });

  it.each(['invalid_auth', 'token_revoked', 'account_inactive'])('%s is told at once', async (error) => {
    expect(await post({ kind: 'error', error }, 5)).toEqual({ result: error, hits: 1, posted: 0 });
  });

  it('a slow API is held as long as the test likes', async () => {
    running = await startBolt(mode, (app) => {
      app.command('/istrue', async ({ ack, client, command }) => {
        await ack();
        await client.chat.postMessage({ channel: command.channel_id, text: 'x' });
      });
    });
    const { emulator, workspace } = running;
    const ada = workspace.user('Ada');
    const general = workspace.channel('general');
    emulator.faults.plan('chat.postMessage', { kind: 'slow', ms: 60_000 });
    const action = ada.runs('/istrue', 'x', general);
    expect((await action.acked)?.ok).toBe(true);
    expect(workspace.messages(general)).toEqual([]);
    while (emulator.calls('chat.postMessage').length === 0) await new Promise((resolve) => setImmediate(resolve));
    emulator.clock.advance(60_000);
    expect((await action).posted).toHaveLength(1);
  });
});
