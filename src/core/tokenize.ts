// Which words does a text consist of?

import { characterTable, DIGIT, GAP, IDEOGRAPH, LETTER, MARK } from './characters.ts';

/** The word is written with a capital although it does not open a sentence: a name, most likely. */
export const CAPITAL = 1;
/** The word opens a sentence. */
export const OPENS = 2;
/** The word is a number, or holds a digit. */
export const NUMERIC = 4;
/** The whole word is in capitals (two letters or more). */
export const SHOUTED = 8;

/** The words of a text in order. The three lists have the same length. */
export interface Tokens {
  /** Lower case, without marks. Numbers without thousands separators, with a dot for decimals. */
  readonly words: string[];
  /** Sum of {@link CAPITAL}, {@link OPENS}, {@link NUMERIC}, {@link SHOUTED}. */
  readonly flags: number[];
  /** Where each word starts in the text, in UTF-16 units; `ends` is exclusive. For quoting. */
  readonly starts: number[];
  readonly ends: number[];
}

const APOSTROPHES = "'’ʼ`´";
const SENTENCE_END = '.!?…:;\n«"“¿¡|';

/** Longest word kept, in characters: longer ones are cut (hashes, base64, keyboard mashing). */
const MAX_WORD = 40;

/**
 * Splits a text into folded words; linear in its length.
 * `don't` gives `do`, `not`; `l'avion` gives `l`, `avion`; `1,000.5` and `1 000,5` give `1000.5`; `covid19` gives
 * `covid`, `19`, while `5G` and `1st` stay whole.
 */
export function tokenize(text: string, maxTokens = 4096): Tokens {
  const { kinds, fold } = characterTable();
  const words: string[] = [];
  const flags: number[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let opens = true;
  let i = 0;
  const n = text.length;

  function push(word: string, flag: number, start: number, end: number): void {
    words.push(word.length > MAX_WORD ? word.slice(0, MAX_WORD) : word);
    flags.push(opens ? flag | OPENS : flag);
    starts.push(start);
    ends.push(end);
    opens = false;
  }

  while (i < n && words.length < maxTokens) {
    const kind = kinds[text.charCodeAt(i)] as number;
    if (kind === GAP || kind === MARK) {
      if (SENTENCE_END.includes(text[i] as string)) opens = true;
      i += 1;
      continue;
    }
    if (kind === IDEOGRAPH) {
      push(text[i] as string, 0, i, i + 1);
      i += 1;
      continue;
    }
    if (kind === DIGIT) {
      i = readNumber(text, i, kinds, fold, push);
      continue;
    }
    const start = i;
    let capitals = 0;
    let letters = 0;
    let digits = 0;
    let plain = true;
    const first = isUpper(text, i);
    while (i < n) {
      const code = text.charCodeAt(i);
      const here = kinds[code] as number;
      if (here === LETTER) {
        if (code > 127) plain = false;
        if (isUpper(text, i)) capitals += 1;
        letters += 1;
      } else if (here === DIGIT) {
        if (letters >= 3) break;
        if (code > 127) plain = false;
        digits += 1;
      } else if (here !== MARK) break;
      else plain = false;
      i += 1;
    }
    let word: string;
    if (plain) word = capitals > 0 ? text.slice(start, i).toLowerCase() : text.slice(start, i);
    else {
      word = '';
      for (let k = start; k < i; k += 1) if (kinds[text.charCodeAt(k)] !== MARK) word += fold(text.charCodeAt(k));
    }
    let flag = 0;
    if (first) flag |= CAPITAL;
    if (capitals >= 2 && capitals === letters) flag |= SHOUTED;
    if (digits > 0) flag |= NUMERIC;
    // "don't": the negation is a word of its own, as in "do not".
    if (
      i + 1 < n &&
      word.length > 1 &&
      word.endsWith('n') &&
      APOSTROPHES.includes(text[i] as string) &&
      (text[i + 1] === 't' || text[i + 1] === 'T') &&
      (i + 2 >= n || kinds[text.charCodeAt(i + 2)] === GAP)
    ) {
      const base = word === 'can' ? 'can' : word === 'won' ? 'will' : word.slice(0, -1);
      push(base, flag, start, i);
      push('not', 0, i, i + 2);
      i += 2;
      continue;
    }
    if (word !== '') push(word, flag, start, i);
  }
  return { words, flags, starts, ends };
}

function isUpper(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code < 128) return code > 64 && code < 91;
  const letter = text[at] as string;
  return letter !== letter.toLowerCase();
}

/** Reads a number with its separators, and a unit stuck to it ("5G", "1st", "20h"); returns where it ends. */
function readNumber(
  text: string,
  from: number,
  kinds: Uint8Array,
  fold: (code: number) => string,
  push: (word: string, flag: number, start: number, end: number) => void,
): number {
  const n = text.length;
  let i = from;
  let number = '';
  let group = 0;
  while (i < n && kinds[text.charCodeAt(i)] === DIGIT && number.length < MAX_WORD) {
    number += fold(text.charCodeAt(i));
    group += 1;
    i += 1;
  }
  // Thousands: groups of exactly three digits after at most three, by comma, point, space or apostrophe.
  let thousands = '';
  while (i + 3 < n) {
    const separator = text[i];
    if (separator === undefined || !",.  ' ".includes(separator) || (thousands !== '' && separator !== thousands))
      break;
    if (thousands === '' && (group > 3 || number.startsWith('0'))) break;
    if (
      kinds[text.charCodeAt(i + 1)] !== DIGIT ||
      kinds[text.charCodeAt(i + 2)] !== DIGIT ||
      kinds[text.charCodeAt(i + 3)] !== DIGIT ||
      (i + 4 < n && kinds[text.charCodeAt(i + 4)] === DIGIT)
    ) {
      break;
    }
    for (let k = 1; k <= 3; k += 1) number += fold(text.charCodeAt(i + k));
    thousands = separator;
    i += 4;
  }
  // Decimals.
  if (
    i + 1 < n &&
    (text[i] === '.' || text[i] === ',') &&
    text[i] !== thousands &&
    kinds[text.charCodeAt(i + 1)] === DIGIT
  ) {
    let decimals = '';
    let k = i + 1;
    while (k < n && kinds[text.charCodeAt(k)] === DIGIT && decimals.length < 6) {
      decimals += fold(text.charCodeAt(k));
      k += 1;
    }
    const trimmed = decimals.replace(/0+$/, '');
    if (trimmed !== '') number += `.${trimmed}`;
    i = k;
  }
  // A unit stuck to the number: short ones stay ("5g", "1st"), longer words stand alone.
  let unit = '';
  let k = i;
  while (k < n && kinds[text.charCodeAt(k)] === LETTER && unit.length < 4) {
    unit += fold(text.charCodeAt(k));
    k += 1;
  }
  if (unit !== '' && unit.length < 3 && !(k < n && kinds[text.charCodeAt(k)] === LETTER)) {
    push(number + unit, NUMERIC, from, k);
    return k;
  }
  push(number, NUMERIC, from, i);
  return i;
}
