// How long does the whole program take to start over a full database, and how much memory does it hold then?

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { IndexableClaim } from '../../core/claim.ts';
import type { Entry } from '../../entry/entry-schema.ts';
import { openSqliteStore } from '../../store/sqlite/open-sqlite-store.ts';
import { benchEntry } from './bench-entries.ts';

/** The built program. */
const MAIN = fileURLToPath(new URL('../../main.js', import.meta.url));
const STARTS = 3;
/** Entries saved in one transaction. */
const BATCH = 500;
/** After a start, what it needed for a moment is let go of within this time, in milliseconds. */
const SETTLES_WITHIN_MS = 2_000;

export interface StartReport {
  /** From the start of the process until it says how many claims it knows: the median of some starts. */
  readonly seconds: number;
  /** Memory of the process a little later, in MiB: the median. */
  readonly mebibytes: number;
}

/** Starts the console chat some times over a SQLite file with these claims, in a folder of its own that is removed. */
export async function measureStarts(claims: readonly IndexableClaim[]): Promise<StartReport> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'bench-start-'));
  try {
    const file = path.join(folder, 'bench.sqlite');
    await fill(file, claims);
    const starts: StartReport[] = [];
    for (let i = 0; i < STARTS; i += 1) starts.push(await startOnce(folder, file));
    return { seconds: median(starts.map((one) => one.seconds)), mebibytes: median(starts.map((one) => one.mebibytes)) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function fill(file: string, claims: readonly IndexableClaim[]): Promise<void> {
  const store = await openSqliteStore({ file });
  for (let from = 0; from < claims.length; from += BATCH) {
    const drafts = claims.slice(from, from + BATCH).map((claim, i) => {
      const entry = entryOf(claim, `bench-${from + i}`);
      return { draft: { id: entry.id, scope: 'shared', status: 'published' as const, entry }, expectedRevision: 0 };
    });
    await store.entries.saveMany(drafts, { by: 'bench' });
  }
  await store.close();
}

/** As an import makes it: one source, and the place where the claim was seen. */
function entryOf({ statements }: IndexableClaim, id: string): Entry {
  const { text = '', lang = 'en' } = statements[0] ?? {};
  const entry = benchEntry(id, text);
  const words = text.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  const [source] = entry.sources;
  return {
    ...entry,
    claim: { [lang]: text.slice(0, 280) },
    origin: { timeline: [{ kind: 'first-known', url: `https://social.example/posts/${id}` }] },
    sources: source ? [{ ...source, url: `https://example.org/fact-checks/${id}/${words}` }] : [],
  };
}

async function startOnce(folder: string, file: string): Promise<StartReport> {
  const port = await freePort();
  const started = performance.now();
  const child = spawn(process.execPath, ['--enable-source-maps', MAIN], {
    // A folder without an .env, and none of this process's settings.
    cwd: folder,
    env: { DATABASE_FILE: file, OPERATION_PORT: String(port), LOG_LEVEL: 'error' },
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  const ended = once(child, 'exit');
  let told = '';
  const ready = new Promise<void>((resolve) => {
    child.stderr.on('data', (chunk: Buffer) => {
      told += chunk.toString();
      if (told.includes('reviewed claims')) resolve();
    });
  });
  await Promise.race([ready, ended.then(() => Promise.reject(new Error(`the program ended: ${told}`)))]);
  const seconds = (performance.now() - started) / 1000;
  await sleep(SETTLES_WITHIN_MS);
  const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  child.stdin.end();
  await ended;
  const bytes = Number(/^process_resident_memory_bytes (\S+)$/m.exec(metrics)?.[1]);
  return { seconds, mebibytes: bytes / 2 ** 20 };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
