// With what is a platform's adapter put under load, how is it sent, and what is measured?

import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type Bot, startBot } from '../../src/bot/bot.ts';
import type { Incoming } from '../../src/bot/incoming.ts';
import type { Log } from '../../src/bot/log.ts';
import { readEntryFolder } from '../../src/entry/entry-folder.ts';
import { loadModel } from '../../src/model-files.ts';
import { dataFolder } from '../../src/package-paths.ts';
import { applyCurated } from '../../src/store/apply-curated.ts';
import { openSqliteStore } from '../../src/store/sqlite/open-sqlite-store.ts';

export interface Load {
  /** Questions a second. */
  readonly rate: number;
  readonly seconds: number;
}

/** Milliseconds. */
export type Times = Readonly<Record<'p50' | 'p95' | 'p99' | 'max', number>>;

/** Resident memory of the process, the emulator in it, in megabytes. */
export type Memory = Readonly<Record<'start' | 'peak' | 'after', number>>;

export interface LoadedBot {
  readonly bot: Bot;
  readonly log: Log;
  /** Number of claims in the index. */
  readonly claims: number;
  /** The curated entries' wordings, in an order that changes the claim each time. */
  question(i: number): string;
  /** How many questions were told "I could not check" so far: under overload for want of time. */
  failures(): number;
  close(): Promise<void>;
}

/** The bot over the curated entries, on an embedded database of its own. */
export async function openLoadedBot(): Promise<LoadedBot> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'bench-'));
  const store = await openSqliteStore({ file: path.join(folder, 'bench.sqlite') });
  const { files } = await readEntryFolder(path.join(dataFolder, 'claims'));
  await applyCurated(store, files);
  let failures = 0;
  let errors = 0;
  const log: Log = {
    info: () => undefined,
    warn: console.warn,
    error(facts, message) {
      // The first one tells what it is; thousands would hide the figures.
      if (errors === 0) console.error(facts, message);
      errors += 1;
    },
  };
  const inner = await startBot({ store, model: loadModel(), log, version: 'bench' });
  const bot: Bot = Object.assign(Object.create(inner) as Bot, {
    async handle(incoming: Incoming) {
      const reply = await inner.handle(incoming);
      if (reply?.kind === 'answer' && reply.answer.kind === 'problem') failures += 1;
      return reply;
    },
  });
  const questions = files.flatMap((file) => {
    const parsed = file.parse();
    return parsed.ok ? Object.values(parsed.entry.wordings ?? {}).flatMap((texts) => texts ?? []) : [];
  });
  return {
    bot,
    log,
    claims: files.length,
    question: (i) => questions[(i * 7) % questions.length] ?? '',
    failures: () => failures,
    async close() {
      await bot.stop();
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/**
 * Sends at fixed times, whatever becomes of what was sent: what falls due while the process is busy is sent together, and
 * its time counts from when it fell due.
 * @returns how many a second were really sent.
 */
export async function sendSteadily({ rate, seconds }: Load, send: (i: number, due: number) => void): Promise<number> {
  const begun = performance.now();
  const count = rate * seconds;
  for (let i = 0; i < count; i += 1) {
    const due = begun + (i * 1_000) / rate;
    const early = due - performance.now();
    if (early > 0) await wait(early);
    send(i, due);
  }
  return Math.round(count / Math.max(seconds, (performance.now() - begun) / 1_000));
}

/** Looks at the memory four times a second until it is asked for. */
export function watchMemory(): () => Memory {
  const megabytes = () => Math.round(process.memoryUsage.rss() / 2 ** 20);
  const start = megabytes();
  let peak = start;
  const timer = setInterval(() => {
    peak = Math.max(peak, megabytes());
  }, 250);
  return () => {
    clearInterval(timer);
    const after = megabytes();
    return { start, peak: Math.max(peak, after), after };
  };
}

export function timesOf(all: readonly number[]): Times {
  const times = [...all].sort((a, b) => a - b);
  const at = (share: number) =>
    Math.round((times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0) * 10) / 10;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
}

export function timesLine({ p50, p95, p99, max }: Times): string {
  return `p50 ${p50} ms   p95 ${p95} ms   p99 ${p99} ms   max ${max} ms`;
}

export function memoryLine({ start, peak, after }: Memory): string {
  return `memory (bot and emulator in one process)   start ${start} MB   peak ${peak} MB   after ${after} MB`;
}

/** `[--rate 200] [--seconds 30] [--json]` */
export function readLoad(): Load & { readonly json: boolean } {
  const { values } = parseArgs({
    options: {
      rate: { type: 'string', default: '200' },
      seconds: { type: 'string', default: '30' },
      json: { type: 'boolean', default: false },
    },
  });
  return { rate: Number(values.rate), seconds: Number(values.seconds), json: values.json };
}
