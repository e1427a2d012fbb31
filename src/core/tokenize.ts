// Which words does a text consist of?

import { WordScanner } from './word-scanner.ts';

/** The words of a text in order. The four lists have the same length. */
export interface Tokens {
  /** Lower case, without marks. Numbers without thousands separators, with a dot for decimals. */
  readonly words: string[];
  /** Of each word, as {@link WordScanner} has them. */
  readonly flags: number[];
  /** Where each word starts in the text, in UTF-16 units; `ends` is exclusive. For quoting. */
  readonly starts: number[];
  readonly ends: number[];
}

let scanner: WordScanner | undefined;

/** Splits a text into folded words, as {@link WordScanner} finds them; linear in its length. */
export function tokenize(text: string, maxTokens = 4096): Tokens {
  scanner ??= new WordScanner();
  const tokens: Tokens = { words: [], flags: [], starts: [], ends: [] };
  scanner.open(text);
  while (tokens.words.length < maxTokens && scanner.next()) {
    tokens.words.push(scanner.word());
    tokens.flags.push(scanner.flags);
    tokens.starts.push(scanner.start);
    tokens.ends.push(scanner.end);
  }
  return tokens;
}
