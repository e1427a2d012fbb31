// How are quotations typed, each with the address or the step it belongs to?

import type { Appearance, Quote, Source } from '../../entry/entry-schema.ts';
import type { Parsed } from './field-problem.ts';
import { lineOfParts, linesOf } from './line-parts.ts';

/** Stands where nobody is named and more follows. */
const NOBODY = '–';

/** Whatever can be quoted from: the steps of an origin and the sources. */
export interface Quotable {
  readonly timeline: readonly Appearance[];
  readonly sources: readonly Source[];
}

/** `https://… | the words | language | who said it | translation`; `#2` stands for the second step of the origin. */
export function quotesAsLines({ timeline, sources }: Quotable, lang: string): string[] {
  return [
    ...timeline.flatMap((step, i) => (step.quotes ?? []).map((quote) => quoteAsLine(`#${i + 1}`, quote, lang))),
    ...sources.flatMap((source) => (source.quotes ?? []).map((quote) => quoteAsLine(source.url, quote, lang))),
  ];
}

/** Puts the quotations of a field where they belong, in place of those that were there. */
export function parseQuotes(field: string, text: string, before: Quotable, lang: string): Parsed<Quotable> {
  const known = new Map<string, Quote>();
  for (const [i, step] of before.timeline.entries()) {
    for (const quote of step.quotes ?? []) known.set(quoteAsLine(`#${i + 1}`, quote, lang), quote);
  }
  for (const source of before.sources) {
    for (const quote of source.quotes ?? []) known.set(quoteAsLine(source.url, quote, lang), quote);
  }
  const ofStep = before.timeline.map((): Quote[] => []);
  const ofSource = before.sources.map((): Quote[] => []);
  for (const [i, line] of linesOf(text).entries()) {
    const [where = '', words = '', inLang = '', by = '', ...translated] = line.split(/\s*\|\s*/);
    const fail = (key: 'field-problem.quote-place' | 'field-problem.quote-parts') =>
      ({ ok: false, problems: [{ field, key, values: { line: i + 1, text: where } }] }) as const;
    const step = /^#\d+$/.test(where)
      ? Number(where.slice(1)) - 1
      : before.timeline.findIndex((each) => each.url === where);
    const list = before.sources.findIndex(({ url }) => url === where);
    const place = ofSource[list] ?? ofStep[step];
    if (place === undefined) return fail('field-problem.quote-place');
    const same = known.get(line);
    if (same === undefined && (words === '' || !/^[a-z]{2,3}$/.test(inLang))) return fail('field-problem.quote-parts');
    const translation = translated.join(' ');
    place.push(
      same ?? {
        text: words,
        lang: inLang,
        ...(by === '' || by === NOBODY ? {} : { by }),
        ...(translation === '' ? {} : { translation: { [lang]: translation } }),
      },
    );
  }
  return {
    ok: true,
    value: {
      timeline: before.timeline.map((step, i) => withQuotes(step, ofStep[i] ?? [])),
      sources: before.sources.map((source, i) => withQuotes(source, ofSource[i] ?? [])),
    },
  };
}

function quoteAsLine(where: string, { text, lang, by, translation }: Quote, shown: string): string {
  const translated = translation?.[shown];
  return lineOfParts([where, text, lang, by ?? (translated === undefined ? undefined : NOBODY), translated]);
}

function withQuotes<T extends Appearance | Source>(place: T, quotes: Quote[]): T {
  const { quotes: _before, ...rest } = place;
  return (quotes.length === 0 ? rest : { ...rest, quotes }) as T;
}
