// Which language is a text in, as far as its small words tell?

import { isFunctionWord, LISTED_LANGUAGES } from './function-words.ts';

/**
 * The language whose function words are most frequent among the folded words; `fallback` where none or too few are.
 * It need not be right on every short text: stems of all indexed languages are tried, this only sets which come first.
 */
export function detectLanguage(words: readonly string[], fallback: string): string {
  let best = fallback;
  let bestCount = 0;
  const sample = words.length > 200 ? words.slice(0, 200) : words;
  for (const lang of LISTED_LANGUAGES) {
    let count = lang === fallback ? 0.5 : 0;
    // A one-letter word says little: "a" is a word of five of the languages.
    for (const word of sample) if (isFunctionWord(word, lang)) count += word.length > 1 ? 1 : 0.3;
    if (count > bestCount) {
      best = lang;
      bestCount = count;
    }
  }
  return bestCount >= 1 ? best : fallback;
}

/** `fr-CA` and `FR` as `fr`; undefined stays undefined. */
export function primaryTag(lang: string | undefined): string | undefined {
  // Nearly always it is one already.
  if (lang === undefined || /^[a-z]+$/.test(lang)) return lang;
  return lang === '' ? undefined : lang.toLowerCase().split(/[-_]/)[0];
}
