// Is anything lost when processes are killed in the middle of writing?

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Command, InvalidArgumentError } from 'commander';
import { loadModel } from '../model-files.ts';
import { verifyWrites } from '../operation/stress/verify-writes.ts';
import type { Acknowledged } from '../operation/stress/write-load.ts';
import { openStoreAt } from '../store/open-store-at.ts';
import { seededRandom } from '../training/seeded-random.ts';

interface StressOptions {
  readonly rounds: number;
  readonly seed: number;
  readonly writers: number;
  readonly database?: string;
}

/** Each round's writers live this long after their first acknowledgement, in milliseconds. */
const SHORTEST_LIFE_MS = 10;
const LONGEST_LIFE_MS = 400;

/** `stress [--rounds N] [--seed N] [--writers N] [--database PLACE]`: kill -9 under a load of writes, then a check. */
export function stressCommand(): Command {
  return new Command('stress')
    .description('kill writing processes at random moments and check that nothing acknowledged is lost')
    .option('--rounds <n>', 'how often', wholeNumber, 100)
    .option('--seed <n>', 'the same seed kills after the same times', wholeNumber, 1)
    .option('--writers <n>', 'processes that write at once', wholeNumber, 2)
    .option('--database <place>', 'postgres://… or a file with nothing in it (default: a file of its own, removed)')
    .action(async (options: StressOptions) => {
      const folder = mkdtempSync(path.join(os.tmpdir(), 'stress-'));
      try {
        await runRounds(options, (round) => options.database ?? path.join(folder, `${round}.sqlite`));
      } finally {
        rmSync(folder, { recursive: true });
      }
    });
}

async function runRounds(
  { rounds, seed, writers }: StressOptions,
  databaseOf: (round: number) => string,
): Promise<void> {
  const random = seededRandom(seed);
  const model = loadModel();
  let total = 0;
  let bad = 0;
  for (let round = 1; round <= rounds; round++) {
    const database = databaseOf(round);
    const prefix = `w-${seed}-${round}-`;
    const lives = Array.from(
      { length: writers },
      () => random() * (LONGEST_LIFE_MS - SHORTEST_LIFE_MS) + SHORTEST_LIFE_MS,
    );
    const acknowledged = (
      await Promise.all(lives.map((life, w) => killedWriter(database, `${prefix}${w}`, round * 100 + w, life)))
    ).flat();
    const store = await openStoreAt(database);
    const faults = await verifyWrites(store, acknowledged, prefix, model);
    await store.close();
    total += acknowledged.length;
    bad += faults.length;
    process.stdout.write(`round ${round}: ${acknowledged.length} acknowledged writes, ${faults.length} faults\n`);
    for (const each of faults.slice(0, 5)) process.stdout.write(`  ${each}\n`);
  }
  process.stdout.write(`${rounds} rounds (seed ${seed}): ${total} acknowledged writes, ${bad} lost or broken\n`);
  if (bad > 0 || total === 0) process.exitCode = 1;
}

/** What a writer acknowledged before it was killed. */
async function killedWriter(database: string, name: string, seed: number, lifeMs: number): Promise<Acknowledged[]> {
  const script = fileURLToPath(new URL('../operation/stress/writer-process.js', import.meta.url));
  const args = [script, database, name, String(seed)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const acknowledged: Acknowledged[] = [];
  let first = () => {};
  const begun = new Promise<void>((resolve) => {
    first = resolve;
  });
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => {
    first();
    try {
      acknowledged.push(JSON.parse(line) as Acknowledged);
    } catch {
      // The last line may be cut off; it was then not acknowledged.
    }
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const read = new Promise<void>((resolve) => lines.once('close', resolve));
  await Promise.race([begun, ended]);
  await sleep(lifeMs);
  child.kill('SIGKILL');
  await Promise.all([ended, read]);
  return acknowledged;
}

function wholeNumber(value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new InvalidArgumentError('must be a whole number.');
  return Number(value);
}
