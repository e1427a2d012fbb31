// Which stem does a folded word have in a language?

import { stemmer as dutch } from '@orama/stemmers/dutch';
import { stemmer as english } from '@orama/stemmers/english';
import { stemmer as french } from '@orama/stemmers/french';
import { stemmer as german } from '@orama/stemmers/german';
import { stemmer as italian } from '@orama/stemmers/italian';
import { stemmer as portuguese } from '@orama/stemmers/portuguese';
import { stemmer as spanish } from '@orama/stemmers/spanish';

const STEMMERS: Readonly<Record<string, (word: string) => string>> = {
  de: german,
  en: english,
  es: spanish,
  fr: french,
  it: italian,
  nl: dutch,
  pt: portuguese,
};

/** Languages with a stemmer; words of others stand as they are. */
export const STEMMED_LANGUAGES: readonly string[] = Object.keys(STEMMERS);

/**
 * The stem of a folded word (see `tokenize`). Words with digits, words of up to two letters and words of languages
 * without a stemmer are their own stem.
 */
export function stemWord(word: string, lang: string): string {
  const stemmer = stemmerFor(word, lang);
  if (stemmer === undefined) return word;
  let known = memory.get(lang);
  if (known === undefined || known.size >= MEMORY_SIZE) {
    known = new Map();
    memory.set(lang, known);
  }
  let stem = known.get(word);
  if (stem === undefined) {
    stem = stemmer(word) || word;
    known.set(word, stem);
  }
  return stem;
}

/** As {@link stemWord}, without remembering: for who asks once for each word. */
export function stemWordOnce(word: string, lang: string): string {
  return stemmerFor(word, lang)?.(word) || word;
}

function stemmerFor(word: string, lang: string): ((word: string) => string) | undefined {
  const isItsOwnStem = word.length < 3 || (word.charCodeAt(0) >= 48 && word.charCodeAt(0) <= 57);
  return isItsOwnStem ? undefined : STEMMERS[lang];
}

/** Stems are remembered, since texts repeat their words; forgotten at this many, since texts can be hostile. */
const MEMORY_SIZE = 20_000;
const memory = new Map<string, Map<string, string>>();
