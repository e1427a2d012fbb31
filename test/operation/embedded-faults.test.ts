// Does the built program say in one line what is wrong with its database file, and does what it says help?

import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { readEntryFolder } from '../../src/entry/entry-folder.ts';
import { dataFolder } from '../../src/package-paths.ts';
import { applyCurated } from '../../src/store/apply-curated.ts';
import { openSqliteStore } from '../../src/store/sqlite/open-sqlite-store.ts';
import { backUp } from '../../src/store/transfer/back-up.ts';
import { buildProgram, runProgram } from '../run-program.ts';
import { openSmallDisk } from '../small-disk.ts';
import { damageTable } from '../store/sqlite/damage-table.ts';

const QUESTION = 'is it true that Netflix emailed a guy because he binge-watched The Office?\n';
const ENTRY = path.join('media-satire', 'netflix-the-office-188-episodes.yaml');

let folder: string;
let file: string;
let env: Record<string, string>;

const disk = openSmallDisk();

beforeAll(buildProgram, 120_000);
afterAll(() => disk?.remove());
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'embedded-'));
  file = path.join(folder, 'data', 'test.sqlite');
  const claims = path.join(folder, 'claims');
  mkdirSync(claims);
  copyFileSync(path.join(dataFolder, 'claims', ENTRY), path.join(claims, path.basename(ENTRY)));
  env = { DATABASE_FILE: file, CLAIMS_FOLDER: claims };
});
afterEach(() => rmSync(folder, { recursive: true }));

async function prepare(place: string): Promise<void> {
  const store = await openSqliteStore({ file: place });
  await applyCurated(store, (await readEntryFolder(env.CLAIMS_FOLDER ?? '')).files);
  await store.close();
}

const start = (more: Record<string, string> = {}) => runProgram('main.js', [], { ...env, ...more }, QUESTION);
const cli = (...args: string[]) => runProgram('cli/cli.js', args, env);

it('a damaged page in the middle ends the start with what to do, which works; the file is left as it was', async () => {
  await prepare(file);
  const backup = path.join(folder, 'backup.jsonl.gz');
  await backUp(file, backup, new Date());
  damageTable(file, 'entries');
  const damaged = readFileSync(file);
  const { code, stdout, stderr } = await start();
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(
    /^[^\n]+malformed: stop the program, move the file [^\n]+ away, and restore a backup[^\n]+\n$/,
  );
  expect(stderr).toContain(file);
  expect(readFileSync(file)).toEqual(damaged);
  expect((await cli('doctor', '--offline')).stdout).toMatch(/❌ file: is damaged[\s\S]+restore a backup/);

  renameSync(path.dirname(file), path.join(folder, 'damaged'));
  expect((await cli('restore', backup)).code).toBe(0);
  expect((await start()).stdout).toContain('❌ False · hoax');
}, 180_000);

(disk === undefined ? it.skip : it)(
  `a file that may only be read ends the start with one line that says what to do${disk === undefined ? ' (left out: no file system may be mounted here)' : ''}`,
  async () => {
    // A disk's own write protection stops the administrator too.
    const protectedFile = path.join(disk?.folder ?? '', 'test.sqlite');
    await prepare(protectedFile);
    disk?.protect();
    for (const place of [protectedFile, path.join(disk?.folder ?? '', 'new.sqlite')]) {
      const { code, stdout, stderr } = await start({ DATABASE_FILE: place });
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr.trim().split('\n')).toHaveLength(1);
      expect(stderr).toContain('let the user that runs the program write the file and its folder');
      expect(stderr).toContain(place);
    }
  },
  180_000,
);
