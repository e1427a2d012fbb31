// What does an adapter say for itself, where the platform stands in the way?

import { LANGUAGES, languageOfLocale, textsOf } from '../i18n/texts.ts';
import type { Answer } from './answer.ts';
import { presentNotice } from './present/present-notice.ts';

/** To be said in the channel where a private answer cannot reach the person: what they can do. */
export function cannotWhisper(lang: string): Answer {
  const texts = textsOf(languageOfLocale(lang) ?? LANGUAGES[0]);
  return presentNotice(texts, texts.t('whisper.closed'));
}
