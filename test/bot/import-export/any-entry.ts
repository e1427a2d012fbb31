// Any entry the schema takes, for properties that must hold for all of them.

import fc from 'fast-check';
import { checkEntry } from '../../../src/entry/entry-faults.ts';
import type { Entry } from '../../../src/entry/entry-schema.ts';
import { APPEARANCE_KINDS, CONFIDENCE_LEVELS, NATURES, SOURCE_KINDS, VERDICTS } from '../../../src/entry/vocabulary.ts';

/** Texts that break careless formats: quotes, commas, line feeds, formulas, markup, YAML's own signs. */
const text = fc
  .oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
    fc.constantFrom(
      '=1+1',
      "'=1",
      '-2',
      '@x',
      '"a", b',
      'a\nb',
      '- x: {y}',
      '---',
      '# no',
      'true',
      '2018',
      '[]',
      "'[]",
      '<b>&amp;',
      'a | b',
      '~',
      'null',
    ),
  )
  .map((each) =>
    each
      .toWellFormed()
      .replaceAll(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\ufeff\ufffe\uffff\u2028\u2029]/g, ' ')
      .trim(),
  )
  .filter((each) => each !== '');

const lang = fc.constantFrom('en', 'fr', 'es');
const day = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2025-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const date = fc.tuple(day, fc.constantFrom(4, 7, 10)).map(([full, length]) => full.slice(0, length));
const localized = fc.dictionary(lang, text, { minKeys: 1, maxKeys: 3 });
const url = fc
  .tuple(fc.nat(9999), fc.constantFrom('', '?a=1&b=é', '#x'))
  .map(([n, end]) => `https://example.org/${n}${end}`);
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const quote = fc.record({ text, lang, by: optional(text), translation: optional(localized) });

const source = fc.record({
  kind: fc.constantFrom(...SOURCE_KINDS),
  publisher: text,
  title: text,
  url,
  date: optional(date),
  lang: optional(lang),
  note: optional(localized),
  quotes: optional(fc.array(quote, { maxLength: 2 })),
  rating: optional(text),
  verified: optional(fc.record({ on: day, by: fc.constantFrom('page' as const, 'listing' as const) })),
});

const appearance = fc.record({
  kind: fc.constantFrom(...APPEARANCE_KINDS),
  date: optional(date),
  uncertain: optional(fc.boolean()),
  publisher: optional(text),
  title: optional(text),
  url: optional(url),
  note: optional(localized),
  quotes: optional(fc.array(quote, { maxLength: 2 })),
});

/** Entries that `checkEntry` accepts, as it gives them back. */
export const anyEntry: fc.Arbitrary<Entry> = fc
  .record({
    id: fc.array(fc.stringMatching(/^[a-z0-9]{1,8}$/), { minLength: 1, maxLength: 4 }).map((words) => words.join('-')),
    claim: localized,
    verdict: fc.constantFrom(...VERDICTS),
    nature: optional(fc.constantFrom(...NATURES)),
    confidence: fc.record({ level: fc.constantFrom(...CONFIDENCE_LEVELS), reason: optional(localized) }),
    answerText: text,
    notProven: optional(localized),
    origin: fc.record({ summary: optional(localized), timeline: fc.array(appearance, { maxLength: 3 }) }),
    sources: fc.array(source, { minLength: 1, maxLength: 3 }),
    wordings: optional(fc.dictionary(lang, fc.array(text, { minLength: 1, maxLength: 3 }), { minKeys: 1, maxKeys: 2 })),
    updates: optional(fc.array(fc.record({ date: day, note: localized }), { maxLength: 2 })),
    tags: optional(fc.array(fc.constantFrom('moon', 'food-2'), { maxLength: 2 })),
    reviewed: day,
  })
  .map(({ answerText, ...entry }) => ({
    ...entry,
    answer: Object.fromEntries(Object.keys(entry.claim).map((each) => [each, answerText])),
  }))
  .map((entry) => checkEntry(JSON.parse(JSON.stringify(entry))))
  .filter((checked) => checked.ok)
  .map((checked) => (checked as Extract<typeof checked, { ok: true }>).entry);
