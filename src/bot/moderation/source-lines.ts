// How are sources typed, one in a line, and read back without losing what a line cannot hold?

import type { Source } from '../../entry/entry-schema.ts';
import { SOURCE_KINDS, type SourceKind } from '../../entry/vocabulary.ts';
import { LANGUAGES, textsOf } from '../../i18n/texts.ts';
import type { Parsed } from './field-problem.ts';
import { lineOfParts, linesOf, partsOfLine } from './line-parts.ts';

/** `https://… | publisher | title | kind | date | language`. */
export function sourceAsLine({ url, publisher, title, kind, date, lang }: Source): string {
  return lineOfParts([url, publisher, title, kind, date, lang]);
}

/**
 * Reads the lines of a field. A line that was not changed gives back the very source it came from; one whose address
 * is known keeps the notes, quotations and ratings of that source.
 */
export function parseSources(field: string, text: string, before: readonly Source[], today: string): Parsed<Source[]> {
  const sources: Source[] = [];
  const known = new Map(before.map((source) => [sourceAsLine(source), source]));
  const byAddress = new Map(before.map((source) => [source.url, source]));
  for (const [i, line] of linesOf(text).entries()) {
    const same = known.get(line);
    if (same !== undefined) {
      sources.push(same);
      continue;
    }
    const fail = (problem: { key: Parameters<typeof problemIn>[1]; values?: Record<string, string | number> }) =>
      ({ ok: false, problems: [problemIn(field, problem.key, { ...problem.values, line: i + 1 })] }) as const;
    const read = partsOfLine(line, sourceKindWords(), today);
    if (!read.ok) return fail({ key: read.problem.key, values: { ...read.problem.values } });
    const { url, date, kind, lang, words } = read.parts;
    const [publisher, ...title] = words;
    if (url === undefined) return fail({ key: 'field-problem.source-address' });
    if (publisher === undefined || title.length === 0) return fail({ key: 'field-problem.source-title' });
    if (sources.some((each) => each.url === url)) return fail({ key: 'field-problem.source-twice' });
    const { note, quotes, verified, rating } = byAddress.get(url) ?? {};
    sources.push({
      kind: kind ?? 'news',
      publisher,
      title: title.join(' '),
      url,
      ...(date === undefined ? {} : { date }),
      ...(lang === undefined ? {} : { lang }),
      ...(note === undefined ? {} : { note }),
      ...(quotes === undefined ? {} : { quotes }),
      ...(verified === undefined ? {} : { verified }),
      ...(rating === undefined ? {} : { rating }),
    });
  }
  return { ok: true, value: sources };
}

function problemIn(
  field: string,
  key: 'field-problem.source-address' | 'field-problem.source-title' | 'field-problem.source-twice' | LineKey,
  values: Readonly<Record<string, string | number>>,
) {
  return { field, key, values } as const;
}

type LineKey = Extract<ReturnType<typeof partsOfLine>, { ok: false }>['problem']['key'];

function sourceKindWords(): ReadonlyMap<string, SourceKind> {
  return new Map(
    SOURCE_KINDS.flatMap((kind) => [
      [kind, kind] as const,
      ...LANGUAGES.map((lang) => [textsOf(lang).t(`source.${kind}`).toLowerCase(), kind] as const),
    ]),
  );
}
