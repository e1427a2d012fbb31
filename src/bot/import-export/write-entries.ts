// How are entries written to a file, so that an import gives them back?

import type { Entry } from '../../entry/entry-schema.ts';
import { stringifyEntryYaml } from '../../entry/entry-yaml.ts';
import { claimReviewOf, type ExportContext } from './claim-review.ts';
import { flatten } from './flat-entry.ts';
import type { ImportFormat } from './import-row.ts';

/** What came of an export. */
export interface ExportCounts {
  written: number;
  /** Entries that ClaimReview has no address for. */
  leftOut: number;
}

/**
 * Writes entries one after the other.
 * @param entries called once, or twice for a table: its columns must be known before its rows.
 */
export async function* writeEntries(
  format: ImportFormat,
  entries: () => AsyncIterable<Entry>,
  context: ExportContext,
  counts: ExportCounts,
): AsyncGenerator<string> {
  switch (format) {
    case 'yaml':
      for await (const entry of entries()) {
        counts.written += 1;
        yield `---\n${stringifyEntryYaml(entry)}`;
      }
      return;
    case 'json':
      yield* jsonList('[', entries(), (entry) => entry, counts, ']');
      return;
    case 'csv':
      yield* csvTable(entries, counts);
      return;
    case 'claimreview':
      yield* jsonList(
        '{"@context":"https://schema.org","@type":"DataFeed","dataFeedElement":[',
        entries(),
        (entry) => {
          const review = claimReviewOf(entry, context);
          return review && { '@type': 'DataFeedItem', dateModified: entry.reviewed, item: [review] };
        },
        counts,
        ']}',
      );
  }
}

async function* jsonList(
  open: string,
  entries: AsyncIterable<Entry>,
  write: (entry: Entry) => unknown,
  counts: ExportCounts,
  close: string,
): AsyncGenerator<string> {
  yield open;
  for await (const entry of entries) {
    const value = write(entry);
    if (value === undefined) {
      counts.leftOut += 1;
      continue;
    }
    yield `${counts.written === 0 ? '\n' : ',\n'}${JSON.stringify(value)}`;
    counts.written += 1;
  }
  yield `\n${close}\n`;
}

async function* csvTable(entries: () => AsyncIterable<Entry>, counts: ExportCounts): AsyncGenerator<string> {
  const columns = new Set<string>(['id']);
  for await (const entry of entries()) for (const column of flatten(entry).keys()) columns.add(column);
  const names = [...columns].sort(byPath);
  yield `${names.map(quoted).join(',')}\r\n`;
  for await (const entry of entries()) {
    counts.written += 1;
    const cells = flatten(entry);
    yield `${names.map((name) => quoted(cells.get(name) ?? '')).join(',')}\r\n`;
  }
}

const FIRST = ['id', 'claim', 'verdict', 'nature', 'confidence', 'answer', 'notProven', 'origin', 'sources'];

/** The columns in the order of an entry's fields, numbers by size. */
function byPath(a: string, b: string): number {
  const rank = (path: string) => {
    const at = FIRST.indexOf(path.split('.')[0] ?? '');
    return at < 0 ? FIRST.length : at;
  };
  return rank(a) - rank(b) || a.localeCompare(b, 'en', { numeric: true });
}

function quoted(cell: string): string {
  return /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** What a file of a format is called. */
export function fileName(format: ImportFormat): string {
  return format === 'claimreview' ? 'claims.claimreview.json' : `claims.${format}`;
}
