// How is a text, a date or a list said in a person's language?

import i18next from 'i18next';
import { en } from './en.ts';
import { fr } from './fr.ts';
import type { Resource, TextKey } from './resource.ts';

/** The languages the bot speaks, best known first. The first one stands in where none fits. */
export const LANGUAGES = ['en', 'fr'] as const;
export type Language = (typeof LANGUAGES)[number];

/** All texts, by language. */
export const resources: Readonly<Record<Language, Resource>> = { en, fr };

/** The texts of one language. */
export interface Texts {
  readonly lang: Language;
  /** A text with its `{{values}}` filled in; `count` chooses the plural form. */
  t(key: TextKey, values?: Readonly<Record<string, string | number>>): string;
  /** `2018-02-13` as "13 February 2018", `2018-02` as "February 2018", `2018` as "2018". */
  date(date: string): string;
  /** A language's name, such as "French" for `fr`; its code where it has none. */
  languageName(code: string): string;
}

const cache = new Map<Language, Texts>();

/** The texts of a language. */
export function textsOf(lang: Language): Texts {
  let texts = cache.get(lang);
  if (texts === undefined) {
    texts = makeTexts(lang);
    cache.set(lang, texts);
  }
  return texts;
}

/** The language of ours for a locale such as `fr-CA`; undefined where we do not speak it. */
export function languageOfLocale(locale: string | undefined): Language | undefined {
  const primary = locale?.toLowerCase().split(/[-_]/)[0];
  return LANGUAGES.find((lang) => lang === primary);
}

function makeTexts(lang: Language): Texts {
  const i18n = i18next.createInstance();
  void i18n.init({
    initAsync: false,
    lng: lang,
    fallbackLng: false,
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    resources: { [lang]: { translation: resources[lang] } },
  });
  const formats = {
    day: new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang, { dateStyle: 'long', timeZone: 'UTC' }),
    month: new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang, { month: 'long', year: 'numeric', timeZone: 'UTC' }),
  };
  const names = new Intl.DisplayNames([lang], { type: 'language', fallback: 'code' });
  return {
    lang,
    t: (key, values) => i18n.t(key, { ...values }),
    date(date) {
      if (date.length === 4) return date;
      return (date.length === 7 ? formats.month : formats.day).format(
        new Date(`${date}${date.length === 7 ? '-01' : ''}T00:00:00Z`),
      );
    },
    languageName: (code) => names.of(code) ?? code,
  };
}
