// How is a text, a list of texts or a day typed into a field and put into an entry?

import { entryDatePrecision, isAfter } from '../../entry/entry-date.ts';
import type { Entry, Localized } from '../../entry/entry-schema.ts';
import type { TextKey } from '../../i18n/resource.ts';
import type { FormField } from '../reply.ts';
import type { FieldProblem } from './field-problem.ts';
import { linesOf } from './line-parts.ts';

/** Most characters in a field of a form: what every platform takes. */
export const MAX_FIELD_LENGTH = 3000;

/** In which languages and on which day an entry is written. */
export interface WritingContext {
  readonly lang: string;
  readonly second: string;
  /** Full ISO date. */
  readonly today: string;
}

/** A field of a form, as a view on an entry. */
export interface EntryField {
  readonly name: string;
  readonly kind: FormField['kind'];
  /** Most characters. */
  readonly max: number;
  readonly required?: boolean | undefined;
  readonly choices?: readonly { readonly value: string; readonly label: TextKey }[] | undefined;
  /** What stands in the field. */
  write(entry: Partial<Entry>, context: WritingContext): string;
  /** Puts what was typed into the entry, or says what is wrong with it and changes nothing. */
  apply(entry: Partial<Entry>, text: string, context: WritingContext): readonly FieldProblem[];
}

/** A text in the first or the second language. An empty one takes the text out. */
export function localizedField(
  name: string,
  max: number,
  second: boolean,
  read: (entry: Partial<Entry>) => Localized | undefined,
  put: (entry: Partial<Entry>, text: Localized | undefined) => void,
  required = false,
): EntryField {
  const langOf = (context: WritingContext) => (second ? context.second : context.lang);
  return {
    name,
    kind: 'paragraph',
    max,
    required,
    write: (entry, context) => read(entry)?.[langOf(context)] ?? '',
    apply(entry, typed, context) {
      const text = typed.trim();
      if (text === '' && required) return [{ field: name, key: 'field-problem.empty' }];
      if (text.length > max) return [tooLong(name, max, text.length)];
      const { [langOf(context)]: _before, ...others } = read(entry) ?? {};
      const texts = text === '' ? others : { ...read(entry), [langOf(context)]: text };
      put(entry, Object.keys(texts).length === 0 ? undefined : texts);
      return [];
    },
  };
}

/** One text in a line, in one language. */
export function listField(name: string, list: 'wordings' | 'negatives', second: boolean): EntryField {
  const max = 400;
  return {
    name,
    kind: 'paragraph',
    max: MAX_FIELD_LENGTH,
    write: (entry, { lang, second: other }) => shownLines(entry[list]?.[second ? other : lang] ?? []).join('\n'),
    apply(entry, typed, context) {
      const lang = second ? context.second : context.lang;
      const before = entry[list]?.[lang] ?? [];
      const kept = before.slice(shownLines(before).length);
      const texts = [...new Set([...linesOf(typed), ...kept])];
      const long = texts.find((text) => text.length > max);
      if (long !== undefined) return [tooLong(name, max, long.length)];
      const { [lang]: _before, ...others } = entry[list] ?? {};
      const all = texts.length === 0 ? others : { ...entry[list], [lang]: texts };
      if (Object.keys(all).length === 0) delete entry[list];
      else entry[list] = all;
      return [];
    },
  };
}

/** A day: `2018-02-13`. */
export function dayField(name: string, key: 'reviewed' | 'reviewBy', past: boolean): EntryField {
  return {
    name,
    kind: 'line',
    max: 40,
    write: (entry) => entry[key] ?? '',
    apply(entry, typed, { today }) {
      const text = typed.trim();
      if (text === '') {
        if (key === 'reviewBy') delete entry.reviewBy;
        else entry.reviewed = today;
        return [];
      }
      if (entryDatePrecision(text) !== 'day') return [{ field: name, key: 'field-problem.bad-day', values: { text } }];
      if (past && isAfter(text, today)) return [{ field: name, key: 'field-problem.future-date', values: { text } }];
      if (!past && !isAfter(text, today)) return [{ field: name, key: 'field-problem.past-date', values: { text } }];
      entry[key] = text;
      return [];
    },
  };
}

/** As many lines as fit into a field. Those that do not are kept as they are when the field is read back. */
export function shownLines(lines: readonly string[]): string[] {
  let length = 0;
  const shown: string[] = [];
  for (const line of lines) {
    length += line.length + 1;
    if (length > MAX_FIELD_LENGTH) break;
    shown.push(line);
  }
  return shown;
}

/** More was typed than the field takes. */
export function tooLong(field: string, max: number, count: number): FieldProblem {
  return { field, key: 'field-problem.too-long', values: { max, length: count } };
}
