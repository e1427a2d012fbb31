// Does the bot on Slack survive what goes wrong, and say so in one line?

import { afterEach, describe, expect, it } from '@jest/globals';
import { SlackStartError } from '../../../src/adapters/slack/slack-start-error.ts';
import { startSlack } from '../../../src/adapters/slack/start-slack.ts';
import type { Store } from '../../../src/store/store.ts';
import { startSlackEmulator } from '../../emulators/slack/emulator.ts';
import type { Fields } from '../../emulators/slack/payload.ts';
import { MODES, openSlack, peopleOf, type TestSlack, type TestSlackOptions } from './open-slack.ts';

const QUESTION = 'is it true that the moon is made of green cheese?';

/** A store whose first step waits until it is let go: a slow database. */
function slowStore() {
  let release: () => void = () => {};
  let gate: Promise<void> | undefined;
  return {
    hold() {
      gate = new Promise((resolve) => {
        release = resolve;
      });
    },
    release: () => {
      gate = undefined;
      release();
    },
    wrap: (store: Store): Store => ({
      ...store,
      seen: {
        ...store.seen,
        async take(id, leaseSeconds) {
          await gate;
          return store.seen.take(id, leaseSeconds);
        },
      },
    }),
  };
}

describe.each(MODES)('faults, over %s', (mode) => {
  let slack: TestSlack;
  const open = async (options: TestSlackOptions = {}) => {
    slack = await openSlack(mode, options);
    return { ...slack, ...peopleOf(slack) };
  };
  const logged = (level: string) => slack.test.logged.filter((line) => line.level === level);
  afterEach(async () => {
    expect(slack.emulator.complaints).toEqual([]);
    expect(slack.unhandled).toEqual([]);
    await slack.close();
  });

  describe('the same thing twice', () => {
    it('an event that Slack sends again is answered once, after a restart too', async () => {
      const { emulator, ada, general, workspace } = await open();
      await ada.mentions(general, QUESTION);
      const { delivery } = emulator.deliveries.sent.find(({ delivery: { kind } }) => kind === 'event')!;
      await emulator.again(delivery, { num: 1, reason: 'http_timeout' });
      await slack.restart();
      await emulator.again(delivery, { num: 2, reason: 'http_timeout' });
      await emulator.settled();
      expect(workspace.messages(general)).toHaveLength(2);
    });

    it('a command that is replayed is answered once', async () => {
      const { emulator, ada, general } = await open();
      const { ephemeral } = await ada.runs('/istrue', QUESTION, general);
      await emulator.again(emulator.deliveries.sent.at(-1)!.delivery);
      await emulator.settled();
      expect(ephemeral).toHaveLength(1);
      expect(slack.workspace.messages(general, ada)).toHaveLength(1);
    });

    it('a double click shares once', async () => {
      const { ada, general, workspace } = await open();
      const { ephemeral } = await ada.runs('/istrue', QUESTION, general);
      await Promise.all([
        ada.presses('Share in channel', ephemeral[0]!),
        ada.presses('Share in channel', ephemeral[0]!),
      ]);
      expect(workspace.messages(general)).toHaveLength(1);
    });

    it('a private answer can be shared after a restart', async () => {
      const { ada, general, workspace } = await open();
      const { ephemeral } = await ada.runs('/istrue', QUESTION, general);
      await slack.restart();
      await ada.presses('Share in channel', ephemeral[0]!);
      expect(workspace.messages(general)).toHaveLength(1);
    });
  });

  describe('a slow store', () => {
    it('holds up no acknowledgement: of a command, a mention, a shortcut, a button', async () => {
      const store = slowStore();
      const { ada, ben, general } = await open({ wrapStore: store.wrap });
      const { posted } = await ada.mentions(general, QUESTION);
      const { said } = await ben.says(general, 'The moon is made of green cheese');
      store.hold();
      const actions = [
        ada.runs('/istrue', QUESTION, general),
        ben.mentions(general, QUESTION),
        ada.usesShortcut('check_message', said!),
        ben.presses('Sources and timeline', posted[0]!),
      ];
      for (const action of actions) {
        const ack = await action.acked;
        expect(ack).toMatchObject({ ok: true });
        expect(ack?.ms).toBeLessThan(3000);
      }
      store.release();
      for (const action of actions) await action;
      expect(ada.sees(general).match(/# ❌ False/g)?.length).toBeGreaterThanOrEqual(3);
    });

    it('a form waits in sight, and its answer takes its place', async () => {
      const store = slowStore();
      const { ben, mod, general } = await open({ entries: [], wrapStore: store.wrap });
      const { said } = await ben.says(general, 'Our mayor owns forty-two purple elephants');
      const opened = await mod.usesShortcut('add_message', said!);
      store.hold();
      const submitting = mod.submits(opened.views[0]!, {
        Claim: 'The mayor owns forty-two purple elephants.',
        Verdict: 'false',
        'Short answer': 'The mayor owns none.',
        Sources: 'Town Hall | Register of elephants | https://example.org/elephants',
      });
      const ack = await submitting.acked;
      expect(ack).toMatchObject({ ok: true, body: { response_action: 'update' } });
      expect(ack?.ms).toBeLessThan(3000);
      expect(mod.sees()).toContain('One moment…');
      store.release();
      await submitting;
      expect(mod.sees()).toContain('Preview');
    });

    it('a form that comes too late is offered again by a button', async () => {
      const store = slowStore();
      const { ben, mod, general, emulator } = await open({ entries: [], wrapStore: store.wrap });
      const { said } = await ben.says(general, 'Our mayor owns forty-two purple elephants');
      store.hold();
      const asking = mod.usesShortcut('add_message', said!);
      await asking.acked;
      emulator.clock.advance(3_500);
      store.release();
      const late = await asking;
      expect(late.views).toEqual([]);
      expect(mod.sees(general)).toContain('That took too long for Slack to open the form.');
      const again = await mod.presses(/\[(.+)\]/.exec(mod.sees(general))![1]!, late.ephemeral[0]!);
      expect(again.views).toHaveLength(1);
    });

    it('an answer that comes after its response address has expired reaches the asker all the same', async () => {
      const store = slowStore();
      const { ada, general, emulator, workspace } = await open({ wrapStore: store.wrap });
      store.hold();
      const asking = ada.runs('/istrue', QUESTION, general);
      await asking.acked;
      emulator.clock.advance(31 * 60_000);
      store.release();
      const { calls } = await asking;
      expect(calls.map(({ method }) => method)).toContain('chat.postEphemeral');
      expect(workspace.messages(general, ada)).toHaveLength(1);
    });
  });

  describe('a store that fails', () => {
    it('is said to be a failure, with an id that stands in the log with its cause', async () => {
      const cause = new Error('disk I/O error');
      const { ada, general } = await open({
        wrapStore: (store) => ({ ...store, inquiries: { ...store.inquiries, add: () => Promise.reject(cause) } }),
      });
      await ada.runs('/istrue', QUESTION, general);
      expect(ada.sees(general)).toContain('# 🔧 I could not check');
      expect(logged('error')).toMatchObject([{ facts: { error: cause } }]);
      const { id } = logged('error')[0]!.facts;
      expect(ada.sees(general)).toContain(`(Error ${String(id)})`);
    });
  });

  describe('an API at fault', () => {
    it.each([
      ['429 with Retry-After', { kind: 'rate-limited', retryAfter: 1 }],
      ['429 without it', { kind: 'rate-limited' }],
      ['500', { kind: 'http', status: 500 }],
      ['a cut connection', { kind: 'reset' }],
    ] as const)('%s is tried again', async (_, fault) => {
      const { ada, general, emulator } = await open();
      emulator.faults.plan('chat.postMessage', fault);
      const { posted } = await ada.mentions(general, QUESTION);
      expect(posted).toHaveLength(1);
      expect(logged('error')).toEqual([]);
    });

    it.each([
      ['429 for an hour', { kind: 'rate-limited', retryAfter: 3600 }],
      ['a refusal', { kind: 'error', error: 'msg_blocks_too_long' }],
    ] as const)('%s is one line in the log, and the next question is answered', async (_, fault) => {
      const { ada, ben, general, emulator } = await open();
      emulator.faults.plan('chat.postMessage', fault);
      const { posted } = await ada.mentions(general, QUESTION);
      expect(posted).toEqual([]);
      expect([...logged('error'), ...logged('warn')]).toHaveLength(1);
      expect((await ben.mentions(general, QUESTION)).posted).toHaveLength(1);
    });

    it('a response address that fails is replaced by a message to the one who asked', async () => {
      const { ada, general, emulator, workspace } = await open();
      emulator.faults.plan('response_url', { kind: 'http', status: 500 }, 3);
      await ada.runs('/istrue', QUESTION, general);
      expect(workspace.messages(general, ada)).toHaveLength(1);
    });

    it('without knowing the person, the answer comes in the language of the question', async () => {
      const { ada, general, emulator } = await open();
      emulator.faults.plan('users.info', { kind: 'error', error: 'user_not_found' }, 9);
      await ada.runs('/istrue', 'est-ce que la lune est vraiment faite de fromage vert ?', general);
      expect(ada.sees(general)).toContain('❌ Faux · légende');
      expect(logged('warn')).toHaveLength(1);
    });

    it('a thread that cannot be read is said to be unreadable, not unreviewed', async () => {
      const { ada, ben, general, emulator } = await open();
      const { said } = await ben.says(general, 'The moon is made of green cheese');
      emulator.faults.plan('conversations.replies', { kind: 'error', error: 'missing_scope' });
      await ada.mentions(general, 'is this true?', { thread: said! });
      expect(ada.sees(general)).toContain('I am not allowed to read that message.');
      emulator.faults.plan('conversations.replies', { kind: 'error', error: 'fatal_error' }, 3);
      await ada.mentions(general, 'is this true?', { thread: said! });
      expect(ada.sees(general)).toContain('I could not read that message just now.');
    });

    it('a token that is revoked ends it with one clear line', async () => {
      const { ada, general, workspace, adapter } = await open();
      workspace.tokensBecome('token_revoked');
      await ada.mentions(general, QUESTION);
      expect(await adapter.ended).toMatch(/^Slack refuses SLACK_BOT_TOKEN \(token_revoked\): [^\n]+$/);
    });
  });

  describe('payloads that are not as expected', () => {
    const kinds = ['event', 'command', 'interactive'] as const;

    it.each(kinds)('of the kind %s: missing fields, unknown fields, nothing at all', async (kind) => {
      const { ada, ben, general, emulator } = await open();
      const { posted } = await ada.mentions(general, QUESTION);
      const act = {
        event: () => ben.mentions(general, QUESTION),
        command: () => ben.runs('/istrue', QUESTION, general),
        interactive: () => ben.presses('Sources and timeline', posted[0]!),
      }[kind];
      const { payload } = await sample(kind, act);
      const odd: Fields[] = Object.keys(payload).flatMap((name) => {
        const { [name]: _, ...without } = payload;
        return [fresh(without), fresh({ ...payload, [name]: null })];
      });
      const acks = [...odd, fresh({ ...payload, surprise: { deep: [1, null] } }), {}].map((each) =>
        emulator.deliver({ kind, payload: each }),
      );
      // What is not understood is not acknowledged: let Slack's patience end.
      emulator.clock.advance(3_001);
      await Promise.all(acks);
      await emulator.settled();
      slack.test.clock.now = new Date(slack.test.clock.now.getTime() + 120_000);
      const { ephemeral } = await ada.runs('/istrue', QUESTION, general);
      expect(ephemeral).toHaveLength(1);

      async function sample(wanted: string, run: () => Promise<unknown>) {
        await run();
        return emulator.deliveries.sent.findLast(({ delivery }) => delivery.kind === wanted)!.delivery;
      }
      // A payload of its own, not a replay of the one before.
      function fresh(fields: Fields): Fields {
        const id = `x${Math.random()}`;
        return {
          ...fields,
          ...('event_id' in fields ? { event_id: id } : {}),
          ...('trigger_id' in fields ? { trigger_id: id } : {}),
        };
      }
    });

    it('an event without its fields is left out', async () => {
      const { ada, general, emulator } = await open();
      await ada.mentions(general, QUESTION);
      const { payload } = emulator.deliveries.sent.at(-1)!.delivery;
      const event = payload.event as Fields;
      const acks = Object.keys(event).map((name) => {
        const { [name]: _, ...without } = event;
        return emulator.deliver({ kind: 'event', payload: { ...payload, event_id: `Ev${name}`, event: without } });
      });
      emulator.clock.advance(3_001);
      await Promise.all(acks);
      await emulator.settled();
      slack.test.clock.now = new Date(slack.test.clock.now.getTime() + 120_000);
      expect((await ada.runs('/istrue', QUESTION, general)).ephemeral).toHaveLength(1);
    });
  });

  it('a stop finishes what was begun', async () => {
    const store = slowStore();
    const { ada, general, adapter, workspace } = await open({ wrapStore: store.wrap });
    store.hold();
    const asking = ada.runs('/istrue', QUESTION, general);
    await asking.acked;
    const stopped = adapter.stop();
    expect(adapter.ready).toBe(false);
    store.release();
    await stopped;
    await asking;
    expect(workspace.messages(general, ada)).toHaveLength(1);
  });

  it('a bad token is one clear line at the start', async () => {
    await open();
    const { bot, log } = slack.test;
    const { apiUrl } = slack.emulator;
    const how = mode === 'socket' ? { appToken: slack.emulator.app.appToken } : { signingSecret: 'x', port: 0 };
    const starting = startSlack({ bot, log, apiUrl, botToken: 'xoxb-wrong', ...how });
    await expect(starting).rejects.toThrow(SlackStartError);
    await expect(starting).rejects.toThrow(/^Slack refuses SLACK_BOT_TOKEN \(invalid_auth\): [^\n]+$/);
  });
});

describe('Socket Mode', () => {
  let slack: TestSlack;
  const open = async (options: TestSlackOptions = {}) => {
    slack = await openSlack('socket', options);
    const ada = slack.workspace.user('Ada');
    return { ...slack, ada, general: slack.workspace.channel('general') };
  };
  afterEach(async () => {
    expect(slack.unhandled).toEqual([]);
    await slack.close();
  });

  it.each(['drop', 'refresh_requested', 'link_disabled', 'warning'] as const)('comes back after: %s', async (how) => {
    const { emulator, ada, general } = await open();
    if (how === 'drop') emulator.socket.drop();
    else emulator.socket.disconnect(how);
    await emulator.socket.connected(2);
    const { ephemeral } = await ada.runs('/istrue', QUESTION, general);
    expect(ephemeral).toHaveLength(1);
  });

  it('comes back when Slack is out of order for a while', async () => {
    const { emulator, ada, general, adapter } = await open();
    emulator.faults.plan('apps.connections.open', { kind: 'http', status: 503 }, 2);
    emulator.socket.drop();
    await emulator.socket.connected(2);
    await ada.runs('/istrue', QUESTION, general);
    expect(adapter.ready).toBe(true);
  });

  it('ends with one line when a reconnect is refused', async () => {
    const { emulator, adapter } = await open();
    emulator.faults.plan('apps.connections.open', { kind: 'error', error: 'invalid_auth' }, 99);
    emulator.socket.drop();
    expect(await adapter.ended).toMatch(/^Slack refuses SLACK_APP_TOKEN \(invalid_auth\): [^\n]+$/);
    expect(adapter.ready).toBe(false);
  });

  it('gives up a socket that is never greeted, and tries another', async () => {
    const { emulator, ada, general } = await open({ slack: { greetingMs: 1_000 } });
    emulator.socket.withholdHello = true;
    emulator.socket.drop();
    while (emulator.calls('apps.connections.open').length < 3) await new Promise((resolve) => setTimeout(resolve, 10));
    emulator.socket.withholdHello = false;
    await emulator.socket.connected();
    const { ephemeral } = await ada.runs('/istrue', QUESTION, general);
    expect(ephemeral).toHaveLength(1);
  });

  it('a bad app token is one clear line at the start', async () => {
    await open();
    const { bot, log } = slack.test;
    const starting = startSlack({
      bot,
      log,
      apiUrl: slack.emulator.apiUrl,
      botToken: slack.workspace.botToken,
      appToken: 'xapp-wrong',
    });
    await expect(starting).rejects.toThrow(/^Slack refuses SLACK_APP_TOKEN \(invalid_auth\): [^\n]+$/);
  });

  it('nobody there is one line in the log at the start, and is tried again until somebody is', async () => {
    await open();
    const { bot, log, logged } = slack.test;
    const { apiUrl, app, faults } = slack.emulator;
    const fault = faults.plan('apps.connections.open', { kind: 'reset' }, 3);
    const adapter = await startSlack({
      ...{ bot, log, apiUrl, botToken: slack.workspace.botToken, appToken: app.appToken, retryAfterMs: 5 },
    });
    expect(adapter.ready).toBe(true);
    expect(fault.hits).toBe(3);
    expect(logged.filter(({ message }) => message === 'could not reach Slack yet; trying on')).toHaveLength(1);
    await adapter.stop();
  });

  it('a start that waits for Slack can be given up', async () => {
    await open();
    const { bot, log } = slack.test;
    const elsewhere = await startSlackEmulator();
    await elsewhere.close();
    const giveUp = new AbortController();
    const starting = startSlack({
      ...{ bot, log, apiUrl: elsewhere.apiUrl, botToken: 'xoxb-x', appToken: 'xapp-x', signal: giveUp.signal },
    });
    giveUp.abort();
    await expect(starting).rejects.toThrow('aborted');
  });

  it('survives anything on the socket', async () => {
    const { emulator, ada, general } = await open();
    for (const text of [
      'null',
      '[]',
      '7',
      'no JSON',
      '{}',
      '{"type":"events_api"}',
      '{"type":"events_api","payload":{}}',
    ])
      emulator.socket.sendRaw(text);
    emulator.socket.sendRaw('{"type":"slash_commands","envelope_id":"1","payload":null}');
    emulator.socket.sendRaw('{"type":"interactive","envelope_id":"2","payload":{"type":"block_actions"}}');
    const { ephemeral } = await ada.runs('/istrue', QUESTION, general);
    expect(ephemeral).toHaveLength(1);
  });
});

describe('HTTP mode', () => {
  let slack: TestSlack;
  afterEach(async () => {
    expect(slack.unhandled).toEqual([]);
    await slack.close();
  });

  it.each(['wrong-secret', 'stale', 'future', 'unsigned', 'no-timestamp', 'unknown-version', 'other-body'] as const)(
    'refuses a request that is %s',
    async (forgery) => {
      slack = await openSlack('http');
      const body = new URLSearchParams({
        command: '/istrue',
        text: QUESTION,
        team_id: slack.workspace.id,
        user_id: 'U1',
      });
      const answer = await slack.emulator.post('application/x-www-form-urlencoded', body.toString(), forgery);
      expect(answer.status).toBe(401);
      expect(slack.test.logged.filter(({ level }) => level === 'warn')).toHaveLength(1);
      expect(slack.emulator.calls('response_url')).toEqual([]);
    },
  );

  it.each([
    ['null', 400],
    ['no JSON', 400],
    ['x'.repeat(2_000_000), 413],
  ])('survives the body %.10s', async (body, status) => {
    slack = await openSlack('http');
    const answer = await slack.emulator.post('application/json', body).catch(() => ({ status: 413 }));
    expect(answer.status).toBe(status);
  });

  it('answers 404 to what is none of its addresses', async () => {
    slack = await openSlack('http');
    expect((await fetch(`${slack.adapter.url}/`)).status).toBe(404);
    expect((await fetch(`${slack.adapter.url}/other`, { method: 'POST', body: 'x' })).status).toBe(404);
  });

  it('says which setting to change when its port is taken', async () => {
    slack = await openSlack('http');
    const { bot, log } = slack.test;
    const { apiUrl } = slack.emulator;
    const port = Number(new URL(slack.adapter.url!).port);
    const starting = startSlack({ bot, log, apiUrl, botToken: slack.workspace.botToken, signingSecret: 'x', port });
    await expect(starting).rejects.toThrow(/SLACK_PORT/);
  });
});
