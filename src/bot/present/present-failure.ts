// How is somebody told that the bot itself failed, without losing what they typed?

import type { Texts } from '../../i18n/texts.ts';
import type { Answer } from '../answer.ts';
import { presentProblem } from './present-notice.ts';
import { typedText } from './typed-text.ts';

/**
 * "I could not check", or, where a form was sent, "I could not save" with what was typed in it.
 * @param id stands in the log with the cause.
 * @param fields of the form that was sent.
 */
export function presentFailure(texts: Texts, id: string, fields?: Readonly<Record<string, string>>): Answer {
  const { t } = texts;
  if (fields === undefined) return presentProblem(texts, t('problem.failed', { id }), t('problem.headline'));
  const problem = presentProblem(texts, t('problem.failed-form', { id }), t('problem.headline-form'));
  return { ...problem, sections: typedText(texts, fields) };
}
