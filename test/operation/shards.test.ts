// Do Discord's shards, each a process, stay one bot on one PostgreSQL when one of them is killed?

import { spawnSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Bot, startBot } from '../../src/bot/bot.ts';
import { openPostgresStore } from '../../src/store/postgres/open-postgres-store.ts';
import type { Store } from '../../src/store/store.ts';
import { Hands } from '../bot/moderation/hands.ts';
import type { EmulatedChannel } from '../emulators/discord/channel.ts';
import { type DiscordEmulator, startDiscordEmulator } from '../emulators/discord/discord-emulator.ts';
import type { EmulatedGuild } from '../emulators/discord/guild.ts';
import { skipReason, startPostgres, type TestPostgres } from '../postgres/start-postgres.ts';
import { buildProgram } from '../run-program.ts';
import { shippedModel } from '../shipped-model.ts';
import { sampleEntry } from '../store/sample-entry.ts';
import { until } from '../until.ts';
import { watchPrograms } from '../watch-programs.ts';

const SHARDS = 3;
const VICTIM = 1;
const MOON = 'is it true that the moon is made of green cheese?';

/** In this time a published change is answered by in every process, in milliseconds. */
const PROMISED_MS = 1_000;

const log = { info() {}, warn() {}, error() {} };
const reason = skipReason();
const describeHere = reason === undefined ? describe : describe.skip;

describeHere(`a process for each shard${reason === undefined ? '' : ` (left out: ${reason})`}`, () => {
  const programs = watchPrograms();
  let server: TestPostgres;
  let emulator: DiscordEmulator;
  let store: Store;
  /** Where the operator is: one more bot on the same database, which speaks to no platform. */
  let desk: Bot;

  beforeAll(async () => {
    buildProgram();
    server = await startPostgres();
    emulator = await startDiscordEmulator({ patience: 90_000, shards: SHARDS });
  }, 120_000);
  afterAll(async () => {
    await programs.end();
    await desk?.stop();
    await store?.close();
    await emulator?.close();
    await server?.remove();
  });

  function guildOf(shard: number): EmulatedGuild {
    for (;;) {
      const guild = emulator.guild();
      if (shardOf(guild.id) === shard) return guild;
    }
  }

  it('answers each question once, also after one was killed and came back, and corrects each answer once', async () => {
    const url = await server.freshUrl();
    store = await openPostgresStore({ url, poolSize: 2 });
    await store.entries.save(
      { id: 'moon-cheese', scope: 'shared', status: 'published', entry: sampleEntry() },
      { by: 'somebody', expectedRevision: 0 },
    );
    desk = await startBot({ store, model: shippedModel(), log, version: '0.0.0', workEveryMs: 0 });
    const guilds = Array.from({ length: SHARDS }, (_, shard) => guildOf(shard));
    const program = programs.run({
      DATABASE_URL: url,
      DATABASE_POOL_SIZE: '3',
      DISCORD_TOKEN: emulator.token,
      DISCORD_API_URL: emulator.restUrl,
      DISCORD_SHARDS: String(SHARDS),
    });
    for (let shard = 0; shard < SHARDS; shard++) await program.wrote(`shard ${shard} running as`);
    const channels: EmulatedChannel[] = [];
    /** Each by another person in another channel: nobody asks too fast, and no answer is only a link to an earlier one. */
    const askIn = async (indexes: readonly number[]): Promise<string[]> => {
      const asked = indexes.map((index) => guilds[index]?.channel(`questions-${channels.length}-${index}`));
      const words: string[] = [];
      for (const channel of asked) {
        if (channel === undefined) continue;
        channels.push(channel);
        emulator.person(`Person ${channels.length}`).says(channel, `${emulator.botMention} ${MOON}`);
      }
      for (const channel of asked) words.push(JSON.stringify((await channel?.nextMessage())?.payload));
      return words;
    };
    const all = Array.from({ length: SHARDS }, (_, index) => index);
    const others = all.filter((index) => index !== VICTIM);
    const rock = expect.stringContaining('made of rock');
    const cheese = expect.stringContaining('There is some cheese in it.');

    expect(await askIn(all)).toEqual(all.map(() => rock));
    const [pid] = childrenOf(program.process.pid).slice(VICTIM, VICTIM + 1);
    process.kill(Number(pid), 'SIGKILL');
    await program.wrote('the process of a shard ended; starting it again');
    expect(await askIn(others)).toEqual(others.map(() => rock));
    await until('the shard that comes back', () => program.written().split(`shard ${VICTIM} running as`).length === 3);
    expect(await askIn(all)).toEqual(all.map(() => rock));
    const before = [...channels];

    const operator = new Hands(
      { bot: desk },
      { id: 'operator', isOperator: true },
      { platform: 'console', channel: 'desk', direct: true },
    );
    await operator.call('edit', { entry: 'moon-cheese', step: 'main' });
    await operator.fill({ verdict: 'mixed', answer: 'There is some cheese in it.' });
    await operator.press('Publish');
    await operator.fill({ note: 'A second look found some cheese.' });
    await operator.press('Publish');
    expect(operator.words).toContain('Earlier answers');
    await sleep(PROMISED_MS);
    expect(await askIn(all)).toEqual(all.map(() => cheese));

    const edits = () => channels.map(({ botMessages }) => botMessages.map((message) => message.edits));
    await until(
      'the corrections',
      () =>
        edits()
          .flat()
          .filter((times) => times > 0).length >= before.length,
    );
    expect(edits()).toEqual(channels.map((channel) => [before.includes(channel) ? 1 : 0]));
    for (const { botMessages } of before) expect(JSON.stringify(botMessages[0]?.payload)).toContain('some cheese');

    program.process.kill('SIGTERM');
    expect(await program.exit).toBe(0);
  }, 300_000);
});

/** Which shard a server belongs to: https://discord.com/developers/docs/events/gateway#sharding. */
function shardOf(guildId: string): number {
  return Number((BigInt(guildId) >> 22n) % BigInt(SHARDS));
}

/** The processes that a process started, oldest first. */
function childrenOf(pid: number | undefined): string[] {
  return spawnSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' })
    .stdout.trim()
    .split('\n');
}
