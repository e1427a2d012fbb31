// Which entries does a file hold, row by row, whatever its format?

import { pipeline, Readable } from 'node:stream';
import { CsvError, parse as csvParser } from 'csv-parse';
import { checkEntry, fieldName } from '../../entry/entry-faults.ts';
import { MAX_ENTRY_FILE_LENGTH, parseEntryYaml } from '../../entry/entry-yaml.ts';
import { shortHash, slug, withEnd } from '../moderation/entry-id.ts';
import { createPauses } from '../pauses.ts';
import { claimReviewsIn, entryOfClaimReview } from './claim-review.ts';
import { type Columns, readColumns, unflatten } from './flat-entry.ts';
import { type ImportFormat, type ImportRow, problemRow, type ReadingContext } from './import-row.ts';
import { splitJson } from './split-json.ts';

/** Columns of a table that are read; those after them are left out. The largest real entries fill about 350. */
const MOST_COLUMNS = 2_000;

/** Longest row of a table, in characters. */
const LONGEST_RECORD = 200_000;

/** Characters given to the parser of tables at once: it takes up to two milliseconds for a thousand. */
const TABLE_PIECE = 4_096;

/** Longest web page that is searched for ClaimReview, in characters. */
const MAX_PAGE_LENGTH = 20_000_000;

/** Reads a file piece by piece: memory stays level however long it is. A bad row is told and never ends the reading. */
export async function* readRows(
  format: ImportFormat,
  bytes: AsyncIterable<Uint8Array>,
  context: ReadingContext,
): AsyncGenerator<ImportRow> {
  const text = decoded(bytes);
  switch (format) {
    case 'yaml':
      yield* yamlRows(text);
      return;
    case 'json':
      yield* jsonRows(text);
      return;
    case 'csv':
      yield* csvRows(text, context);
      return;
    case 'claimreview':
      yield* claimReviewRows(text, context);
  }
}

/** The format that a file's name shows; undefined where it shows none. JSON may be either: its first bytes tell. */
export function formatOf(name: string, beginning: string): ImportFormat | undefined {
  if (/\.ya?ml$/i.test(name)) return 'yaml';
  if (/\.csv$/i.test(name)) return 'csv';
  if (/\.html?$/i.test(name)) return 'claimreview';
  if (/\.(?:json|jsonl|ndjson|jsonld)$/i.test(name))
    return /claimReview|DataFeed/i.test(beginning) ? 'claimreview' : 'json';
  return undefined;
}

async function* decoded(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8');
  for await (const chunk of bytes) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

async function* yamlRows(text: AsyncIterable<string>): AsyncGenerator<ImportRow> {
  let row = 0;
  let lines: string[] = [];
  let length = 0;
  let rest = '';
  const keep = (line: string): void => {
    length += line.length + 1;
    // Once it is too long to be read, no more of it is kept.
    if (length <= MAX_ENTRY_FILE_LENGTH) lines.push(line);
  };
  const read = (): ImportRow | undefined => {
    const document = lines.join('\n');
    const isTooLong = length > MAX_ENTRY_FILE_LENGTH + 1;
    lines = [];
    length = 0;
    if (!isTooLong && document.replaceAll(/^[ \t]*#.*$/gm, '').trim() === '') return undefined;
    row += 1;
    if (isTooLong) return problemRow(row, `is longer than ${MAX_ENTRY_FILE_LENGTH} characters`);
    const parsed = parseEntryYaml(document);
    if (parsed.ok) return { row, entry: parsed.entry };
    const [fault] = parsed.faults;
    return problemRow(row, `${fault?.field ?? ''} ${fault?.message ?? ''} (line ${fault?.line ?? 1})`);
  };
  for await (const chunk of text) {
    const parts = (rest + chunk).split('\n');
    rest = parts.pop() ?? '';
    for (const line of parts) {
      if (!/^---\s*$/.test(line)) {
        keep(line);
        continue;
      }
      const found = read();
      if (found) yield found;
    }
    if (rest.length > MAX_ENTRY_FILE_LENGTH) {
      keep(rest);
      // What follows still belongs to a line that begins as nothing does.
      rest = ' ';
    }
  }
  keep(rest);
  const found = read();
  if (found) yield found;
}

async function* jsonRows(text: AsyncIterable<string>): AsyncGenerator<ImportRow> {
  for await (const { number: row, text: piece, tooLong } of splitJson(text)) {
    const value = tooLong ? undefined : parsedJson(piece);
    yield value === undefined
      ? problemRow(row, tooLong ? 'is too long' : 'is not well-formed JSON')
      : checkedRow(row, value);
  }
}

async function* claimReviewRows(text: AsyncIterable<string>, context: ReadingContext): AsyncGenerator<ImportRow> {
  const chunks = text[Symbol.asyncIterator]();
  let beginning = '';
  while (beginning.trim() === '') {
    const next = await chunks.next();
    if (next.done) return;
    beginning = next.value;
  }
  const all = (async function* () {
    yield beginning;
    yield* { [Symbol.asyncIterator]: () => chunks };
  })();
  let row = 0;
  for await (const { text: piece, tooLong, number } of beginning.trimStart().startsWith('<')
    ? scriptsIn(all)
    : splitJson(all)) {
    const value = tooLong ? undefined : parsedJson(piece);
    if (value === undefined) {
      row += 1;
      yield problemRow(row, tooLong ? 'is too long' : 'is not well-formed JSON');
      continue;
    }
    const reviews = claimReviewsIn(value);
    row = Math.max(row, number - 1);
    if (reviews.length === 0) {
      row += 1;
      yield problemRow(row, 'holds no ClaimReview');
    }
    for (const review of reviews) {
      row += 1;
      yield entryOfClaimReview(review, row, context);
    }
  }
}

/** The JSON-LD blocks of a web page that hold a ClaimReview. */
async function* scriptsIn(
  text: AsyncIterable<string>,
): AsyncGenerator<{ text: string; tooLong?: boolean; number: number }> {
  let page = '';
  for await (const chunk of text) {
    page += chunk;
    if (page.length > MAX_PAGE_LENGTH) {
      yield { text: '', tooLong: true, number: 1 };
      return;
    }
  }
  // Tag by tag: one pattern over the whole page takes time by the square of its length where tags are left open.
  const opening = /<script\b([^<>]{0,1000})>/gi;
  const closing = /<\/script\s{0,20}>/gi;
  for (let tag = opening.exec(page); tag !== null; tag = opening.exec(page)) {
    closing.lastIndex = opening.lastIndex;
    const end = closing.exec(page);
    if (end === null) return;
    const block = page.slice(opening.lastIndex, end.index);
    opening.lastIndex = closing.lastIndex;
    const isJson = /\btype\s{0,20}=\s{0,20}["']?application\/ld\+json\b/i.test(tag[1] ?? '');
    if (isJson && block.includes('ClaimReview')) yield { text: block, number: 1 };
  }
}

async function* csvRows(text: AsyncIterable<string>, { today }: ReadingContext): AsyncGenerator<ImportRow> {
  const skipped: ImportRow[] = [];
  const parser = csvParser({
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: LONGEST_RECORD,
    on_skip: (error) => {
      // The parser would drop the rest of its piece and go on in the middle of the row.
      if (error?.code === 'CSV_MAX_RECORD_SIZE') throw error;
      skipped.push(problemRow((error as { records?: number } | undefined)?.records ?? 0, error?.message ?? ''));
    },
  });
  // What fails before the parser ends the loop below; unlike with `pipe`, where it would end the program.
  const records: AsyncIterable<string[]> = pipeline(Readable.from(inPieces(text)), parser, () => {});
  let columns: Columns | undefined;
  let row = 0;
  try {
    for await (const cells of records) {
      if (columns === undefined) {
        columns = readColumns(cells.slice(0, MOST_COLUMNS));
        continue;
      }
      row += 1;
      yield checkedRow(row, withDefaults(unflatten(columns, cells), today));
    }
  } catch (error) {
    if (!(error instanceof CsvError) || error.code !== 'CSV_MAX_RECORD_SIZE') throw error;
    const problem = `is longer than ${LONGEST_RECORD} characters: is a quote left open? The rest is not read`;
    skipped.push(problemRow(row + 1, problem));
  }
  yield* skipped;
}

async function* inPieces(text: AsyncIterable<string>): AsyncGenerator<string> {
  const pause = createPauses();
  for await (const chunk of text) {
    for (let at = 0; at < chunk.length; at += TABLE_PIECE) {
      yield chunk.slice(at, at + TABLE_PIECE);
      await pause();
    }
  }
}

/** Tables written by hand say less: what can be known without asking is filled in. */
function withDefaults(value: Record<string, unknown>, today: string): Record<string, unknown> {
  const lang = typeof value['lang'] === 'string' ? value['lang'] : 'en';
  const { lang: _lang, ...rest } = value;
  const localized = (name: 'claim' | 'answer') =>
    typeof rest[name] === 'string' ? { [name]: { [lang]: rest[name] } } : {};
  const filled: Record<string, unknown> = {
    ...rest,
    ...localized('claim'),
    ...localized('answer'),
    confidence: rest['confidence'] ?? { level: 'medium' },
    origin: rest['origin'] ?? {},
    reviewed: rest['reviewed'] ?? today,
  };
  if (filled['id'] !== undefined) return filled;
  const statement = Object.values((filled['claim'] ?? {}) as Record<string, unknown>)[0];
  if (typeof statement !== 'string') return filled;
  return { ...filled, id: withEnd(slug(statement) || 'claim', shortHash(statement)) };
}

function checkedRow(row: number, value: unknown): ImportRow {
  const checked = checkEntry(value);
  if (checked.ok) return { row, entry: checked.entry };
  const [fault] = checked.faults;
  return problemRow(row, `${fieldName(fault?.path ?? [])} ${fault?.message ?? ''}`);
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
