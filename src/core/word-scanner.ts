// Which words stand in a text, one after the other?

import { type CharacterTable, characterTable, DIGIT, GAP, LETTER, MARK } from './characters.ts';
import { MAX_WORD, readNumber } from './read-number.ts';

/** The word is written with a capital although it does not open a sentence: a name, most likely. */
export const CAPITAL = 1;
/** The word opens a sentence. */
export const OPENS = 2;
/** The word is a number, or holds a digit. */
export const NUMERIC = 4;
/** The whole word is in capitals (two letters or more). */
export const SHOUTED = 8;

const APOSTROPHES = "'’ʼ`´";
const SENTENCE_END = '.!?…:;\n«"“¿¡|';
const SPACE = 32;
const N = 110;

/**
 * Goes from word to word of a text; linear in its length. The word at hand lies in `codes`, so that nobody who knows it
 * already has to make a string of it.
 * `don't` gives `do`, `not`; `l'avion` gives `l`, `avion`; `1,000.5` and `1 000,5` give `1000.5`; `covid19` gives
 * `covid`, `19`, while `5G` and `1st` stay whole.
 */
export class WordScanner {
  /** The word at hand: its first `length` UTF-16 units, in lower case and without marks. */
  readonly codes = new Uint16Array(MAX_WORD);
  length = 0;
  /** Sum of {@link CAPITAL}, {@link OPENS}, {@link NUMERIC}, {@link SHOUTED}. */
  flags = 0;
  /** Where the word stands in the text, in UTF-16 units; `end` is exclusive. */
  start = 0;
  end = 0;
  private readonly table: CharacterTable = characterTable();
  private text = '';
  private at = 0;
  private opens = true;
  /** The word at hand is the verb of a "don't". */
  private isDenied = false;

  /** Goes to the beginning of a text. */
  open(text: string): void {
    this.text = text;
    this.at = 0;
    this.opens = true;
    this.isDenied = false;
  }

  /** Goes to the next word; false where there is none. */
  next(): boolean {
    if (this.isDenied) {
      this.isDenied = false;
      this.setWord('not');
      this.found(0, this.at, this.at + 2);
      return true;
    }
    const { text } = this;
    const { kinds } = this.table;
    while (this.at < text.length) {
      const code = text.charCodeAt(this.at);
      const kind = kinds[code] as number;
      if (kind === LETTER) {
        if (this.readWord()) return true;
      } else if (kind === GAP || kind === MARK) {
        if (code !== SPACE && SENTENCE_END.includes(text[this.at] as string)) this.opens = true;
        this.at += 1;
      } else if (kind === DIGIT) {
        const { word, end } = readNumber(text, this.at);
        this.setWord(word);
        this.found(NUMERIC, this.at, end);
        return true;
      } else {
        this.codes[0] = code;
        this.length = 1;
        this.found(0, this.at, this.at + 1);
        return true;
      }
    }
    return false;
  }

  /** The word at hand. */
  word(): string {
    return String.fromCharCode.apply(null, this.codes.subarray(0, this.length) as unknown as number[]);
  }

  /** Reads the word that begins here; false where nothing is left of it without its marks. */
  private readWord(): boolean {
    const { text, codes } = this;
    const { kinds, letters: folded, fold, isUpper } = this.table;
    const start = this.at;
    const isCapital = isUpper(text.charCodeAt(start));
    let capitals = 0;
    let letters = 0;
    let digits = 0;
    /** As long as the word is before it is cut, and its last unit. */
    let length = 0;
    let last = 0;
    let i = start;
    for (; i < text.length; i += 1) {
      const code = text.charCodeAt(i);
      const kind = kinds[code] as number;
      if (kind === LETTER) {
        if (isUpper(code)) capitals += 1;
        letters += 1;
      } else if (kind === DIGIT) {
        if (letters >= 3) break;
        digits += 1;
      } else if (kind === MARK) continue;
      else break;
      const letter = folded[code] as number;
      if (letter !== 0) {
        if (length < MAX_WORD) codes[length] = letter;
        length += 1;
        last = letter;
        continue;
      }
      const several = fold(code);
      for (let k = 0; k < several.length; k += 1) {
        last = several.charCodeAt(k);
        if (length < MAX_WORD) codes[length] = last;
        length += 1;
      }
    }
    this.at = i;
    if (length === 0) return false;
    let flags = isCapital ? CAPITAL : 0;
    if (capitals >= 2 && capitals === letters) flags |= SHOUTED;
    if (digits > 0) flags |= NUMERIC;
    // "don't": the negation is a word of its own, as in "do not".
    if (last === N && length > 1 && this.isBeforeApostropheT(i)) {
      this.isDenied = true;
      length -= 1;
    }
    this.length = Math.min(length, MAX_WORD);
    if (this.isDenied) this.mendVerb();
    this.found(flags, start, i);
    return true;
  }

  private isBeforeApostropheT(at: number): boolean {
    const { text } = this;
    return (
      at + 1 < text.length &&
      APOSTROPHES.includes(text[at] as string) &&
      (text[at + 1] === 't' || text[at + 1] === 'T') &&
      (at + 2 >= text.length || this.table.kinds[text.charCodeAt(at + 2)] === GAP)
    );
  }

  /** What is left of "can't" and "won't" is no verb. */
  private mendVerb(): void {
    if (this.length !== 2) return;
    const verb = this.word();
    if (verb === 'ca') this.setWord('can');
    else if (verb === 'wo') this.setWord('will');
  }

  private found(flags: number, start: number, end: number): void {
    this.flags = this.opens ? flags | OPENS : flags;
    this.start = start;
    this.end = end;
    this.at = end;
    this.opens = false;
  }

  private setWord(word: string): void {
    this.length = Math.min(word.length, MAX_WORD);
    for (let i = 0; i < this.length; i += 1) this.codes[i] = word.charCodeAt(i);
  }
}
