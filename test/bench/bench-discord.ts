// How long from a mention to the bot's REST call, under load?

import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises';
import { startDiscord } from '../../src/adapters/discord/start-discord.ts';
import { startBot } from '../../src/bot/bot.ts';
import { readEntryFolder } from '../../src/entry/entry-folder.ts';
import { loadModel } from '../../src/model-files.ts';
import { dataFolder } from '../../src/package-paths.ts';
import { applyCurated } from '../../src/store/apply-curated.ts';
import { openSqliteStore } from '../../src/store/sqlite/open-sqlite-store.ts';
import { startDiscordEmulator } from '../emulators/discord/discord-emulator.ts';
import { asPayload, asText } from '../emulators/discord/payload.ts';

export interface DiscordLoad {
  /** Mentions a second. */
  readonly rate: number;
  readonly seconds: number;
}

export interface DiscordFigures {
  readonly asked: number;
  readonly answered: number;
  /** Mentions a second that were really sent: less than asked for where the machine was too busy. */
  readonly rate: number;
  /** Number of claims in the index. */
  readonly claims: number;
  /** From the moment the event is written to the socket to the arrival of the REST call that answers it, in milliseconds. */
  readonly latency: Record<'p50' | 'p95' | 'p99' | 'max', number>;
  /** Resident memory of the process, the emulator in it, in megabytes. */
  readonly memory: Record<'before' | 'peak' | 'after', number>;
}

/** People and channels enough that no cooldown speaks. */
const CHANNELS = 1_000;
const PEOPLE = 5_000;

const megabytes = (): number => Math.round(process.memoryUsage.rss() / 2 ** 20);

/** Sends mentions with wordings of the curated entries, with the real client over real sockets. */
export async function benchDiscord({ rate, seconds }: DiscordLoad): Promise<DiscordFigures> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'bench-discord-'));
  const store = await openSqliteStore({ file: path.join(folder, 'bench.sqlite') });
  const { files } = await readEntryFolder(path.join(dataFolder, 'claims'));
  await applyCurated(store, files);
  const log = { info: () => undefined, warn: console.warn, error: console.error };
  const bot = await startBot({ store, model: loadModel(), log, version: 'bench' });
  const emulator = await startDiscordEmulator({ remembered: rate * seconds + 1_000, patience: 120_000 });
  const guilds = Array.from({ length: 10 }, () => emulator.guild());
  const channels = Array.from({ length: CHANNELS }, (_, i) => guilds[i % guilds.length]?.channel(`c${i}`));
  const people = Array.from({ length: PEOPLE }, (_, i) => emulator.person(`P${i}`));
  const questions = files.flatMap((file) => {
    const parsed = file.parse();
    return parsed.ok ? Object.values(parsed.entry.wordings ?? {}).flatMap((texts) => texts ?? []) : [];
  });
  const adapter = await startDiscord({
    bot,
    token: emulator.token,
    log,
    apiUrl: emulator.restUrl,
    requestsPerSecond: rate * 10,
  });
  const settled = () => emulator.settled(() => adapter.idle());
  await settled();
  const sent = new Map<string, number>();
  const before = megabytes();
  let peak = before;

  const begun = performance.now();
  for (let i = 0; i < rate * seconds; i += 1) {
    const due = begun + (i * 1_000) / rate;
    const early = due - performance.now();
    if (early > 1) await wait(early);
    else await nextTurn();
    const [channel, person] = [channels[i % CHANNELS], people[i % PEOPLE]];
    if (channel === undefined || person === undefined) continue;
    const text = `${emulator.botMention} ${questions[(i * 7) % questions.length]}`;
    const at = performance.now();
    sent.set(person.says(channel, text).id, at);
    if (i % rate === 0) peak = Math.max(peak, megabytes());
  }
  const lasted = performance.now() - begun;
  await settled();
  const times: number[] = [];
  for (const { method, path: route, body, arrivedAt } of emulator.requests) {
    if (method !== 'POST' || !route.endsWith('/messages')) continue;
    const at = sent.get(asText(asPayload(body).nonce));
    if (at !== undefined) times.push(arrivedAt - at);
  }
  peak = Math.max(peak, megabytes());
  await adapter.stop();
  await emulator.close();
  await bot.stop();
  await store.close();
  rmSync(folder, { recursive: true });
  times.sort((a, b) => a - b);
  const at = (share: number): number => Math.round((times[Math.floor(times.length * share)] ?? 0) * 10) / 10;
  return {
    asked: sent.size,
    answered: times.length,
    rate: Math.round((sent.size / lasted) * 1_000),
    claims: files.length,
    latency: { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1 - 1 / Math.max(1, times.length)) },
    memory: { before, peak, after: megabytes() },
  };
}
