// Which fields does a moderator fill in, how is each written from an entry, and how is it read back?

import type { Entry } from '../../entry/entry-schema.ts';
import { CONFIDENCE_LEVELS, NATURES, VERDICTS } from '../../entry/vocabulary.ts';
import type { TextKey } from '../../i18n/resource.ts';
import type { FormField } from '../reply.ts';
import { appearanceAsLine, parseAppearances } from './appearance-lines.ts';
import type { FieldProblem } from './field-problem.ts';
import { lineOfParts, linesOf } from './line-parts.ts';
import { parseQuotes, quotesAsLines } from './quote-lines.ts';
import { parseSources, sourceAsLine } from './source-lines.ts';
import { dayField, type EntryField, listField, localizedField, shownLines } from './text-fields.ts';

/** Stands for "no nature" in a menu. */
export const NO_NATURE = 'none';

/** How a field of a choice is told. */
function choice(
  name: string,
  values: readonly string[],
  labelOf: (value: string) => TextKey,
  read: (entry: Partial<Entry>) => string,
  put: (entry: Partial<Entry>, value: string) => void,
): EntryField {
  return {
    name,
    kind: 'choice',
    max: 40,
    choices: values.map((value) => ({ value, label: labelOf(value) })),
    write: (entry) => read(entry),
    apply(entry, text) {
      const value = text.trim();
      if (!values.includes(value)) {
        return [{ field: name, key: 'field-problem.bad-choice', values: { choices: values.join(', ') } }];
      }
      put(entry, value);
      return [];
    },
  };
}

const verdict = choice(
  'verdict',
  VERDICTS,
  (value) => `verdict.${value as Entry['verdict']}`,
  (entry) => entry.verdict ?? '',
  (entry, value) => {
    entry.verdict = value as Entry['verdict'];
  },
);

const nature = choice(
  'nature',
  [NO_NATURE, ...NATURES],
  (value) => (value === NO_NATURE ? 'field.no-nature' : `nature.${value as NonNullable<Entry['nature']>}`),
  (entry) => entry.nature ?? NO_NATURE,
  (entry, value) => {
    if (value === NO_NATURE) delete entry.nature;
    else entry.nature = value as NonNullable<Entry['nature']>;
  },
);

const confidence = choice(
  'confidence',
  CONFIDENCE_LEVELS,
  (value) => `confidence.${value as Entry['confidence']['level']}`,
  (entry) => entry.confidence?.level ?? 'medium',
  (entry, value) => {
    entry.confidence = { ...entry.confidence, level: value as Entry['confidence']['level'] };
  },
);

const sources: EntryField = {
  name: 'sources',
  kind: 'paragraph',
  max: 3000,
  write: (entry) => shownLines((entry.sources ?? []).map(sourceAsLine)).join('\n'),
  apply(entry, text, { today }) {
    const before = entry.sources ?? [];
    const shown = shownLines(before.map(sourceAsLine)).length;
    const read = parseSources('sources', text, before, today);
    if (!read.ok) return read.problems;
    entry.sources = [...read.value, ...before.slice(shown)];
    return [];
  },
};

const timeline: EntryField = {
  name: 'timeline',
  kind: 'paragraph',
  max: 3000,
  write: (entry, { lang }) =>
    shownLines((entry.origin?.timeline ?? []).map((step) => appearanceAsLine(step, lang))).join('\n'),
  apply(entry, text, { lang, today }) {
    const before = entry.origin?.timeline ?? [];
    const shown = shownLines(before.map((step) => appearanceAsLine(step, lang))).length;
    const read = parseAppearances('timeline', text, before, lang, today);
    if (!read.ok) return read.problems;
    entry.origin = { ...entry.origin, timeline: [...read.value, ...before.slice(shown)] };
    return [];
  },
};

/** The first known appearance alone: one of the five fields asked for first. */
const first: EntryField = {
  name: 'first',
  kind: 'line',
  max: 1000,
  write: (entry, { lang }) => {
    const step = entry.origin?.timeline.find(({ kind }) => kind === 'first-known');
    return step === undefined ? '' : appearanceAsLine(step, lang);
  },
  apply(entry, text, { lang, today }) {
    const steps = entry.origin?.timeline ?? [];
    const at = steps.findIndex(({ kind }) => kind === 'first-known');
    const read = parseAppearances('first', linesOf(text).join(' '), at < 0 ? [] : [steps[at]!], lang, today);
    if (!read.ok) return read.problems;
    const others = steps.filter((_, i) => i !== at);
    // Where it had a place it keeps it; a new one comes before what is later, and behind what came before it.
    const place = at >= 0 ? at : others.filter(({ kind }) => kind === 'precursor').length;
    entry.origin = { ...entry.origin, timeline: others.toSpliced(place, 0, ...read.value) };
    return [];
  },
};

const quotes: EntryField = {
  name: 'quotes',
  kind: 'paragraph',
  max: 3000,
  write: (entry, { lang }) =>
    quotesAsLines({ timeline: entry.origin?.timeline ?? [], sources: entry.sources ?? [] }, lang).join('\n'),
  apply(entry, text, { lang }) {
    const before = { timeline: entry.origin?.timeline ?? [], sources: entry.sources ?? [] };
    if (quotesAsLines(before, lang).join('\n').length > 3000)
      return [{ field: 'quotes', key: 'field-problem.too-many' }];
    const read = parseQuotes('quotes', text, before, lang);
    if (!read.ok) return read.problems;
    entry.origin = { ...entry.origin, timeline: [...read.value.timeline] };
    entry.sources = [...read.value.sources];
    return [];
  },
};

const tags: EntryField = {
  name: 'tags',
  kind: 'line',
  max: 400,
  write: ({ tags: all }) => (all ?? []).join(', '),
  apply(entry, text) {
    const all = text
      .split(/[,\n]/)
      .map((tag) => tag.trim().toLowerCase().replaceAll(/\s+/g, '-'))
      .filter((tag) => tag !== '');
    const bad = all.find((tag) => !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(tag) || tag.length > 40);
    if (bad !== undefined) return [{ field: 'tags', key: 'field-problem.bad-tag', values: { text: bad } }];
    if (all.length === 0) delete entry.tags;
    else entry.tags = [...new Set(all)];
    return [];
  },
};

const circulates: EntryField = {
  name: 'circulates',
  kind: 'line',
  max: 100,
  write: ({ circulates: all }) => (all ?? []).join(', '),
  apply(entry, text) {
    const all = text.split(/[\s,]+/).filter((code) => code !== '');
    const bad = all.find((code) => !/^[a-z]{2,3}$/.test(code));
    if (bad !== undefined) return [{ field: 'circulates', key: 'field-problem.bad-language', values: { text: bad } }];
    if (all.length === 0) delete entry.circulates;
    else entry.circulates = all;
    return [];
  },
};

const origin = (name: string, second: boolean) =>
  localizedField(
    name,
    600,
    second,
    (entry) => entry.origin?.summary,
    (entry, summary) => {
      const { summary: _before, ...rest } = entry.origin ?? { timeline: [] };
      entry.origin = summary === undefined ? rest : { ...rest, summary };
    },
  );

const reason = (name: string, second: boolean) =>
  localizedField(
    name,
    400,
    second,
    (entry) => entry.confidence?.reason,
    (entry, text) => {
      const level = entry.confidence?.level ?? 'medium';
      entry.confidence = text === undefined ? { level } : { level, reason: text };
    },
  );

const notProven = (name: string, second: boolean) =>
  localizedField(
    name,
    500,
    second,
    (entry) => entry.notProven,
    (entry, text) => {
      if (text === undefined) delete entry.notProven;
      else entry.notProven = text;
    },
  );

const claim = (name: string, second: boolean) =>
  localizedField(
    name,
    400,
    second,
    (entry) => entry.claim,
    (entry, text) => {
      entry.claim = text ?? {};
    },
    !second,
  );

const answer = (name: string, second: boolean) =>
  localizedField(
    name,
    500,
    second,
    (entry) => entry.answer,
    (entry, text) => {
      entry.answer = text ?? {};
    },
    !second,
  );

/** All fields, in the order in which they are read: quotations after what they belong to. */
export const entryFields: readonly EntryField[] = [
  claim('claim', false),
  verdict,
  answer('answer', false),
  sources,
  timeline,
  first,
  quotes,
  nature,
  confidence,
  reason('reason', false),
  notProven('not-proven', false),
  origin('origin', false),
  listField('wordings', 'wordings', false),
  listField('negatives', 'negatives', false),
  tags,
  dayField('reviewed', 'reviewed', true),
  dayField('review-by', 'reviewBy', false),
  claim('claim-2', true),
  answer('answer-2', true),
  notProven('not-proven-2', true),
  origin('origin-2', true),
  listField('wordings-2', 'wordings', true),
  listField('negatives-2', 'negatives', true),
  reason('reason-2', true),
  circulates,
];

const byName = new Map(entryFields.map((field) => [field.name, field]));

/** A field by its name; undefined where there is none. */
export function entryField(name: string): EntryField | undefined {
  return byName.get(name);
}

/** How a problem of the schema is told, where no field of a form found it. */
export function schemaProblem(path: readonly (string | number)[], message: string): FieldProblem {
  const names: Readonly<Record<string, string>> = {
    notProven: 'not-proven',
    reviewBy: 'review-by',
    origin: 'timeline',
  };
  const [top = 'claim'] = path.map(String);
  const field = names[top] ?? (byName.has(top) ? top : 'claim');
  return {
    field,
    key: 'field-problem.schema',
    values: { text: lineOfParts([`${path.join('.')} ${message}`]) },
  };
}

/** The kind of form field. */
export type EntryFieldKind = FormField['kind'];
