// How is somebody told that the bot itself failed, without losing what they typed?

import type { Texts } from '../../i18n/texts.ts';
import { type Answer, plain, type Section } from '../answer.ts';
import { presentProblem } from './present-notice.ts';

/** What one field of a form holds at most, in characters. */
const LONGEST_FIELD = 3_000;

/**
 * "I could not check", or, where a form was sent, "I could not save" with what was typed in it.
 * @param id stands in the log with the cause.
 * @param fields of the form that was sent.
 */
export function presentFailure(texts: Texts, id: string, fields?: Readonly<Record<string, string>>): Answer {
  const { t } = texts;
  if (fields === undefined) return presentProblem(texts, t('problem.failed', { id }), t('problem.headline'));
  const problem = presentProblem(texts, t('problem.failed-form', { id }), t('problem.headline-form'));
  return { ...problem, sections: typedSections(texts, fields) };
}

/** What was typed into a form, to be copied. */
export function typedSections({ t }: Texts, fields: Readonly<Record<string, string>>): Section[] {
  const typed = Object.values(fields).filter((text) => text.trim() !== '');
  if (typed.length === 0) return [];
  return [{ key: 'text', label: t('draft.typed'), lines: typed.map((text) => plain(text.slice(0, LONGEST_FIELD))) }];
}
