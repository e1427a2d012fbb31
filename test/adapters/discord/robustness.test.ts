import { describe, expect, it } from '@jest/globals';
import { startDiscord } from '../../../src/adapters/discord/start-discord.ts';
import type { Bot } from '../../../src/bot/bot.ts';
import { manualClock } from '../../emulators/discord/clock.ts';
import { type DiscordEmulator, startDiscordEmulator, textOf } from '../../emulators/discord/discord-emulator.ts';
import { firstLineOf, rumoursForTests, type TestDiscord } from './open-discord.ts';
import { failing, slowly } from './slow-store.ts';

const start = rumoursForTests();

const FALSE = '❌ False · legend';
const CHEESE = 'The Moon is made of green cheese, they say';
const FACE = 'a giant face is carved on Mars';

/** The log without what is told of every start. */
const troubles = (opened: TestDiscord): string[] => opened.log().filter((line) => !line.startsWith('info'));

describe('an interaction while the store is slow', () => {
  const soon = { pace: { deferAfter: 1 } };

  it('is acknowledged before its three seconds are over, and answered when the answer is there', async () => {
    const slow = slowly('settings');
    const { general, ana, settled } = await start({ wrap: slow.wrap, adapter: soon });
    const ran = await ana.runs('/check', { text: CHEESE }, { in: general, wait: 'first' });
    expect(ran.state).toBe('deferred');
    slow.release();
    await settled();
    expect(firstLineOf(ran.message)).toBe(FALSE);
    expect(general.botMessages).toHaveLength(1);
  });

  it('keeps a promise of privacy', async () => {
    const slow = slowly('settings');
    const { general, ana, settled } = await start({ wrap: slow.wrap, adapter: soon });
    const ran = await ana.runs('/check', { text: CHEESE, private: true }, { in: general, wait: 'first' });
    expect(ran.message?.onlyFor?.name).toBe('Ana');
    slow.release();
    await settled();
    expect(firstLineOf(ran.message)).toBe(FALSE);
    expect(general.botMessages).toEqual([]);
  });

  it('is answered privately after all where the server turns out to be set so', async () => {
    const slow = slowly('settings');
    const { general, guild, ana, settled, store } = await start({ wrap: slow.wrap, adapter: soon });
    await store.settings.set(`discord:${guild.id}`, { answers: 'private' });
    await ana.runs('/check', { text: CHEESE }, { in: general, wait: 'first' });
    slow.release();
    await settled();
    expect(general.botMessages).toEqual([]);
    expect(ana.privateMessages.map(firstLineOf)).toEqual([FALSE]);
  });

  it('is acknowledged below a button or a menu too, without losing the message', async () => {
    const slow = slowly('settings');
    let held = false;
    const { general, ana, at, settled } = await start({
      wrap: (store) => ({
        ...store,
        settings: { ...store.settings, get: (scope) => (held ? slow.wrap(store).settings : store.settings).get(scope) },
      }),
      adapter: soon,
    });
    ana.says(general, `${at} moon cheese?`);
    await settled();
    held = true;
    const [message] = general.botMessages;
    const chosen = await ana.chooses(message!, 'The Moon is made of green cheese.', { wait: 'first' });
    expect(chosen.state).toBe('deferred-update');
    slow.release();
    await settled();
    expect(firstLineOf(message)).toBe(FALSE);
    const pressed = await ana.presses(message!, 'Sources and timeline');
    await settled();
    expect(pressed.state).toBe('message');
  });
});

describe('a failure', () => {
  it('says “I could not check” with an id that stands in the log, and never looks like an answer', async () => {
    const opened = await start({ wrap: failing });
    const { general, ana, at, settled } = opened;
    ana.says(general, `${at} ${CHEESE}`);
    await settled();
    const [message] = general.botMessages;
    expect(message && textOf(message)).toMatch(/^\*\*🔧 I could not check\*\*\n.*\(Error \S+\)$/);
    const ran = await ana.runs('/check', { text: CHEESE }, { in: general });
    expect(ran.message?.onlyFor?.name).toBe('Ana');
    expect(ran.message && textOf(ran.message)).toContain('I could not check');
    expect(troubles(opened)).toEqual(['error: could not handle a message', 'error: could not handle a message']);
  });

  it('is told where the message that a question is about cannot be fetched', async () => {
    const opened = await start();
    const { general, ana, ben, at, settled, emulator } = opened;
    const { channel_id, id } = ben.says(general, CHEESE).payload;
    emulator.faults.fail({ method: 'GET', path: /\/messages\//, status: 500, times: 4 });
    ana.says(general, `${at} true?`, { extra: { type: 19, message_reference: { channel_id, message_id: id } } });
    await settled();
    expect(firstLineOf(general.botMessages[0])).toContain('I could not check');
    expect(troubles(opened)).toEqual(['warn: could not fetch the message that a question is about']);
  });
});

describe('an interaction that has expired', () => {
  it('is logged once with its cause, and ends nothing', async () => {
    const clock = manualClock();
    const slow = slowly('inquiries');
    const opened = await start({ emulator: { clock }, wrap: slow.wrap });
    const { general, ana, settled } = opened;
    await ana.runs('/check', { text: CHEESE }, { in: general, wait: 'sent' });
    await slow.reached;
    clock.advance(3_100);
    slow.release();
    await settled();
    expect(troubles(opened)).toEqual(['warn: could not answer an interaction']);
    expect(opened.logged.find(({ level }) => level === 'warn')?.facts).toMatchObject({ kind: 'expired', code: 10062 });
    const ran = await ana.runs('/check', { text: FACE }, { in: general });
    expect(firstLineOf(ran.message)).toBe(FALSE);
  });

  it('after its fifteen minutes too', async () => {
    const clock = manualClock();
    const slow = slowly('inquiries');
    const opened = await start({ emulator: { clock }, wrap: slow.wrap, adapter: { pace: { deferAfter: 1 } } });
    const { general, ana, settled } = opened;
    await ana.runs('/check', { text: CHEESE }, { in: general, wait: 'first' });
    clock.advance(15 * 60_000 + 1);
    slow.release();
    await settled();
    expect(troubles(opened)).toEqual(['warn: could not answer an interaction']);
    expect(opened.adapter.ready).toBe(true);
  });
});

describe('a channel in which the bot lacks permissions', () => {
  it('gets the answer as plain text where it may not embed', async () => {
    const { general, ana, at, settled } = await start();
    general.permit({ deny: ['EmbedLinks'] });
    await settled();
    ana.says(general, `${at} ${CHEESE}`);
    await settled();
    const [message] = general.botMessages;
    expect(message && textOf(message)).toContain('**❌ False · legend**\nThe Moon is made of rock.');
    expect(message && textOf(message)).toContain('[What the Moon is made of](<https://example.org/moon>)');
    expect(message?.payload.embeds).toEqual([]);
  });

  it('gets it as a message of its own where it may not read the history', async () => {
    const { general, ana, at, settled } = await start();
    general.permit({ deny: ['ReadMessageHistory'] });
    await settled();
    ana.says(general, `${at} ${CHEESE}`);
    await settled();
    expect(general.botMessages.map(firstLineOf)).toEqual([FALSE]);
    expect(general.botMessages[0]?.payload.type).toBe(0);
  });

  it('gets none where it may not write: no request is wasted, and the log says why', async () => {
    const opened = await start();
    const { general, ana, at, settled, emulator } = opened;
    general.permit({ deny: ['SendMessages'] });
    await settled();
    const before = emulator.requests.length;
    ana.says(general, `${at} ${CHEESE}`);
    await settled();
    expect(emulator.requests).toHaveLength(before);
    expect(troubles(opened)).toEqual(['warn: could not post an answer']);
    expect(opened.logged.find(({ level }) => level === 'warn')?.facts).toMatchObject({
      kind: 'forbidden',
      channel: general.id,
    });
  });

  it('is no surprise where Discord alone knows of it', async () => {
    const opened = await start();
    const { general, ana, at, settled, emulator } = opened;
    emulator.faults.fail({ method: 'POST', path: /\/messages$/, status: 403, code: 50013 });
    ana.says(general, `${at} ${CHEESE}`);
    await settled();
    expect(troubles(opened)).toEqual(['warn: could not post an answer']);
    general.remove();
    await settled();
  });
});

describe('Discord’s own trouble', () => {
  it.each([
    [
      'a rate limit',
      (emulator: DiscordEmulator) => emulator.faults.rateLimit({ path: /\/messages$/, retryAfter: 0.05 }),
    ],
    ['a 5xx', (emulator: DiscordEmulator) => emulator.faults.fail({ path: /\/messages$/, status: 502, times: 2 })],
    ['a cut connection', (emulator: DiscordEmulator) => emulator.faults.reset({ path: /\/messages$/ })],
    [
      'an answer that got lost',
      (emulator: DiscordEmulator) => emulator.faults.reset({ path: /\/messages$/, done: true }),
    ],
  ])('%s delays an answer, and never doubles it', async (_, trouble) => {
    const opened = await start();
    const { general, ana, at, settled, emulator } = opened;
    trouble(emulator);
    ana.says(general, `${at} ${CHEESE}`);
    await settled();
    expect(general.botMessages.map(firstLineOf)).toEqual([FALSE]);
    expect(troubles(opened)).toEqual([]);
  });

  it.each([
    ['a cut connection', { done: false }],
    ['an answer that got lost', { done: true }],
  ])('%s does not cost an interaction its answer', async (_, how) => {
    const opened = await start();
    const { general, ana, settled, emulator } = opened;
    emulator.faults.reset({ path: /\/callback$/, ...how });
    const ran = await ana.runs('/check', { text: CHEESE }, { in: general });
    await settled();
    expect(firstLineOf(ran.message)).toBe(FALSE);
    expect(troubles(opened)).toEqual([]);
  });

  it('is logged once where it lasts', async () => {
    const opened = await start();
    const { general, ana, at, settled, emulator } = opened;
    emulator.faults.fail({ path: /\/messages$/, status: 503, times: 4 });
    ana.says(general, `${at} ${CHEESE}`);
    await settled();
    expect(general.botMessages).toEqual([]);
    expect(troubles(opened)).toEqual(['warn: could not post an answer']);
    expect(JSON.stringify(opened.logged)).not.toContain('green cheese');
  });
});

describe('an event that comes twice', () => {
  it('is answered once: a message, a command, a button', async () => {
    const opened = await start();
    const { general, ana, at, settled, emulator } = opened;
    ana.says(general, `${at} ${CHEESE}`);
    await settled();
    emulator.gateway.repeatLast('MESSAGE_CREATE');
    await settled();
    expect(general.botMessages).toHaveLength(1);
    await ana.runs('/check', { text: FACE }, { in: general });
    emulator.gateway.repeatLast('INTERACTION_CREATE');
    await settled();
    expect(general.botMessages).toHaveLength(2);
    await ana.presses(general.botMessages[0]!, 'Not this claim');
    emulator.gateway.repeatLast('INTERACTION_CREATE');
    await settled();
    expect(ana.privateMessages).toHaveLength(1);
    expect(troubles(opened)).toEqual([]);
  });
});

const posts = ({ requests }: DiscordEmulator): number =>
  requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/messages')).length;

describe('an answer whose process died before it noted that it was sent', () => {
  /** Stops for ever where it would note the first answer, as if the process were gone. */
  const dying = () => {
    let noted = 0;
    let bury: () => void = () => undefined;
    let reached: () => void = () => undefined;
    const buried = new Promise<void>((resolve) => {
      bury = resolve;
    });
    const dead = new Promise<void>((resolve) => {
      reached = resolve;
    });
    const note = (bot: Bot): Bot =>
      Object.assign(Object.create(bot) as Bot, {
        posted(...all: Parameters<Bot['posted']>) {
          noted += 1;
          if (noted > 1) return bot.posted(...all);
          reached();
          return buried;
        },
      });
    return { note, dead, bury };
  };

  it('is not sent twice where the event comes again, while the lease lasts and after it', async () => {
    const process = dying();
    const { general, ana, at, settled, emulator, clock } = await start({ bot: process.note });
    const said = ana.says(general, `${at} ${CHEESE}`);
    await process.dead;
    process.bury();
    await settled();
    emulator.gateway.repeatLast('MESSAGE_CREATE');
    await settled();
    expect(posts(emulator)).toBe(1);
    clock.now = new Date(clock.now.getTime() + 60_000);
    emulator.gateway.repeatLast('MESSAGE_CREATE');
    await settled();
    expect(posts(emulator)).toBe(2);
    expect(general.botMessages).toHaveLength(1);
    expect(general.botMessages[0]?.payload).toMatchObject({ message_reference: { message_id: said.id } });
  });
});

describe('a connection that breaks', () => {
  it.each([
    ['a dropped socket', 'resume', (emulator: DiscordEmulator) => emulator.gateway.drop()],
    ['a reconnect request', 'resume', (emulator: DiscordEmulator) => emulator.gateway.reconnect()],
    ['an invalid session', 'identify', (emulator: DiscordEmulator) => emulator.gateway.invalidate(false)],
  ] as const)('comes back after %s, and nobody is answered twice', async (_, arrival, cut) => {
    const opened = await start();
    const { general, ana, at, settled, emulator } = opened;
    ana.says(general, `${at} ${CHEESE}`);
    await settled();
    const { length } = emulator.gateway.arrivals;
    cut(emulator);
    await emulator.until(() => emulator.gateway.arrivals.slice(length).some(({ kind }) => kind === arrival), arrival);
    await emulator.until(() => emulator.gateway.sessions.at(-1)?.ready, 'the session');
    await settled();
    ana.says(general, `${at} ${FACE}`);
    await settled();
    expect(general.botMessages.map(firstLineOf)).toEqual([FALSE, FALSE]);
    expect(opened.adapter.ready).toBe(true);
  });

  it('does not answer again after a restart on the same store', async () => {
    const opened = await start();
    const { general, ana, at, settled, emulator, bot } = opened;
    const event = ana.says(general, `${at} ${CHEESE}`);
    await settled();
    await bot.handle({
      kind: 'question',
      eventId: event.id,
      place: { platform: 'discord', channel: general.id, direct: false },
      person: { id: ana.id, isManager: false, groups: [] },
      text: CHEESE,
    });
    expect(
      emulator.requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/messages')),
    ).toHaveLength(1);
  });
});

describe('an end for good', () => {
  it.each([
    ['a revoked token', (emulator: DiscordEmulator) => emulator.revokeToken(), 'does not accept the token'],
    ['a disallowed intent', (emulator: DiscordEmulator) => emulator.disallowMessageContent(), 'Message Content intent'],
  ])('is told in one sentence: %s', async (_, happen, sentence) => {
    const { adapter, emulator } = await start();
    happen(emulator);
    expect(await adapter.ended).toContain(sentence);
    expect(adapter.ready).toBe(false);
  });

  it('is told where a single request shows that the token is no longer good', async () => {
    const { adapter, emulator, general, ana, at } = await start();
    emulator.faults.fail({ path: /\/messages$/, status: 401 });
    ana.says(general, `${at} ${CHEESE}`);
    expect(await adapter.ended).toContain('does not accept the token');
  });
});

describe('the start', () => {
  it('waits for a Discord that is out of order, and says so once', async () => {
    const opened = await start({
      before: (emulator) => emulator.faults.fail({ path: /\/applications\/@me/, status: 500, times: 8 }),
    });
    expect(opened.adapter.ready).toBe(true);
    expect(troubles(opened)).toEqual(['warn: could not reach Discord yet; trying on']);
  });

  it('goes on without reading messages where the intent is not switched on, and insists only when told to', async () => {
    const { adapter, emulator, bot } = await start({ emulator: { messageContent: false } });
    expect(adapter.readsContent).toBe(false);
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const options = { bot, log, token: emulator.token, apiUrl: emulator.restUrl };
    await expect(startDiscord({ ...options, messageContent: 'on' })).rejects.toThrow('switch it on under Bot');
    await expect(startDiscord({ ...options, token: 'not.the.token' })).rejects.toThrow('set DISCORD_TOKEN');
  });

  it('can be given up', async () => {
    const emulator = await startDiscordEmulator();
    const { bot } = await start();
    await emulator.close();
    const giveUp = new AbortController();
    const log = { info: () => undefined, warn: () => giveUp.abort(), error: () => undefined };
    const options = { bot, log, token: emulator.token, apiUrl: emulator.restUrl, signal: giveUp.signal };
    await expect(startDiscord(options)).rejects.toThrow('aborted');
  });
});

describe('the stop', () => {
  it('finishes what was begun, and takes nothing new', async () => {
    const slow = slowly('inquiries');
    const { adapter, general, ana, at } = await start({ wrap: slow.wrap });
    ana.says(general, `${at} ${CHEESE}`);
    await slow.reached;
    const stopped = adapter.stop();
    expect(adapter.ready).toBe(false);
    ana.says(general, `${at} ${FACE}`);
    slow.release();
    await stopped;
    expect(general.botMessages.map(firstLineOf)).toEqual([FALSE]);
  });

  it('does not wait for ever', async () => {
    const slow = slowly('inquiries');
    const { adapter, general, ana, at } = await start({ wrap: slow.wrap, adapter: { pace: { stopWithin: 1 } } });
    ana.says(general, `${at} ${CHEESE}`);
    await slow.reached;
    await adapter.stop();
    slow.release();
    expect(general.botMessages).toEqual([]);
  });
});
