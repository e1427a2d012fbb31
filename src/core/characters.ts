// What is each character: part of a word, a digit, or a gap, and what does it fold to?

/** Not part of a word. */
export const GAP = 0;
/** A letter of a script that puts gaps between words. */
export const LETTER = 1;
/** A decimal digit. */
export const DIGIT = 2;
/** A letter of a script without gaps between words (Han, kana, Thai…): each stands as a word of its own. */
export const IDEOGRAPH = 3;
/** A combining mark: belongs to the word and folds to nothing. */
export const MARK = 4;

const IDEOGRAPHIC =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;

/** Letters that fold to more than one, or that have no decomposition. */
const SPECIAL: Readonly<Record<string, string>> = {
  æ: 'ae',
  œ: 'oe',
  ß: 'ss',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ı: 'i',
  ħ: 'h',
};

/** Classes and folded forms of the characters of the basic plane, by code unit. */
export interface CharacterTable {
  /** {@link GAP} to {@link MARK} by code unit; surrogates are gaps (words in the higher planes are too rare to index). */
  readonly kinds: Uint8Array;
  /** The lower-case letter without marks, by code unit; '' for marks. */
  fold(code: number): string;
  /** What `fold` gives, by code unit, where it is a single one and was asked for before or is ASCII; else 0. */
  readonly letters: Uint16Array;
  /** Whether it is a capital letter. */
  isUpper(code: number): boolean;
}

function classify(char: string): number {
  if (/\p{Nd}/u.test(char)) return DIGIT;
  // Marks of Indic scripts are vowels: they stay letters, or words would lose their identity.
  if (/\p{M}/u.test(char))
    return /[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f]/.test(char) ? MARK : LETTER;
  if (!/[\p{L}\p{N}]/u.test(char)) return GAP;
  return IDEOGRAPHIC.test(char) ? IDEOGRAPH : LETTER;
}

/** One character without case and marks. */
function foldCharacter(char: string): string {
  const lower = char.toLowerCase();
  const special = SPECIAL[lower];
  if (special !== undefined) return special;
  const base = lower
    .normalize('NFD')
    .replace(/[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f]/g, '');
  const digit = /\p{Nd}/u.test(base) ? foldDigit(base) : base;
  return SPECIAL[digit] ?? digit;
}

/** A decimal digit of any script as ASCII: in Unicode the ten digits of a script stand in order from its zero. */
function foldDigit(char: string): string {
  let code = char.charCodeAt(0);
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCharCode(code - 1))) {
    code -= 1;
    value += 1;
  }
  return String(value);
}

let table: CharacterTable | undefined;

/** The table, made on first use (about 10 ms) and kept. */
export function characterTable(): CharacterTable {
  if (table !== undefined) return table;
  const kinds = new Uint8Array(65536);
  for (let code = 0; code < 65536; code += 1) {
    if (code >= 0xd800 && code <= 0xdfff) continue;
    // The large Han and Hangul blocks need no test per character.
    if (code >= 0x4e00 && code <= 0x9fff) kinds[code] = IDEOGRAPH;
    else if (code >= 0xac00 && code <= 0xd7a3) kinds[code] = LETTER;
    else if (code >= 0xe000 && code <= 0xf8ff) kinds[code] = GAP;
    else kinds[code] = classify(String.fromCharCode(code));
  }
  const folded: (string | undefined)[] = [];
  const letters = new Uint16Array(65536);
  /** 0: not asked for yet. */
  const cases = new Uint8Array(65536);
  function fold(code: number): string {
    let known = folded[code];
    if (known === undefined) {
      known = foldCharacter(String.fromCharCode(code));
      folded[code] = known;
      if (known.length === 1) letters[code] = known.charCodeAt(0);
    }
    return known;
  }
  function isUpper(code: number): boolean {
    if (code < 128) return code > 64 && code < 91;
    if (cases[code] === 0) {
      const letter = String.fromCharCode(code);
      cases[code] = letter === letter.toLowerCase() ? LOWER : UPPER;
    }
    return cases[code] === UPPER;
  }
  for (let code = 0; code < 128; code += 1) fold(code);
  table = { kinds, letters, fold, isUpper };
  return table;
}

const LOWER = 1;
const UPPER = 2;
