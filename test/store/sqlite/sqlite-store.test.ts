import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { connectSqlite, openSqliteStore } from '../../../src/store/sqlite/open-sqlite-store.ts';
import { openSqliteDatabase } from '../../../src/store/sqlite/sqlite-database.ts';
import { describeStore } from '../store-contract.ts';

const temporaryFolder = () => mkdtempSync(path.join(os.tmpdir(), 'is-this-true-'));

describeStore('SQLite', async () => {
  const folder = temporaryFolder();
  const file = path.join(folder, 'data', 'test.sqlite');
  return {
    open: (now) => openSqliteStore({ file, pollMs: 5, ...(now ? { now } : {}) }),
    remove: async () => rmSync(folder, { recursive: true }),
  };
});

describe('opening a SQLite file', () => {
  let folder: string;
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('refuses a file that is no database, names it and leaves it as it was', async () => {
    const file = path.join(folder, 'letter.sqlite');
    const content = 'Dear reader, this is a letter and no database. '.repeat(100);
    writeFileSync(file, content);
    await expect(openSqliteStore({ file })).rejects.toThrow(
      /could not open the database .*letter\.sqlite: file is not a database/,
    );
    expect(readFileSync(file, 'utf8')).toBe(content);
  });

  it('refuses a database written by a newer program', async () => {
    const file = path.join(folder, 'future.sqlite');
    await (await openSqliteStore({ file })).close();
    const raw = openSqliteDatabase(file);
    raw.prepare("update meta set value = '999' where key = 'schema-version'").run([]);
    raw.close();
    await expect(openSqliteStore({ file })).rejects.toThrow(/tables of version 999.*start the newer program/);
  });

  it('refuses a place where no file can be', async () => {
    const file = path.join(folder, 'file');
    writeFileSync(file, '');
    chmodSync(file, 0o600);
    await expect(openSqliteStore({ file: path.join(file, 'db.sqlite') })).rejects.toMatchObject({
      code: 'store-error',
    });
  });
});

it('lets others that wait for the event loop in between two statements, however many follow each other', async () => {
  const folder = temporaryFolder();
  const store = await openSqliteStore({ file: path.join(folder, 'test.sqlite') });
  let hadItsTurn = false;
  setTimeout(() => {
    hadItsTurn = true;
  }, 0);
  const gaveUp = performance.now() + 20_000;
  while (!hadItsTurn && performance.now() < gaveUp) await store.ping();
  expect(hadItsTurn).toBe(true);
  await store.close();
  rmSync(folder, { recursive: true });
});

it('goes through the entries of a scope page by page without sorting them all for each page', async () => {
  const folder = temporaryFolder();
  const file = path.join(folder, 'test.sqlite');
  await (await openSqliteStore({ file })).close();
  const raw = openSqliteDatabase(file);
  const page =
    "select * from entries where status = 'published' and scope = 'shared' and id > 'm' order by id limit 200";
  const plan = JSON.stringify(raw.prepare(`explain query plan ${page}`).all([]));
  raw.close();
  rmSync(folder, { recursive: true });
  expect(plan).toContain('entries_by_scope_and_id');
  expect(plan).not.toContain('TEMP B-TREE');
});

describe('a write that a power cut may take back', () => {
  it('waits for no disk, and the next one does again, also where it failed', async () => {
    const folder = temporaryFolder();
    const { db, dialect, close } = connectSqlite({ file: path.join(folder, 'test.sqlite') });
    const waits = async (on = db) => {
      const { rows } = await sql<{ synchronous: number }>`pragma synchronous`.execute(on);
      return { 1: 'no', 2: 'yes' }[rows[0]?.synchronous ?? 0];
    };
    expect(await waits()).toBe('yes');
    expect(await dialect.relaxed((on) => waits(on))).toBe('no');
    const failing = dialect.relaxed((on) => sql`insert into missing values (1)`.execute(on));
    const meanwhile = waits();
    // The driver's errors are of another realm than the test's, which `toThrow` does not take for errors.
    await expect(failing).rejects.toMatchObject({ message: expect.stringContaining('no such table') });
    expect(await meanwhile).toBe('yes');
    expect(await waits()).toBe('yes');
    await close();
    rmSync(folder, { recursive: true });
  });
});
