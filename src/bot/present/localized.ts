// Which of an entry's languages does a person get?

import type { Localized } from '../../entry/entry-schema.ts';

export interface LocalizedText {
  readonly text: string;
  readonly lang: string;
}

/** The text in the wanted language, else in English, else in the first there is; undefined where there is none. */
export function inLanguage(localized: Localized | undefined, lang: string): LocalizedText | undefined {
  if (localized === undefined) return undefined;
  for (const candidate of [lang, 'en', ...Object.keys(localized)]) {
    const text = localized[candidate];
    if (text !== undefined) return { text, lang: candidate };
  }
  return undefined;
}
