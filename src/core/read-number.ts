// Where does a number in a text end, and how is it written without its separators?

import { characterTable, DIGIT, LETTER } from './characters.ts';

/** Longest word kept, in characters: longer ones are cut (hashes, base64, keyboard mashing). */
export const MAX_WORD = 40;

/** Reads the number that begins at `from` with its separators, and a unit stuck to it ("5G", "1st", "20h"). */
export function readNumber(text: string, from: number): { readonly word: string; readonly end: number } {
  const { kinds, fold } = characterTable();
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
    return { word: number + unit, end: k };
  }
  return { word: number, end: i };
}
