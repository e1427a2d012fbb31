// How many questions a second do one or several processes answer, and how fast?

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Command, InvalidArgumentError } from 'commander';
import { startBot } from '../bot/bot.ts';
import { loadModel } from '../model-files.ts';
import { askLoad, type LoadReport } from '../operation/bench/ask-load.ts';
import { benchEntry, questionsAbout, readHeadlines, saveHeadlines } from '../operation/bench/bench-entries.ts';
import { openStoreAt } from '../store/open-store-at.ts';

interface BenchOptions {
  readonly claims: number;
  readonly rate: number;
  readonly seconds: number;
  readonly processes: number;
  readonly writes: number;
  readonly headlines?: string;
  readonly database?: string;
  readonly part?: number;
}

/** `bench-load`: questions through the whole bot, without a network, from one or several processes on one database. */
export function benchLoadCommand(): Command {
  return new Command('bench-load')
    .description('measure answers a second, times, memory and event-loop delay under a load of questions')
    .option('--claims <n>', 'claims in the database', wholeNumber, 86_376)
    .option(
      '--headlines <file>',
      'take the claims from this file, one JSON object with a title a line (default: made up)',
    )
    .option('--rate <n>', 'questions a second, all processes together', wholeNumber, 1_000)
    .option('--seconds <n>', 'for how long', wholeNumber, 60)
    .option('--processes <n>', 'processes that answer', wholeNumber, 1)
    .option('--writes <n>', 'entries changed a second meanwhile', wholeNumber, 0)
    .option('--database <place>', 'postgres://… or a file with no other entries (default: a file of its own, removed)')
    .option('--part <n>', 'be one of the processes', wholeNumber)
    .action(async (options: BenchOptions) => {
      if (options.part !== undefined) return answerPart(options, options.part);
      const folder = mkdtempSync(path.join(os.tmpdir(), 'bench-'));
      try {
        await bench({ ...options, database: options.database ?? path.join(folder, 'bench.sqlite') });
      } finally {
        rmSync(folder, { recursive: true });
      }
    });
}

async function bench(options: BenchOptions & { readonly database: string }): Promise<void> {
  const headlines = readHeadlines(options.headlines, options.claims);
  const store = await openStoreAt(options.database);
  const started = performance.now();
  await saveHeadlines(store, headlines);
  process.stdout.write(`${headlines.length} claims saved in ${seconds(performance.now() - started)}\n`);
  const children = Array.from({ length: options.processes }, (_, part) => spawnPart(options, part));
  const ready = await Promise.all(children.map(({ ready: each }) => each));
  process.stdout.write(`${options.processes} processes ready, index loaded in ${ready.map(seconds).join(', ')}\n`);
  for (const { go } of children) go();
  let answering = true;
  const writing = (async () => {
    let written = 0;
    while (answering && options.writes > 0) {
      const id = `bench-${written % headlines.length}`;
      const record = await store.entries.get(id);
      if (record) {
        const entry = benchEntry(id, headlines[written % headlines.length] ?? '');
        await store.entries.save({ ...record, entry }, { by: 'bench', expectedRevision: record.revision });
      }
      written += 1;
      await sleep(1000 / options.writes);
    }
    return written;
  })();
  const reports = await Promise.all(children.map(({ report }) => report));
  answering = false;
  const written = await writing;
  await store.close();
  for (const [part, report] of reports.entries()) process.stdout.write(`process ${part}: ${JSON.stringify(report)}\n`);
  const sum = (of: (report: LoadReport) => number) => reports.reduce((total, report) => total + of(report), 0);
  process.stdout.write(
    `together: ${Math.round(sum(({ perSecond }) => perSecond))} answers a second, ${sum(({ shed }) => shed)} of ${sum(({ offered }) => offered)} turned away, ${sum(({ failed }) => failed)} failed, ${written} entries changed meanwhile\n`,
  );
}

/** The process that answers: loads the index, says so, waits for the word, and prints its report. */
async function answerPart(options: BenchOptions, part: number): Promise<void> {
  const headlines = readHeadlines(options.headlines, options.claims);
  const store = await openStoreAt(options.database ?? '');
  const log = { info() {}, warn() {}, error() {} };
  const started = performance.now();
  const bot = await startBot({ store, model: loadModel(), log, version: 'bench' });
  process.stdout.write(`ready ${performance.now() - started}\n`);
  await new Promise((resolve) => process.stdin.once('data', resolve));
  process.stdin.pause();
  const rate = options.rate / options.processes;
  const report = await askLoad(bot, {
    rate,
    seconds: options.seconds,
    questionOf: questionsAbout(headlines, part * 1e6),
  });
  process.stdout.write(`${JSON.stringify(report)}\n`);
  await bot.stop();
  await store.close();
}

function spawnPart(options: BenchOptions & { readonly database: string }, part: number) {
  const { claims, rate, seconds: time, processes, headlines, database } = options;
  const numbers = { claims, rate, seconds: time, processes, part };
  const args = Object.entries(numbers).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const script = fileURLToPath(new URL('cli.js', import.meta.url));
  const child = spawn(
    process.execPath,
    [
      '--expose-gc',
      script,
      'bench-load',
      ...args,
      '--database',
      database,
      ...(headlines ? ['--headlines', headlines] : []),
    ],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  let text = '';
  let look = () => {};
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString();
    look();
  });
  const lineWith = (start: string) =>
    new Promise<string>((resolve, reject) => {
      const find = () => {
        const line = text
          .split('\n')
          .slice(0, -1)
          .find((each) => each.startsWith(start));
        if (line !== undefined) resolve(line);
      };
      const before = look;
      look = () => {
        before();
        find();
      };
      child.once('exit', () => {
        find();
        reject(new Error(`process ${part} ended early`));
      });
    });
  return {
    ready: lineWith('ready ').then((line) => Number(line.slice('ready '.length))),
    go: () => child.stdin.end('go\n'),
    report: lineWith('{').then((line) => JSON.parse(line) as LoadReport),
  };
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

function wholeNumber(value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new InvalidArgumentError('must be a whole number.');
  return Number(value);
}
