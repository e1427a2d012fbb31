// What must hold of files that are imported, whatever is in them?

import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type * as FastCheck from 'fast-check';
import { importEntries } from '../../bot/import-export/import-entries.ts';
import { IMPORT_FORMATS, type ImportFormat, type ImportRow } from '../../bot/import-export/import-row.ts';
import { formatOf, readRows } from '../../bot/import-export/read-rows.ts';
import { writeEntries } from '../../bot/import-export/write-entries.ts';
import { checkEntry } from '../../entry/entry-faults.ts';
import type { Entry } from '../../entry/entry-schema.ts';
import { loadRatings } from '../../rating-file.ts';
import { openSqliteStore } from '../../store/sqlite/open-sqlite-store.ts';
import type { Store } from '../../store/store.ts';
import type { FuzzTarget, OpenTargets, Stopwatch } from './fuzz-target.ts';
import { bytesOf, hostileFile } from './hostile-files.ts';

/** A problem is told to a person: longer than this it says no more. */
const LONGEST_PROBLEM = 400;

/** Rows of one input that are looked at; an import in a chat gives up a file with more faults than twice as many. */
const MOST_ROWS = 10_000;

/** Characters that a row counts as besides its own: what is wrong with the shortest takes 0.1 ms to tell. */
const ROW = 200;

/** Reading files of every format; and importing what was read, exporting it, and importing that again. */
export async function openImportTargets(fc: typeof FastCheck, stopwatch: Stopwatch): Promise<OpenTargets> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'fuzz-imports-'));
  const store = await openSqliteStore({ file: path.join(folder, 'imports.sqlite') });
  const context = { today: '2024-06-01', ratings: loadRatings() };
  const rowsIn = (format: ImportFormat, bytes: Uint8Array, step: number) =>
    readRows(format, inSteps(bytes, step), context);
  const step = fc.constantFrom(1 << 16, 1 << 20, 4_099);

  const reading = IMPORT_FORMATS.map((format): FuzzTarget => {
    const name = `reading files of ${format}`;
    return {
      name,
      property: fc.asyncProperty(hostileFile(fc, format), step, async (file, size) => {
        const bytes = bytesOf(file);
        const sizeOf = (rows: number) => bytes.length + rows * ROW;
        await stopwatch.time(name, sizeOf, async () => {
          let rows = 0;
          for await (const row of rowsIn(format, bytes, size)) {
            checkRow(row);
            rows += 1;
            if (rows >= MOST_ROWS) break;
          }
          return rows;
        });
        formatOf(`x.${format}`, new TextDecoder().decode(bytes.slice(0, 2_000)));
        if (({} as Record<string, unknown>)['polluted'] !== undefined) throw new Error('the prototype was changed');
      }),
    };
  });

  // Each input has a community of its own, so that none meets what another left behind.
  let communities = 0;
  const importing: FuzzTarget = {
    name: 'importing, exporting and importing again',
    property: fc.asyncProperty(
      fc
        .constantFrom(...IMPORT_FORMATS)
        .chain((format) => fc.tuple(fc.constant(format), hostileFile(fc, format, 5_000))),
      fc.constantFrom('yaml' as const, 'json' as const, 'csv' as const),
      async ([format, file], exported) => {
        const bytes = bytesOf(file);
        communities += 1;
        const options = { scope: `fuzz:${communities}`, by: 'fuzz' };
        const first = await importEntries(rowsIn(format, bytes, 1 << 16), store, options);
        const { rows, added, updated, unchanged, duplicateCount, faultCount } = first;
        if (added + updated + unchanged + duplicateCount + faultCount !== rows) throw new Error('a row is missing');
        const again = await importEntries(rowsIn(format, bytes, 1 << 16), store, options);
        if (again.added + again.updated > 0) throw new Error(`the same file changed something: ${counts(again)}`);
        const written = await exportOf(store, options.scope, exported);
        const back = await importEntries(rowsIn(exported, written, 1 << 16), store, options);
        if (back.unchanged !== added) throw new Error(`${added} went out, back came ${counts(back)}`);
      },
    ),
  };

  return {
    targets: [...reading, importing],
    async close() {
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
}

function checkRow(row: ImportRow): void {
  if ('entry' in row) {
    if (!checkEntry(row.entry).ok) throw new Error(`row ${row.row} is no entry`);
    return;
  }
  const told = 'problem' in row ? row.problem : row.unknownRating;
  if (told.trim() === '') throw new Error(`row ${row.row} is refused without a reason`);
  if (told.length > LONGEST_PROBLEM) throw new Error(`the reason for row ${row.row} has ${told.length} characters`);
}

function counts(report: { added: number; updated: number; unchanged: number; faults: readonly object[] }): string {
  const { added, updated, unchanged, faults } = report;
  return JSON.stringify({ added, updated, unchanged, faults });
}

async function* inSteps(bytes: Uint8Array, step: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += step) yield bytes.subarray(at, at + step);
}

async function exportOf(store: Store, scope: string, format: ImportFormat): Promise<Uint8Array> {
  const entries: Entry[] = [];
  for await (const { entry } of store.entries.published(scope)) entries.push(entry);
  async function* all(): AsyncGenerator<Entry> {
    yield* entries;
  }
  const context = { publisher: { name: 'fuzz' }, verdictWords: String };
  const parts: Uint8Array[] = [];
  for await (const part of writeEntries(format, all, context, { written: 0, leftOut: 0 })) {
    parts.push(new TextEncoder().encode(part));
  }
  return Buffer.concat(parts);
}
