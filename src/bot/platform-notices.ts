// What does an adapter say for itself, where the platform stands in the way?

import { LANGUAGES, languageOfLocale, textsOf } from '../i18n/texts.ts';
import type { Answer } from './answer.ts';
import { chooseLanguage } from './asker.ts';
import { presentFailure } from './present/present-failure.ts';
import { presentNotice, presentProblem } from './present/present-notice.ts';

/** The adapter failed where the bot could not know: a private word that is no answer. `id` stands in the log. */
export function couldNotCheck(text: string, id: string, locale?: string): Answer {
  const texts = textsOf(chooseLanguage(locale, 'auto', text));
  return presentFailure(texts, id);
}

/** A button of an earlier version, or one that somebody made up. */
export function staleButton(locale: string | undefined): Answer {
  const texts = textsOf(chooseLanguage(locale, 'auto', ''));
  return presentProblem(texts, texts.t('problem.stale-button'));
}

/** To be said in the channel where a private answer cannot reach the person: what they can do. */
export function cannotWhisper(lang: string): Answer {
  const texts = textsOf(languageOfLocale(lang) ?? LANGUAGES[0]);
  return presentNotice(texts, texts.t('whisper.closed'));
}
