// Where does each word of each wording stand, and which wordings may a text be about?

import { AddressBook } from './address-book.ts';
import { intArena, offsetOf } from './arena.ts';
import type { IndexableClaim, LanguageText } from './claim.ts';
import { detectLanguage, primaryTag } from './detect-language.ts';
import { isFunctionWord, isNegation } from './function-words.ts';
import { GrowableInts, grownInts } from './growable-array.ts';
import type { WordingRole } from './match.ts';
import { normalizeAddress } from './normalize-address.ts';
import { IMPACT_BITS, IMPACT_LEVELS, PostingLists } from './posting-lists.ts';
import { type Background, TermTable } from './term-table.ts';
import { TextArena } from './text-arena.ts';
import { tokenize } from './tokenize.ts';
import { WordScanner } from './word-scanner.ts';
import { WordTable } from './word-table.ts';

/** Bits of a stored token that hold its flags (see `WordScanner`), and {@link NEGATES}. */
export const FLAG_BITS = 5;
export const FLAG_MASK = (1 << FLAG_BITS) - 1;
/** The token denies: it is compared, never searched. */
export const NEGATES = 16;

/** BM25 saturation of repeated terms. */
const K1 = 1.2;
/** BM25 length normalization, 0 to 1: raising it favours short wordings. Fixed on the training tweets. */
const B = 0.5;
/** Length, in content words, at which the normalization is neutral; fixed so that order of insertion cannot matter. */
const PIVOT = 18;
/** Content words kept of one wording. */
const MAX_TOKENS = 1500;
/** Scratch numbers of a term, as a power of two, and where each stands. */
const SCRATCH_BITS = 2;
const IN_UNIT = 0;
const TIMES = 1;
const IN_CLAIM = 2;
/** In the place of a function word's token. */
const NOT_INDEXED = -1;

/** What a text is in its claim, by the number kept of it. */
const KINDS = ['statement', 'title', 'wording', 'negative'] as const;
const STATEMENT = KINDS.indexOf('statement');
const NEGATIVE = KINDS.indexOf('negative');
/** In the place of a text that is not there. */
const NO_TEXT = -1;

/** What is kept of a claim as an object; its texts and addresses lie elsewhere. */
export type IndexedClaim = Pick<IndexableClaim, 'id' | 'scope'>;

/** One text of a claim with the text it is shown as. A statement and the title in its language are one unit. */
export interface Unit {
  readonly claim: IndexedClaim;
  readonly role: WordingRole;
  readonly negative: boolean;
  readonly text: string;
  readonly title: string;
  readonly lang: string;
}

/**
 * The inverted index over all wordings. Claims come and go one by one; the postings of one that went are passed over
 * and swept list by list, so that no change ever rebuilds the whole.
 */
export class ClaimIndex {
  readonly terms: TermTable;
  readonly postings = new PostingLists();
  /** By claim number; undefined where the claim went. */
  readonly claims: (IndexedClaim | undefined)[] = [];
  private readonly claimNumbers = new Map<string, number>();
  /** By claim number: its units are those from here on to the next claim's. */
  private readonly claimUnits = new GrowableInts();
  /** By unit number. */
  readonly unitClaim = new GrowableInts();
  private readonly unitTokens = new GrowableInts();
  private readonly unitTextLength = new GrowableInts();
  private readonly unitTitleLength = new GrowableInts();
  private readonly unitText = new GrowableInts();
  private readonly unitTitle = new GrowableInts();
  /** Position in {@link KINDS}. */
  private readonly unitKind = new GrowableInts();
  private readonly unitLang = new GrowableInts();
  private readonly tokens = intArena();
  private readonly texts = new TextArena();
  private readonly addresses = new AddressBook();
  /** By language and word: one look-up tells function words, negations and the stem's number. */
  private readonly tokenOfWord = new Map<string, WordTable>();
  private readonly scanner = new WordScanner();
  /** Tokens of the wording at hand. */
  private readonly reading = new Int32Array(2 * MAX_TOKENS);
  /**
   * By term, side by side since they are asked for together: the last unit that was seen to hold it ({@link IN_UNIT}),
   * how often ({@link TIMES}), and the last claim ({@link IN_CLAIM}); units and claims as {@link stamp}.
   */
  private scratch: Int32Array = new Int32Array(0);
  private stamp = 0;
  private readonly languages: string[] = [];
  private aliveUnits = 0;

  constructor(background: Background) {
    this.terms = new TermTable(background);
  }

  /** Number of claims. */
  get size(): number {
    return this.claimNumbers.size;
  }

  /** Wordings per claim, titles apart from their statements included; 0 where there is no claim. */
  get wordingsPerClaim(): number {
    return this.size === 0 ? 0 : this.aliveUnits / this.size;
  }

  get unitCount(): number {
    return this.unitClaim.length;
  }

  /** Languages of the indexed texts. */
  get indexedLanguages(): readonly string[] {
    return this.languages;
  }

  unitLanguage(unit: number): string {
    return this.languages[this.unitLang.values[unit] as number] as string;
  }

  numberOf(claimId: string): number | undefined {
    return this.claimNumbers.get(claimId);
  }

  put(claim: IndexableClaim): void {
    this.remove(claim.id);
    const { id, scope } = claim;
    const number = this.claims.push({ id, scope }) - 1;
    this.claimNumbers.set(id, number);
    this.claimUnits.push(this.unitCount);
    this.stamp += 1;
    const { stamp } = this;
    for (const text of textsOf(claim)) this.addUnit(number, stamp, text);
    for (const url of claim.urls ?? []) {
      const address = normalizeAddress(url);
      if (address !== undefined) this.addresses.add(number, address);
    }
  }

  remove(claimId: string): boolean {
    const number = this.claimNumbers.get(claimId);
    if (number === undefined) return false;
    const units = this.unitsOf(number);
    this.claimNumbers.delete(claimId);
    this.claims[number] = undefined;
    this.stamp += 1;
    const { stamp } = this;
    for (const unit of units) this.dropUnit(unit, stamp);
    this.addresses.remove(number);
    return true;
  }

  /** Numbers of the claims that list an address (normalized). */
  claimsWithAddress(address: string): readonly number[] {
    return this.addresses.claimsWith(address);
  }

  unitsOf(claim: number): readonly number[] {
    if (this.claims[claim] === undefined) return [];
    const first = this.claimUnits.values[claim] as number;
    const next = claim + 1 < this.claims.length ? (this.claimUnits.values[claim + 1] as number) : this.unitCount;
    return Array.from({ length: next - first }, (_, i) => first + i);
  }

  /** The claim as reviewed, once per language. */
  statementsOf(claim: number): LanguageText[] {
    return this.unitsOf(claim)
      .filter((unit) => this.unitKind.values[unit] === STATEMENT)
      .map((unit) => ({ text: this.texts.read(this.unitText.values[unit] as number), lang: this.unitLanguage(unit) }));
  }

  isAlive(unit: number): boolean {
    return this.claims[this.unitClaim.values[unit] as number] !== undefined;
  }

  /** Where the unit's tokens are: `page[start … start + textLength + titleLength)`, the text's first. */
  tokensOf(unit: number): { page: Int32Array; start: number; textLength: number; titleLength: number } {
    const at = this.unitTokens.values[unit] as number;
    return {
      page: this.tokens.page(at),
      start: offsetOf(at),
      textLength: this.unitTextLength.values[unit] as number,
      titleLength: this.unitTitleLength.values[unit] as number,
    };
  }

  isNegative(unit: number): boolean {
    return this.unitKind.values[unit] === NEGATIVE;
  }

  /** Whether the unit's text denies something ("not", "ne … pas"). */
  denies(unit: number): boolean {
    const { page, start, textLength } = this.tokensOf(unit);
    for (let i = start; i < start + textLength; i += 1) if (((page[i] as number) & NEGATES) !== 0) return true;
    return false;
  }

  /** The unit with its texts, for showing. */
  unit(unit: number): Unit {
    const claim = this.claims[this.unitClaim.values[unit] as number] as IndexedClaim;
    const kind = KINDS[this.unitKind.values[unit] as number] as (typeof KINDS)[number];
    const title = this.unitTitle.values[unit] as number;
    return {
      claim,
      role: kind === 'negative' ? 'wording' : kind,
      negative: kind === 'negative',
      text: this.texts.read(this.unitText.values[unit] as number),
      title: title === NO_TEXT ? '' : this.texts.read(title),
      lang: this.unitLanguage(unit),
    };
  }

  private addUnit(claim: number, claimStamp: number, { text, title, lang, kind }: UnitText): void {
    const unit = this.unitClaim.push(claim);
    this.aliveUnits += 1;
    const textLength = this.readTokens(text, lang, 0);
    const titleLength = title === '' ? 0 : this.readTokens(title, lang, textLength);
    const length = textLength + titleLength;
    const start = this.tokens.allocate(length);
    this.unitTokens.push(start);
    this.unitTextLength.push(textLength);
    this.unitTitleLength.push(titleLength);
    this.unitText.push(this.texts.put(text));
    this.unitTitle.push(title === '' ? NO_TEXT : this.texts.put(title));
    this.unitKind.push(KINDS.indexOf(kind));
    if (!this.languages.includes(lang)) this.languages.push(lang);
    this.unitLang.push(this.languages.indexOf(lang));
    // Counted in scratch memory by term: a map per wording would be most of the work.
    this.openScratch();
    const { reading, scratch, stamp } = this;
    const page = this.tokens.page(start);
    const from = offsetOf(start);
    for (let i = 0; i < length; i += 1) {
      const token = reading[i] as number;
      page[from + i] = token;
      if ((token & NEGATES) !== 0) continue;
      const at = (token >>> FLAG_BITS) << SCRATCH_BITS;
      if (scratch[at + IN_UNIT] === stamp) scratch[at + TIMES] = (scratch[at + TIMES] as number) + 1;
      else {
        scratch[at + IN_UNIT] = stamp;
        scratch[at + TIMES] = 1;
      }
    }
    for (let i = 0; i < length; i += 1) {
      const token = reading[i] as number;
      const term = token >>> FLAG_BITS;
      const at = term << SCRATCH_BITS;
      if ((token & NEGATES) !== 0 || scratch[at + IN_UNIT] !== stamp) continue;
      scratch[at + IN_UNIT] = 0;
      this.postings.push(term, (unit << IMPACT_BITS) | impactLevel(scratch[at + TIMES] as number, length));
      this.count(term, claimStamp, 1);
    }
  }

  /** Makes the scratch memory large enough, with a stamp that no term has. */
  private openScratch(): void {
    this.scratch = grownInts(this.scratch, this.terms.size << SCRATCH_BITS);
    this.stamp += 1;
  }

  /** Counts a claim for a term, or no longer, once for all of the claim's units. */
  private count(term: number, claimStamp: number, change: 1 | -1): void {
    const at = (term << SCRATCH_BITS) + IN_CLAIM;
    if (this.scratch[at] === claimStamp) return;
    this.scratch[at] = claimStamp;
    this.terms.count(term, change);
  }

  /** Reads a text's tokens into the scratch memory, from a place on; returns how many. */
  private readTokens(text: string, lang: string, from: number): number {
    let known = this.tokenOfWord.get(lang);
    if (known === undefined) {
      known = new WordTable();
      this.tokenOfWord.set(lang, known);
    }
    const { reading, scanner } = this;
    scanner.open(text);
    let at = from;
    for (let words = 0; words < MAX_TOKENS && scanner.next(); words += 1) {
      let token = known.get(scanner);
      if (token === undefined) {
        token = this.readWord(scanner.word(), lang);
        known.set(scanner, token);
      }
      if (token === NOT_INDEXED) continue;
      reading[at] = (token & NEGATES) !== 0 ? token : token | scanner.flags;
      at += 1;
    }
    return at - from;
  }

  /** The token of a word not met before in the language, without the flags of its place. */
  private readWord(word: string, lang: string): number {
    if (isNegation(word, lang)) return (this.terms.add(word, lang) << FLAG_BITS) | NEGATES;
    return isContentWord(word, lang) ? this.terms.add(word, lang) << FLAG_BITS : NOT_INDEXED;
  }

  private dropUnit(unit: number, claimStamp: number): void {
    this.aliveUnits -= 1;
    const { page, start, textLength, titleLength } = this.tokensOf(unit);
    const length = textLength + titleLength;
    this.openScratch();
    const { scratch, stamp } = this;
    for (let i = start; i < start + length; i += 1) {
      const token = page[i] as number;
      const term = token >>> FLAG_BITS;
      const at = (term << SCRATCH_BITS) + IN_UNIT;
      if ((token & NEGATES) !== 0 || scratch[at] === stamp) continue;
      scratch[at] = stamp;
      this.count(term, claimStamp, -1);
      this.postings.bury(term, (other) => this.isAlive(other));
    }
    this.tokens.release(this.unitTokens.values[unit] as number, length);
    this.texts.drop(this.unitText.values[unit] as number);
    const title = this.unitTitle.values[unit] as number;
    if (title !== NO_TEXT) this.texts.drop(title);
  }
}

/** Whether a word is searched: no function word, and no single letter. */
export function isContentWord(word: string, lang: string): boolean {
  if (word.length === 1) {
    const code = word.charCodeAt(0);
    if (code > 96 && code < 123) return false;
  }
  return !isFunctionWord(word, lang);
}

interface UnitText {
  readonly text: string;
  readonly title: string;
  readonly lang: string;
  readonly kind: (typeof KINDS)[number];
}

/** The claim's texts in a fixed order. The first title in a statement's language goes with the statement. */
function textsOf(claim: IndexableClaim): UnitText[] {
  const texts: UnitText[] = [];
  const titles = [...(claim.titles ?? [])];
  const add = (text: string, lang: string | undefined, kind: UnitText['kind'], title = ''): void => {
    texts.push({ text, title, lang: languageOf(text, lang), kind });
  };
  for (const { text, lang } of claim.statements) {
    const at = titles.findIndex((title) => primaryTag(title.lang) === primaryTag(lang));
    add(text, lang, 'statement', at < 0 ? '' : titles.splice(at, 1)[0]?.text);
  }
  for (const { text, lang } of titles) add(text, lang, 'title');
  for (const { text, lang } of claim.wordings ?? []) add(text, lang, 'wording');
  for (const { text, lang } of claim.negatives ?? []) add(text, lang, 'negative');
  return texts;
}

function languageOf(text: string, lang: string | undefined): string {
  return primaryTag(lang) ?? detectLanguage(tokenize(text, 200).words, 'en');
}

/** BM25's share for a term, 0 to K1 + 1, as a level. */
function impactLevel(count: number, length: number): number {
  const share = (count * (K1 + 1)) / (count + K1 * (1 - B + (B * length) / PIVOT));
  return Math.min(IMPACT_LEVELS - 1, Math.max(0, Math.round((share / (K1 + 1)) * IMPACT_LEVELS - 0.5)));
}

/** What a level stands for. */
export function impactOfLevel(level: number): number {
  return ((level + 0.5) / IMPACT_LEVELS) * (K1 + 1);
}
