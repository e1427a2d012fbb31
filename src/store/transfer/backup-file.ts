// What does a backup look like as a file, and is it whole?

import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { StringDecoder } from 'node:string_decoder';
import { createGunzip, createGzip } from 'node:zlib';
import { z } from 'zod';
import { messageOf } from '../store-error.ts';
import type { TableRow } from './read-rows.ts';
import { createRowSummer, differingTables, type RowSums } from './row-sums.ts';
import { isTableName } from './table-list.ts';

const FORMAT = 'is-this-true backup';

/** The first line. */
const headerSchema = z.object({
  format: z.literal(FORMAT),
  /** The version of the tables that the rows are from. */
  tables: z.number().int().min(1),
  at: z.iso.datetime(),
});

const rowSchema = z.object({
  table: z.string().refine(isTableName, 'is no table of this program'),
  row: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
});

/** The last line: without it the file was cut off. */
const endSchema = z.object({
  end: z.record(z.string(), z.object({ rows: z.number().int(), sum: z.string() })),
});

export interface BackupHeader {
  readonly tables: number;
  readonly at: Date;
}

/** A backup that cannot be used; the message says where and why. */
export class BackupError extends Error {
  readonly code = 'backup-error';
}

/** Most characters of a line: no row of the program comes near. */
const LONGEST_LINE = 16 * 1024 * 1024;

/**
 * Writes one JSON object a line: a header, every row, the numbers of rows with their checksums. Packed where the name
 * ends in `.gz`. The file appears under its name only once it is whole and on disk; only its owner can read it.
 */
export async function writeBackup(file: string, header: BackupHeader, rows: AsyncIterable<TableRow>): Promise<RowSums> {
  const summer = createRowSummer();
  async function* lines() {
    yield `${JSON.stringify({ format: FORMAT, tables: header.tables, at: header.at.toISOString() })}\n`;
    for await (const { table, row } of rows) {
      summer.add(table, row);
      yield `${JSON.stringify({ table, row })}\n`;
    }
    yield `${JSON.stringify({ end: summer.sums() })}\n`;
  }
  const partial = `${file}.partial`;
  try {
    const target = createWriteStream(partial, { mode: 0o600, flush: true });
    if (file.endsWith('.gz')) await pipeline(Readable.from(lines()), createGzip(), target);
    else await pipeline(Readable.from(lines()), target);
    await rename(partial, file);
    await syncFolderOf(file);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
  return summer.sums();
}

/**
 * Reads the whole file once and checks every line, the numbers and the checksums.
 * @throws BackupError
 */
export async function checkBackup(file: string): Promise<{ header: BackupHeader; sums: RowSums; rows: number }> {
  const summer = createRowSummer();
  let rows = 0;
  let header: BackupHeader | undefined;
  let end: RowSums | undefined;
  for await (const { number, value } of readLines(file)) {
    if (header === undefined) {
      const parsed = headerSchema.safeParse(value);
      if (!parsed.success) throw new BackupError(`${file} is no backup of this program`);
      header = { tables: parsed.data.tables, at: new Date(parsed.data.at) };
      continue;
    }
    if (end !== undefined) throw new BackupError(`${file}:${number} stands behind the end of the backup`);
    const last = endSchema.safeParse(value);
    if (last.success) {
      end = last.data.end;
      continue;
    }
    const { table, row } = parseRow(file, number, value);
    summer.add(table, row);
    rows += 1;
  }
  if (header === undefined) throw new BackupError(`${file} is empty`);
  if (end === undefined) throw new BackupError(`${file} is cut off: its last line is missing`);
  const different = differingTables(summer.sums(), end);
  if (different.length > 0) throw new BackupError(`${file} was changed: ${different.join(', ')} do not add up`);
  return { header, sums: end, rows };
}

/** The rows of a backup that was checked. */
export async function* backupRows(file: string): AsyncIterable<TableRow> {
  for await (const { number, value } of readLines(file)) {
    if (number === 1 || endSchema.safeParse(value).success) continue;
    yield parseRow(file, number, value);
  }
}

function parseRow(file: string, number: number, value: unknown): TableRow {
  const parsed = rowSchema.safeParse(value);
  if (parsed.success) return parsed.data as TableRow;
  const [issue] = parsed.error.issues;
  throw new BackupError(`${file}:${number} ${issue?.path.join('.') || 'the line'} ${issue?.message ?? 'is wrong'}`);
}

async function* readLines(file: string): AsyncIterable<{ number: number; value: unknown }> {
  let number = 0;
  for await (const line of textLines(file)) {
    number += 1;
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch (error) {
      throw new BackupError(`${file}:${number} is not JSON`, { cause: error });
    }
    yield { number, value };
  }
}

async function* textLines(file: string): AsyncIterable<string> {
  const source = createReadStream(file);
  const input = file.endsWith('.gz') ? source.pipe(createGunzip()) : source;
  // An error of the file does not travel through the pipe by itself.
  if (input !== source) source.on('error', (error) => input.destroy(error));
  const decoder = new StringDecoder('utf8');
  // Pieces of a line are joined once: joining at every chunk would take time by the square of the line's length.
  let pieces: string[] = [];
  let length = 0;
  const line = (last: string) => {
    const joined = [...pieces, last].join('');
    pieces = [];
    length = 0;
    return joined;
  };
  try {
    for await (const chunk of input) {
      const [first = '', ...others] = decoder.write(chunk as Buffer).split('\n');
      const rest = others.pop();
      if (rest === undefined) {
        pieces.push(first);
        length += first.length;
      } else {
        yield line(first);
        yield* others;
        pieces.push(rest);
        length = rest.length;
      }
      if (length > LONGEST_LINE) throw new BackupError(`${file} has a line too long for a row`);
    }
  } catch (error) {
    if (error instanceof BackupError) throw error;
    throw new BackupError(`${file} cannot be read: ${messageOf(error)}`, { cause: error });
  } finally {
    source.destroy();
  }
  if (length > 0) yield line('');
}

/** Only then does the new name survive a power cut. */
async function syncFolderOf(file: string): Promise<void> {
  const folder = await open(path.dirname(file), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
