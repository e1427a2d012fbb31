// In what do two versions of an entry differ, in words?

import type { Entry } from '../../entry/entry-schema.ts';
import type { Texts } from '../../i18n/texts.ts';
import { type Line, plain } from '../answer.ts';
import { entryFields } from './entry-fields.ts';
import { fieldLabel, secondLanguage } from './entry-steps.ts';
import { linesOf } from './line-parts.ts';
import type { WritingContext } from './text-fields.ts';

/** Longest text shown of one side. */
const MAX_SHOWN = 300;

/** The names of the fields in which two entries differ. */
export function changedFields(before: Entry, after: Entry, lang: string): string[] {
  const context = contextOf(lang);
  return entryFields
    .filter(({ name }) => name !== 'first')
    .filter((field) => field.write(before, context) !== field.write(after, context))
    .map(({ name }) => name);
}

/** One line a difference: what is gone, what came. Lists are told by the lines that differ. */
export function entryDifferences(before: Entry, after: Entry, texts: Texts): Line[] {
  const context = contextOf(texts.lang);
  const lines = entryFields
    .filter(({ name }) => name !== 'first')
    .flatMap((field): Line[] => {
      const [was, is] = [field.write(before, context), field.write(after, context)];
      if (was === is) return [];
      const old = linesOf(was);
      const now = linesOf(is);
      return [
        [
          { text: `${fieldLabel(field.name, context, texts)} `, style: 'strong' },
          ...side(
            '−',
            old.filter((line) => !now.includes(line)),
          ),
          ...side(
            '+',
            now.filter((line) => !old.includes(line)),
          ),
        ],
      ];
    });
  const updates = (after.updates ?? []).slice(before.updates?.length ?? 0);
  return [
    ...lines,
    ...updates.map(({ date, note }) =>
      plain(`${texts.date(date)} ${note[texts.lang] ?? Object.values(note)[0] ?? ''}`),
    ),
  ];
}

function side(sign: string, lines: readonly string[]): Line {
  if (lines.length === 0) return [];
  const text = lines.join(' / ');
  return [{ text: `${sign} ${text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text} ` }];
}

function contextOf(lang: string): WritingContext {
  return { lang, second: secondLanguage(lang), today: '9999-12-31' };
}
