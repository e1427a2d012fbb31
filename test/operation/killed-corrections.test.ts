// Are earlier answers corrected to the last one when the process that corrects them is killed in the middle?

import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Bot, startBot } from '../../src/bot/bot.ts';
import { openStoreAt } from '../../src/store/open-store-at.ts';
import type { Store } from '../../src/store/store.ts';
import { connectAt } from '../../src/store/transfer/connect-at.ts';
import { manifestApp } from '../adapters/slack/manifest-app.ts';
import { Hands } from '../bot/moderation/hands.ts';
import { startDiscordEmulator } from '../emulators/discord/discord-emulator.ts';
import { startSlackEmulator } from '../emulators/slack/emulator.ts';
import { skipReason, startPostgres, type TestPostgres } from '../postgres/start-postgres.ts';
import { buildProgram } from '../run-program.ts';
import { shippedModel } from '../shipped-model.ts';
import { sampleEntry } from '../store/sample-entry.ts';
import { until } from '../until.ts';
import { watchPrograms } from '../watch-programs.ts';

/** Answers to correct: more than two processes take at once. */
const ANSWERS = 24;
const MOON = 'is it true that the moon is made of green cheese?';
const SOME = 'There is some cheese in it.';
const MUCH = 'There is much cheese in it.';

const log = { info() {}, warn() {}, error() {} };
const reason = skipReason();

const programs = watchPrograms();
/** What to end after a test, latest first. */
const ends: (() => unknown)[] = [];

beforeAll(buildProgram);
afterEach(async () => {
  await programs.end();
  for (const end of ends.splice(0).reverse()) await end();
});

describe('corrections of earlier answers on Discord, over the embedded database', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'corrections-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('are finished by the program that starts after the kill, none twice for one revision', async () => {
    const file = path.join(folder, 'test.sqlite');
    const { store, publish, leases } = await openDesk(file);
    const emulator = await startDiscordEmulator({ patience: 90_000 });
    ends.push(() => emulator.close());
    const guild = emulator.guild();
    const start = async () => {
      const program = programs.run({
        DATABASE_FILE: file,
        DISCORD_TOKEN: emulator.token,
        DISCORD_API_URL: emulator.restUrl,
      });
      await program.wrote('running as');
      return program;
    };
    const edits = () => emulator.requests.filter(({ method, path: at }) => method === 'PATCH' && isMessage(at));
    const inHand = () => edits().filter(({ status }) => status === undefined);

    const killed = await start();
    const channels = Array.from({ length: ANSWERS }, (_, n) => guild.channel(`questions-${n}`));
    for (const [n, channel] of channels.entries()) {
      emulator.person(`Person ${n}`).says(channel, `${emulator.botMention} ${MOON}`);
      await channel.nextMessage();
    }
    await until('the record of every answer', async () => (await outdatedIn(store)) === ANSWERS);
    await publish('mixed', SOME);
    await emulator.until(() => edits().length >= 3, 'the first corrections');
    const release = emulator.faults.hold({ method: 'PATCH' });
    await emulator.until(() => inHand().length > 0, 'a correction on the way');
    killed.process.kill('SIGKILL');
    await killed.exit;
    // Discord does what it was asked to; nobody is there to hear of it.
    release();
    await emulator.until(() => inHand().length === 0, 'the last correction of the killed process');
    const before = new Map(channels.map(({ id, botMessages }) => [id, botMessages[0]?.edits ?? 0]));
    expect(new Set(before.values())).toEqual(new Set([0, 1]));

    // While nobody is there the verdict changes once more.
    await publish('mostly-true', MUCH);
    const started = await start();
    await leases.end();
    await until('the end of the work', async () => (await store.jobs.counts()).waiting === 0);
    for (const { id, botMessages } of channels) {
      expect(botMessages.map((message) => message.edits)).toEqual([(before.get(id) ?? 0) + 1]);
      expect(JSON.stringify(botMessages[0]?.payload)).toContain(MUCH);
    }
    expect(await outdatedIn(store, 3)).toBe(0);
    expect((await store.jobs.counts()).failed).toBe(0);
    started.process.kill('SIGTERM');
    expect(await started.exit).toBe(0);
  }, 300_000);
});

const describeHere = reason === undefined ? describe : describe.skip;

describeHere(`corrections on Slack, over PostgreSQL${reason === undefined ? '' : ` (left out: ${reason})`}`, () => {
  let server: TestPostgres;
  beforeAll(async () => {
    server = await startPostgres();
  }, 120_000);
  afterAll(() => server?.remove());

  it('are finished by the other process, each once, and that which was on its way once more', async () => {
    const url = await server.freshUrl();
    const { store, publish, leases } = await openDesk(url);
    const emulator = await startSlackEmulator({ delivery: 'socket', app: manifestApp('socket') });
    ends.push(() => emulator.close());
    const workspace = emulator.workspace();
    const start = () =>
      programs.run({
        DATABASE_URL: url,
        DATABASE_POOL_SIZE: '3',
        SLACK_BOT_TOKEN: workspace.botToken,
        SLACK_APP_TOKEN: emulator.app.appToken,
        SLACK_API_URL: emulator.apiUrl,
      });
    const [killed, survivor] = [start(), start()];
    for (const program of [killed, survivor]) await program.wrote('running in Socket Mode');

    for (let n = 0; n < ANSWERS; n++) {
      void workspace.user(`Person ${n}`).mentions(workspace.channel(`questions-${n}`), MOON);
      await until('the record of the answer', async () => (await outdatedIn(store)) === n + 1);
    }
    const edits = () => emulator.calls('chat.update');
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const hold = emulator.faults.plan('chat.update', { kind: 'hold', until: held }, Number.POSITIVE_INFINITY);
    await publish('mixed', SOME);
    // Each process corrects one answer after the other.
    await until('a correction on the way from each process', () => hold.hits === 2);
    killed.process.kill('SIGKILL');
    await killed.exit;
    // Slack does what it was asked to; nobody is there to hear of it.
    hold.lift();
    release();

    // The other goes on at once, and takes over what was the killed one's when its time is over.
    await until('what the killed process alone has', async () => {
      const left = await leases.ofWaiting();
      return left.length === 1 && left[0] !== null;
    });
    expect(await outdatedIn(store)).toBeGreaterThan(0);
    await leases.end();
    await until('the end of the work', async () => (await store.jobs.counts()).waiting === 0);
    const byMessage = new Map<unknown, unknown[]>();
    for (const { params } of edits()) byMessage.set(params.ts, [...(byMessage.get(params.ts) ?? []), params]);
    expect(byMessage.size).toBe(ANSWERS);
    const [twice, ...others] = [...byMessage.values()].filter(({ length }) => length > 1);
    expect([twice?.length, others]).toEqual([2, []]);
    expect(twice?.[1]).toEqual(twice?.[0]);
    for (const call of edits()) expect(JSON.stringify(call.params)).toContain(SOME);
    expect((await store.jobs.counts()).failed).toBe(0);
    expect(emulator.complaints).toEqual([]);
    survivor.process.kill('SIGTERM');
    expect(await survivor.exit).toBe(0);
  }, 300_000);
});

/** Where the operator is: one more bot on the same database, which speaks to no platform. */
async function openDesk(place: string) {
  const store = await openStoreAt(place);
  await store.entries.save(
    { id: 'moon-cheese', scope: 'shared', status: 'published', entry: sampleEntry() },
    { by: 'somebody', expectedRevision: 0 },
  );
  const bot: Bot = await startBot({ store, model: shippedModel(), log, version: '0.0.0', workEveryMs: 0 });
  const { db, close } = connectAt(place, 'exist');
  ends.push(async () => {
    await bot.stop();
    await store.close();
    await close();
  });
  const waiting = () => db.selectFrom('jobs').where('state', '=', 'waiting');
  return {
    store,
    async publish(verdict: string, answer: string): Promise<void> {
      const operator = new Hands(
        { bot },
        { id: 'operator', isOperator: true },
        { platform: 'console', channel: 'desk', direct: true },
      );
      await operator.call('edit', { entry: 'moon-cheese', step: 'main' });
      await operator.fill({ verdict, answer });
      await operator.press('Publish');
      await operator.fill({ note: 'A second look found some cheese.' });
      await operator.press('Publish');
      expect(operator.words).toContain('Earlier answers');
    },
    leases: {
      /** Who has the work that waits; null: nobody. */
      ofWaiting: async () => (await waiting().select('lease').distinct().execute()).map(({ lease }) => lease),
      /** As if their time were over, which takes minutes. */
      async end(): Promise<void> {
        const over = new Date(0).toISOString();
        await db.updateTable('jobs').set({ lease_until: over }).where('lease_until', 'is not', null).execute();
      },
    },
  };
}

/** How many posted answers show an earlier revision than this one. */
async function outdatedIn({ posted }: Store, revision = 2): Promise<number> {
  return (await posted.outdated('moon-cheese', revision, 2 * ANSWERS)).length;
}

const isMessage = (at: string) => /^\/channels\/\d+\/messages\/\d+$/.test(at);
