// Which words does an adapter say itself, beside those of an answer?

import { languageOfLocale, type Texts, textsOf } from '../i18n/texts.ts';

/** The texts in the language of an answer or a person, for the few things that only an adapter can say. */
export function wordsIn(lang: string | undefined): Texts['t'] {
  return textsOf(languageOfLocale(lang) ?? 'en').t;
}
