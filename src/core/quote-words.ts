// How does a text write the words in which it differs?

import { isNegation } from './function-words.ts';
import { stemWord } from './stem-word.ts';
import { tokenize } from './tokenize.ts';

/** The words of a text, as written, that have one of the stems. */
export function quoteWords(text: string, stems: readonly string[], lang: string): string {
  const tokens = tokenize(text);
  const quoted: string[] = [];
  for (let i = 0; i < tokens.words.length; i += 1) {
    const word = tokens.words[i] as string;
    if (stems.includes(word) || stems.includes(stemWord(word, lang)))
      quoted.push(text.slice(tokens.starts[i], tokens.ends[i]));
  }
  return [...new Set(quoted)].slice(0, 6).join(' ');
}

/** The first word that denies; empty where none does. */
export function quoteNegation(text: string, lang: string): string {
  const tokens = tokenize(text);
  const at = tokens.words.findIndex((word) => isNegation(word, lang));
  return at < 0 ? '' : text.slice(tokens.starts[at], tokens.ends[at]);
}
