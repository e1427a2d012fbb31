// Do processes that open the same new file at the same moment all get it?

import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { packageFolder } from '../../../src/package-paths.ts';
import { buildProgram } from '../../run-program.ts';

/** Enough of them that, without a second try, some process was always turned away. */
const FILES = 100;
const PROCESSES = 3;

/** Opens each file it is told of, migrates it, reads from it, closes it. */
const OPENER = `
  import { createInterface } from 'node:readline';
  const { openSqliteStore } = await import(process.argv[1]);
  for await (const file of createInterface({ input: process.stdin })) {
    try {
      const store = await openSqliteStore({ file });
      await store.ping();
      await store.close();
      console.log('opened');
    } catch (error) {
      console.log(error.message);
    }
  }`;

let folder: string;
let processes: ChildProcessWithoutNullStreams[] = [];

beforeAll(() => {
  buildProgram();
  folder = mkdtempSync(path.join(os.tmpdir(), 'opening-'));
  const store = pathToFileURL(path.join(packageFolder, 'dist', 'store', 'sqlite', 'open-sqlite-store.js')).href;
  processes = Array.from({ length: PROCESSES }, () =>
    spawn(process.execPath, ['--input-type=module', '-e', OPENER, store]),
  );
}, 120_000);

afterAll(async () => {
  await Promise.all(
    processes.map((child) => {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.stdin.end();
      return gone;
    }),
  );
  rmSync(folder, { recursive: true });
});

it('lets every process in that opens a new file together with others', async () => {
  const outputs = processes.map(({ stdout }) => createInterface({ input: stdout })[Symbol.asyncIterator]());
  const said: (string | undefined)[] = [];
  for (let n = 0; n < FILES; n++) {
    for (const { stdin } of processes) stdin.write(`${path.join(folder, `${n}.sqlite`)}\n`);
    for (const { value } of await Promise.all(outputs.map((lines) => lines.next()))) said.push(value);
  }
  expect(said.filter((each) => each !== 'opened')).toEqual([]);
  expect(said).toHaveLength(FILES * PROCESSES);
}, 120_000);
