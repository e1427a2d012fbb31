import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { recommendedShards, runShards, type Shards } from '../../../src/adapters/discord/run-shards.ts';
import { startDiscordEmulator } from '../../emulators/discord/discord-emulator.ts';

let folder: string;
let shards: Shards | undefined;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'shards-'));
});
afterEach(async () => {
  await shards?.stop();
  rmSync(folder, { recursive: true });
});

/** A program that writes down that it ran for a shard, then does as told. */
function program(then: string): string {
  const file = path.join(folder, 'program.mjs');
  writeFileSync(
    file,
    `import { appendFileSync, readFileSync } from 'node:fs';
    appendFileSync(${JSON.stringify(path.join(folder, 'ran'))}, process.env.SHARDS + ' of ' + process.env.SHARD_COUNT + '\\n');
    const times = readFileSync(${JSON.stringify(path.join(folder, 'ran'))}, 'utf8').trim().split('\\n').length;
    ${then}`,
  );
  return file;
}

const runs = (): string[] => {
  const file = path.join(folder, 'ran');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').sort() : [];
};

function start(file: string, count: number): { shards: Shards; log: string[]; logged: Promise<void> } {
  const log: string[] = [];
  let tell: () => void = () => undefined;
  const logged = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const line = (_: object, message: string): void => {
    log.push(message);
    tell();
  };
  const running = runShards({
    file,
    token: 'token',
    count,
    log: { info: line, warn: line, error: line },
    between: 0,
    restartAfter: 1,
  });
  shards = running;
  return { shards: running, log, logged };
}

describe('the processes for shards', () => {
  it('run once for each shard, and end when told to', async () => {
    const file = program(
      `process.send({ _ready: true }); if (times === 2) process.send('both'); setInterval(() => {}, 1000);`,
    );
    const { shards: running } = start(file, 2);
    for (let turn = 0; !running.ready && turn < 1_000; turn += 1)
      await new Promise((resolve) => setTimeout(resolve, 10));
    expect(running.ready).toBe(true);
    await running.stop();
    expect(runs()).toEqual(['0 of 2', '1 of 2']);
  });

  it('are started again when they break down, and not when Discord ended them for good', async () => {
    const file = program('process.exit(times === 1 ? 7 : 78);');
    const { shards: running, log } = start(file, 1);
    expect(await running.ended).toBe('Discord ended the process of shard 0; it wrote why');
    expect(runs()).toEqual(['0 of 1', '0 of 1']);
    expect(log).toEqual(['the process of a shard ended; starting it again']);
  });
});

it('asks Discord how many it recommends', async () => {
  const emulator = await startDiscordEmulator({ shards: 3 });
  expect(await recommendedShards(emulator.token, emulator.restUrl)).toBe(3);
  await emulator.close();
});
