import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { openPostgresStore } from '../../../src/store/postgres/open-postgres-store.ts';
import { SCHEMA_VERSION } from '../../../src/store/sql/migrations.ts';
import { connectSqlite, openSqliteStore } from '../../../src/store/sqlite/open-sqlite-store.ts';
import type { Store } from '../../../src/store/store.ts';
import { backUp, restore } from '../../../src/store/transfer/back-up.ts';
import { connectAt } from '../../../src/store/transfer/connect-at.ts';
import { copyRows } from '../../../src/store/transfer/copy-rows.ts';
import { moveDatabase } from '../../../src/store/transfer/move-database.ts';
import { readRows, sumRows } from '../../../src/store/transfer/read-rows.ts';
import { tablesOf } from '../../../src/store/transfer/table-list.ts';
import { skipReason, startPostgres, type TestPostgres } from '../../postgres/start-postgres.ts';
import { sampleEntry } from '../sample-entry.ts';

const at = new Date('2026-03-01T10:00:00Z');

/** One row at least in every part of a store. */
async function fill(store: Store): Promise<void> {
  for (const id of ['a', 'b', 'é', '🦄']) {
    const entry = sampleEntry({ id: 'x', answer: { en: `The answer of ${id}\u0000 "quoted"\n` } });
    const draft = { id, scope: 'shared', status: 'published', entry } as const;
    await store.entries.save(draft, { by: 'x', expectedRevision: 0 });
    await store.entries.save(draft, {
      by: 'y',
      expectedRevision: 1,
      reason: 'why',
      jobs: [{ id, kind: 'tell', payload: { id } }],
    });
  }
  await store.inquiries.add({
    id: 'i',
    at,
    platform: 'discord',
    scope: undefined,
    person: 'hash',
    decision: 'answer',
    entryId: 'a',
    probability: 0.1 + 0.2,
    lang: 'en',
  });
  await store.inbox.add({
    id: 'q',
    at,
    scope: 'discord:1',
    platform: 'discord',
    text: 'A question\u0000?',
    lang: 'en',
    person: 'hash',
    status: 'open',
  });
  await store.feedback.add({
    id: 'f',
    at,
    scope: 'discord:1',
    inquiryId: 'i',
    entryId: 'a',
    kind: 'not-this',
    person: 'hash',
    features: { bm25: 1e-7 },
  });
  await store.settings.set('discord:1', { language: 'fr' });
  await store.seen.take('event', 60);
  await store.posted.add({
    inquiryId: 'i',
    at,
    platform: 'discord',
    scope: 'discord:1',
    channel: 'c',
    address: '{}',
    lang: 'en',
  });
  await store.cooldowns.take('someone', 1, 60);
  await store.personKey();
}

const reason = skipReason();

describe.each(['a file', reason === undefined ? 'PostgreSQL' : `PostgreSQL (left out: ${reason})`])(
  'from a file to %s',
  (kind) => {
    let folder: string;
    let file: string;
    let to: string;
    let server: TestPostgres | undefined;
    const here = kind.includes('left out') ? it.skip : it;

    beforeAll(async () => {
      if (kind === 'PostgreSQL') server = await startPostgres();
    });
    afterAll(() => server?.remove());
    beforeEach(async () => {
      folder = mkdtempSync(path.join(os.tmpdir(), 'transfer-'));
      file = path.join(folder, 'source.sqlite');
      to = server === undefined ? path.join(folder, 'target.sqlite') : await server.freshUrl();
      const store = await openSqliteStore({ file });
      await fill(store);
      await store.close();
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    const openTarget = () => (server === undefined ? openSqliteStore({ file: to }) : openPostgresStore({ url: to }));
    const sumsAt = async (place: string) => {
      const connection = connectAt(place, 'exist');
      try {
        return await sumRows(connection.db);
      } finally {
        await connection.close();
      }
    };

    here('everything moves, and back again', async () => {
      const report = await moveDatabase(file, to, { replace: false });
      expect(report.sums).toEqual(await sumsAt(file));
      expect(Object.values(report.sums).every(({ rows }) => rows > 0)).toBe(true);
      const back = path.join(folder, 'back.sqlite');
      await moveDatabase(to, back, { replace: false });
      expect(await sumsAt(back)).toEqual(await sumsAt(file));
    });

    here('numbers of changes go on where they were', async () => {
      await moveDatabase(file, to, { replace: false });
      const store = await openTarget();
      const latest = await store.changes.latest();
      await store.entries.save({ ...(await store.entries.get('a'))! }, { by: 'x', expectedRevision: 2 });
      expect(await store.changes.since(latest, 10)).toEqual([{ sequence: latest + 1, entryId: 'a' }]);
      await store.close();
    });

    here('a copy that was broken off goes on where it was', async () => {
      const source = connectSqlite({ file });
      const target = connectAt(to, 'be-made');
      await target.migrate();
      async function* breaking() {
        let rows = 0;
        for await (const row of readRows(source.db)) {
          rows += 1;
          if (rows > 14) throw new Error('the power is cut');
          yield row;
        }
      }
      const options = { source: source.name, replace: false };
      await expect(copyRows(breaking(), target, options)).rejects.toThrow('the power is cut');
      await target.close();
      await source.close();
      const report = await moveDatabase(file, to, { replace: false });
      expect(report.resumedAt).toBeGreaterThan(0);
      expect(report.sums).toEqual(await sumsAt(file));
    });

    here('a target with something in it is left alone, unless it is to be replaced', async () => {
      const store = await openTarget();
      await store.entries.save(
        { id: 'theirs', scope: 'shared', status: 'published', entry: sampleEntry() },
        { by: 'x', expectedRevision: 0 },
      );
      await store.close();
      await expect(moveDatabase(file, to, { replace: false })).rejects.toThrow(
        'not empty (entries, revisions, changes)',
      );
      await moveDatabase(file, to, { replace: true });
      expect(await sumsAt(to)).toEqual(await sumsAt(file));
    });

    here('a database that was opened before and never used counts as empty', async () => {
      const store = await openTarget();
      await store.personKey();
      await store.close();
      await moveDatabase(file, to, { replace: false });
      expect(await sumsAt(to)).toEqual(await sumsAt(file));
    });

    here('a backup made while somebody writes is one moment’s state, and can be restored', async () => {
      await moveDatabase(file, to, { replace: false });
      const store = await openTarget();
      let writing = true;
      const load = (async () => {
        for (let i = 0; writing; i++) {
          const draft = { id: `w-${i}`, scope: 'shared', status: 'published', entry: sampleEntry() } as const;
          await store.entries.save(draft, { by: 'x', expectedRevision: 0 });
          await setImmediate(); // The embedded database alone never lets go of the event loop.
        }
      })();
      const backup = path.join(folder, 'backup.jsonl.gz');
      const sums = await backUp(to, backup, at);
      writing = false;
      await load;
      await store.close();
      expect(sums.entries!.rows).toBe(sums.changes!.rows - 4);
      expect(sums.entries!.rows).toBe(sums.revisions!.rows - 4);
      const restored = path.join(folder, 'restored.sqlite');
      expect((await restore(backup, restored, { replace: false })).sums).toEqual(sums);
      await restore(backup, to, { replace: true });
      expect(await sumsAt(to)).toEqual(sums);
    });

    here('a backup is for its owner alone, and leaves nothing else behind', async () => {
      const backup = path.join(folder, 'backup.jsonl');
      await backUp(file, backup, at);
      expect(statSync(backup).mode & 0o077).toBe(0);
      expect(readdirSync(folder).filter((name) => !name.startsWith('source.'))).toEqual(['backup.jsonl']);
    });

    describe('a damaged backup is refused before anything is touched:', () => {
      const damaged = async (change: (lines: string[]) => string[]) => {
        const backup = path.join(folder, 'backup.jsonl');
        await backUp(file, backup, at);
        writeFileSync(backup, change(readFileSync(backup, 'utf8').split('\n')).join('\n'));
        const message = await restore(backup, to, { replace: true }).catch((error: Error) => error.message);
        return String(message).replace(folder, '');
      };

      here.each<[string, (lines: string[]) => string[], string]>([
        ['cut off', (lines) => lines.slice(0, -2), 'is cut off: its last line is missing'],
        ['a row missing', (lines) => lines.toSpliced(4, 1), 'was changed: entries do not add up'],
        [
          'a value changed',
          (lines) => lines.map((line) => line.replace('"lang":"en"', '"lang":"fr"')),
          'do not add up',
        ],
        ['half a line', (lines) => lines.with(2, lines[2]!.slice(0, 40)), 'backup.jsonl:3 is not JSON'],
        [
          'a table of another program',
          (lines) => lines.with(2, '{"table":"__proto__","row":{}}'),
          ':3 table is no table',
        ],
        ['a row that is none', (lines) => lines.with(2, '{"table":"meta","row":{"a":{}}}'), ':3 row.a '],
        ['another file', () => ['{"hello":"world"}'], 'is no backup of this program'],
        ['nothing', () => [], 'is empty'],
        ['something behind the end', (lines) => [...lines.slice(0, -1), '{}'], 'stands behind the end'],
        [
          'from the future',
          (lines) => lines.with(0, lines[0]!.replace(/"tables":\d+/, '"tables":999')),
          'use the newer program',
        ],
      ])('%s', async (_, change, message) => {
        expect(await damaged(change)).toContain(message);
      });

      here('packed badly', async () => {
        const backup = path.join(folder, 'backup.jsonl.gz');
        await backUp(file, backup, at);
        const bytes = readFileSync(backup);
        expect(gunzipSync(bytes).toString()).toContain('is-this-true backup');
        writeFileSync(backup, bytes.subarray(0, bytes.length - 20));
        await expect(restore(backup, to, { replace: true })).rejects.toThrow('cannot be read');
        writeFileSync(backup, gzipSync('x'.repeat(40_000_000)));
        await expect(restore(backup, to, { replace: true })).rejects.toThrow('too long for a row');
      });

      here('missing', async () => {
        await expect(restore(path.join(folder, 'no.jsonl'), to, { replace: true })).rejects.toThrow('cannot be read');
      });
    });
  },
);

describe('the list of tables', () => {
  it.each(Array.from({ length: SCHEMA_VERSION }, (_, i) => i + 1))('names those of version %i', async (version) => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'tables-'));
    const connection = connectSqlite({ file: path.join(folder, 'x.sqlite') });
    await connection.migrate(version);
    const { rows } = await sql<{ name: string }>`
      select name from sqlite_master where type = 'table' and name not like 'sqlite%'`.execute(connection.db);
    await connection.close();
    rmSync(folder, { recursive: true });
    expect(rows.map(({ name }) => name).sort()).toEqual([...tablesOf(version)].sort());
  });

  it('is not asked for a backup where there is no folder for it', async () => {
    await expect(backUp('/nowhere/x.sqlite', '/nowhere/backups/today.jsonl.gz', at)).rejects.toThrow(
      'there is no folder /nowhere/backups: make it first',
    );
  });

  it('is not asked to make a database that should be there', () => {
    expect(() => connectAt('/nowhere/x.sqlite', 'exist')).toThrow('there is no such file');
  });
});
