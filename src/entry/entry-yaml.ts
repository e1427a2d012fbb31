// How is an entry read from a YAML file, and where in the file is each fault?

import { Lexer, LineCounter, parseDocument, stringify } from 'yaml';
import { checkEntry, fieldName } from './entry-faults.ts';
import { type Entry, entrySchema } from './entry-schema.ts';
import { lineOfField } from './yaml-lines.ts';

/** A fault with its place in the file. */
export interface FileFault {
  /** Counted from 1. */
  readonly line: number;
  /** The field, such as `sources[0].url`; empty where the file as a whole is meant. */
  readonly field: string;
  readonly message: string;
}

export type EntryFile =
  | { readonly ok: true; readonly entry: Entry }
  | { readonly ok: false; readonly faults: readonly FileFault[] };

/** Longest file that is read, in characters. The largest real entries have about 20,000. */
export const MAX_ENTRY_FILE_LENGTH = 200_000;

/**
 * Most tokens (words of YAML: a name, a colon, a value, a line's end) that are read. The largest real entries have about
 * 2,500; this many take about 40 ms, during which nothing else is done.
 */
const MAX_TOKENS = 8_000;

/** Reads one entry. Never throws: every fault comes back with its line. Aliases are refused, they have no use here. */
export function parseEntryYaml(yaml: string): EntryFile {
  if (yaml.length > MAX_ENTRY_FILE_LENGTH) return refused(`is longer than ${MAX_ENTRY_FILE_LENGTH} characters`);
  if (hasTooManyTokens(yaml)) return refused(`has more than ${MAX_TOKENS} words of YAML`);
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines, prettyErrors: false, schema: 'core', logLevel: 'error' });
  if (document.errors.length > 0) {
    return {
      ok: false,
      faults: document.errors.map((error) => ({
        line: lines.linePos(error.pos[0]).line,
        field: '',
        message: `is not well-formed YAML: ${error.message}`,
      })),
    };
  }
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 0 });
  } catch (error) {
    return refused(`cannot be read: ${String(error)}`);
  }
  const checked = checkEntry(numbersInDatesAsText(value));
  if (checked.ok) return checked;
  return {
    ok: false,
    faults: checked.faults.map(({ path, message }) => ({
      line: lineOfField(document, lines, path),
      field: fieldName(path),
      message,
    })),
  };
}

/** The file as a whole is not taken. */
function refused(message: string): EntryFile {
  return { ok: false, faults: [{ line: 1, field: '', message }] };
}

function hasTooManyTokens(yaml: string): boolean {
  const tokens = new Lexer().lex(yaml);
  for (let count = 0; tokens.next().done !== true; count++) if (count >= MAX_TOKENS) return true;
  return false;
}

/** Writes an entry as the curated files are written: fields in the schema's order, long texts on one line. */
export function stringifyEntryYaml(entry: Entry): string {
  return stringify(inSchemaOrder(entry), { lineWidth: 0, defaultStringType: 'PLAIN', defaultKeyType: 'PLAIN' });
}

function inSchemaOrder(entry: Entry): Record<string, unknown> {
  const fields = Object.keys(entrySchema.shape) as (keyof Entry)[];
  return Object.fromEntries(fields.filter((field) => entry[field] !== undefined).map((field) => [field, entry[field]]));
}

/** `date: 2018` is a number to YAML and a year to people. */
function numbersInDatesAsText(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(numbersInDatesAsText);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === 'date' && typeof inner === 'number' ? String(inner) : numbersInDatesAsText(inner),
    ]),
  );
}
