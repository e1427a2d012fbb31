// What do people read where the database file is at fault while the bot runs?

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { applyCurated } from '../../../src/store/apply-curated.ts';
import { openSqliteStore } from '../../../src/store/sqlite/open-sqlite-store.ts';
import { curatedFile, sampleEntry } from '../../store/sample-entry.ts';
import { damageTable } from '../../store/sqlite/damage-table.ts';
import { openTestBot, type TestBot, wordsOf } from '../open-test-bot.ts';

const QUESTION = 'is the moon really made of green cheese?';

let folder: string;
let file: string;
let test: TestBot | undefined;
const closing: (() => Promise<void>)[] = [];

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'broken-file-'));
  file = path.join(folder, 'test.sqlite');
});
afterEach(async () => {
  await test?.close();
  for (const close of closing.splice(0)) await close();
  rmSync(folder, { recursive: true });
});

/** The bot on a file that is there already. */
async function openBotOnFile(): Promise<TestBot> {
  const store = await openSqliteStore({ file, pollMs: 5 });
  closing.push(store.close);
  test = await openTestBot([], () => store);
  return test;
}

async function prepareFile(): Promise<void> {
  const store = await openSqliteStore({ file });
  await applyCurated(store, [curatedFile(sampleEntry())]);
  await store.close();
}

function causes(): string[] {
  return (test?.logged ?? []).filter(({ level }) => level === 'error').map(({ facts }) => String(facts.error));
}

it('a damaged page is told to the log with what to do, and to the asker as "I could not check"', async () => {
  await prepareFile();
  damageTable(file, 'inquiries');
  const { ask } = await openBotOnFile();
  expect(wordsOf(await ask(QUESTION))).toContain('I could not check');
  expect(causes()).toEqual([expect.stringMatching(/malformed: stop the program.*restore a backup.*test\.sqlite/)]);
});

/** Only the administrator can take the right to write from a file that is open already, and not on every file system. */
function protect(on: boolean, ...files: string[]): boolean {
  return spawnSync('chattr', [on ? '+i' : '-i', ...files], { stdio: 'ignore' }).status === 0;
}

function canProtect(): boolean {
  const probe = path.join(os.tmpdir(), `probe-${process.pid}`);
  writeFileSync(probe, '');
  const able = protect(true, probe) && protect(false, probe);
  rmSync(probe);
  return able;
}

const able = canProtect();

(able ? it : it.skip)(
  `a file that turns read-only is a clear error, until it can be written again${able ? '' : ' (left out: needs chattr +i)'}`,
  async () => {
    await prepareFile();
    const { ask } = await openBotOnFile();
    expect(wordsOf(await ask(QUESTION))).toContain('❌ False');
    protect(true, file, `${file}-wal`);
    try {
      expect(wordsOf(await ask(QUESTION))).toContain('I could not check');
      expect(causes()).toEqual([expect.stringContaining('disk I/O error')]);
    } finally {
      protect(false, file, `${file}-wal`);
    }
    expect(wordsOf(await ask(QUESTION))).toContain('❌ False');
  },
);
