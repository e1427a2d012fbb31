// Where does each word of each wording stand, and which wordings may a text be about?

import type { IndexableClaim } from './claim.ts';
import { detectLanguage, primaryTag } from './detect-language.ts';
import { isFunctionWord, isNegation } from './function-words.ts';
import { GrowableInts, grownInts } from './growable-array.ts';
import type { WordingRole } from './match.ts';
import { normalizeAddress } from './normalize-address.ts';
import { IMPACT_BITS, IMPACT_LEVELS, PostingLists } from './posting-lists.ts';
import { type Background, TermTable } from './term-table.ts';
import { tokenize } from './tokenize.ts';

/** Bits of a stored token that hold its flags (see `tokenize`), and {@link NEGATES}. */
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
const PAGE = 1 << 18;
/** In the place of a function word's token. */
const NOT_INDEXED = -1;

/** One text of a claim with the text it is shown as. A statement and the title in its language are one unit. */
export interface Unit {
  readonly claim: IndexableClaim;
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
  readonly claims: (IndexableClaim | undefined)[] = [];
  private readonly claimNumbers = new Map<string, number>();
  private readonly unitsOfClaim: number[][] = [];
  /** By unit number. */
  readonly unitClaim = new GrowableInts();
  private readonly unitStart = new GrowableInts();
  private readonly unitTextLength = new GrowableInts();
  private readonly unitTitleLength = new GrowableInts();
  /** Position among the claim's texts; negative wordings count below zero. */
  private readonly unitText = new GrowableInts();
  private readonly pages: Int32Array[] = [new Int32Array(PAGE)];
  private pageUsed = 0;
  /** By language and word: one look-up tells function words, negations and the stem's number. */
  private readonly tokenOfWord = new Map<string, Map<string, number>>();
  /** Tokens of the wording at hand. */
  private readonly tokens: number[] = [];
  private termUnit: Int32Array = new Int32Array(0);
  private termCount: Int32Array = new Int32Array(0);
  private readonly freed = new Map<number, number[]>();
  /** Claims that list an address; nearly every address is one claim's. */
  private readonly addresses = new Map<string, number | number[]>();
  private readonly languages: string[] = [];
  private aliveUnits = 0;
  private readonly unitLang = new GrowableInts();

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
    const number = this.claims.length;
    this.claims.push(claim);
    this.claimNumbers.set(claim.id, number);
    const seen = new Set<number>();
    // Mapped, not pushed: an array that grows has room for seventeen, and nearly every claim has one or two.
    this.unitsOfClaim.push(textsOf(claim).map((text, i) => this.addUnit(number, i, text, seen)));
    for (const term of seen) this.terms.count(term, 1);
    for (const url of claim.urls ?? []) {
      const address = normalizeAddress(url);
      if (address === undefined) continue;
      const holders = this.addresses.get(address);
      if (holders === undefined) this.addresses.set(address, number);
      else if (typeof holders === 'number') {
        if (holders !== number) this.addresses.set(address, [holders, number]);
      } else if (!holders.includes(number)) holders.push(number);
    }
  }

  remove(claimId: string): boolean {
    const number = this.claimNumbers.get(claimId);
    if (number === undefined) return false;
    const claim = this.claims[number] as IndexableClaim;
    this.claimNumbers.delete(claimId);
    this.claims[number] = undefined;
    const seen = new Set<number>();
    for (const unit of this.unitsOfClaim[number] ?? []) this.dropUnit(unit, seen);
    this.unitsOfClaim[number] = [];
    for (const term of seen) this.terms.count(term, -1);
    for (const url of claim.urls ?? []) {
      const address = normalizeAddress(url);
      if (address === undefined) continue;
      const rest = this.claimsWithAddress(address).filter((holder) => holder !== number);
      if (rest.length === 0) this.addresses.delete(address);
      else this.addresses.set(address, rest);
    }
    return true;
  }

  /** Numbers of the claims that list an address (normalized). */
  claimsWithAddress(address: string): readonly number[] {
    const holders = this.addresses.get(address) ?? [];
    return typeof holders === 'number' ? [holders] : holders;
  }

  unitsOf(claim: number): readonly number[] {
    return this.unitsOfClaim[claim] ?? [];
  }

  isAlive(unit: number): boolean {
    return this.claims[this.unitClaim.values[unit] as number] !== undefined;
  }

  /** Where the unit's tokens are: `page[start … start + textLength + titleLength)`, the text's first. */
  tokensOf(unit: number): { page: Int32Array; start: number; textLength: number; titleLength: number } {
    const at = this.unitStart.values[unit] as number;
    return {
      page: this.pages[Math.floor(at / PAGE)] as Int32Array,
      start: at % PAGE,
      textLength: this.unitTextLength.values[unit] as number,
      titleLength: this.unitTitleLength.values[unit] as number,
    };
  }

  isNegative(unit: number): boolean {
    return (this.unitText.values[unit] as number) < 0;
  }

  /** Whether the unit's text denies something ("not", "ne … pas"). */
  denies(unit: number): boolean {
    const { page, start, textLength } = this.tokensOf(unit);
    for (let i = start; i < start + textLength; i += 1) if (((page[i] as number) & NEGATES) !== 0) return true;
    return false;
  }

  /** The unit with its texts, for showing. */
  unit(unit: number): Unit {
    const claim = this.claims[this.unitClaim.values[unit] as number] as IndexableClaim;
    const at = this.unitText.values[unit] as number;
    const texts = textsOf(claim);
    const text = texts[at < 0 ? -1 - at : at] as UnitText;
    return { claim, role: text.role, negative: text.negative, text: text.text, title: text.title, lang: text.lang };
  }

  private addUnit(claim: number, position: number, source: UnitText, seen: Set<number>): number {
    const unit = this.unitClaim.push(claim);
    this.aliveUnits += 1;
    const { tokens } = this;
    tokens.length = 0;
    const textLength = this.readTokens(source.text, source.lang, tokens);
    const titleLength = source.title === '' ? 0 : this.readTokens(source.title, source.lang, tokens);
    const start = this.allocate(tokens.length);
    const page = this.pages[Math.floor(start / PAGE)] as Int32Array;
    page.set(tokens, start % PAGE);
    this.unitStart.push(start);
    this.unitTextLength.push(textLength);
    this.unitTitleLength.push(titleLength);
    this.unitText.push(source.negative ? -1 - position : position);
    if (!this.languages.includes(source.lang)) this.languages.push(source.lang);
    this.unitLang.push(this.languages.indexOf(source.lang));
    // Counted in scratch memory by term: a map per wording would be most of the work.
    this.termUnit = grownInts(this.termUnit, this.terms.size);
    this.termCount = grownInts(this.termCount, this.terms.size);
    const { termUnit, termCount } = this;
    const stamp = unit + 1;
    for (const token of tokens) {
      if ((token & NEGATES) !== 0) continue;
      const term = token >>> FLAG_BITS;
      if (termUnit[term] === stamp) termCount[term] = (termCount[term] as number) + 1;
      else {
        termUnit[term] = stamp;
        termCount[term] = 1;
      }
    }
    for (const token of tokens) {
      const term = token >>> FLAG_BITS;
      if ((token & NEGATES) !== 0 || termUnit[term] !== stamp) continue;
      termUnit[term] = 0;
      this.postings.push(term, (unit << IMPACT_BITS) | impactLevel(termCount[term] as number, tokens.length));
      seen.add(term);
    }
    return unit;
  }

  private readTokens(text: string, lang: string, into: number[]): number {
    let known = this.tokenOfWord.get(lang);
    if (known === undefined) {
      known = new Map();
      this.tokenOfWord.set(lang, known);
    }
    const { words, flags } = tokenize(text, MAX_TOKENS);
    let count = 0;
    for (let i = 0; i < words.length; i += 1) {
      const word = words[i] as string;
      let token = known.get(word);
      if (token === undefined) {
        token = this.readWord(word, lang);
        known.set(word, token);
      }
      if (token === NOT_INDEXED) continue;
      into.push((token & NEGATES) !== 0 ? token : token | (flags[i] as number));
      count += 1;
    }
    return count;
  }

  /** The token of a word not met before in the language, without the flags of its place. */
  private readWord(word: string, lang: string): number {
    if (isNegation(word, lang)) return (this.terms.add(word, lang) << FLAG_BITS) | NEGATES;
    return isContentWord(word, lang) ? this.terms.add(word, lang) << FLAG_BITS : NOT_INDEXED;
  }

  private dropUnit(unit: number, seen: Set<number>): void {
    this.aliveUnits -= 1;
    const { page, start, textLength, titleLength } = this.tokensOf(unit);
    const length = textLength + titleLength;
    const own = new Set<number>();
    for (let i = start; i < start + length; i += 1) {
      const token = page[i] as number;
      if ((token & NEGATES) === 0) own.add(token >>> FLAG_BITS);
    }
    for (const term of own) {
      seen.add(term);
      this.postings.bury(term, (other) => this.isAlive(other));
    }
    if (length === 0) return;
    const free = this.freed.get(length);
    if (free === undefined) this.freed.set(length, [this.unitStart.values[unit] as number]);
    else free.push(this.unitStart.values[unit] as number);
  }

  private allocate(length: number): number {
    const free = this.freed.get(length)?.pop();
    if (free !== undefined) return free;
    if (this.pageUsed + length > PAGE) {
      this.pages.push(new Int32Array(PAGE));
      this.pageUsed = 0;
    }
    const start = (this.pages.length - 1) * PAGE + this.pageUsed;
    this.pageUsed += length;
    return start;
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
  readonly role: WordingRole;
  readonly negative: boolean;
}

/** The claim's texts in a fixed order. The first title in a statement's language goes with the statement. */
function textsOf(claim: IndexableClaim): UnitText[] {
  const texts: UnitText[] = [];
  const titles = [...(claim.titles ?? [])];
  for (const { text, lang } of claim.statements) {
    const at = titles.findIndex((title) => primaryTag(title.lang) === primaryTag(lang));
    const title = at < 0 ? '' : (titles.splice(at, 1)[0]?.text ?? '');
    texts.push({ text, title, lang: languageOf(text, lang), role: 'statement', negative: false });
  }
  for (const { text, lang } of titles)
    texts.push({ text, title: '', lang: languageOf(text, lang), role: 'title', negative: false });
  for (const { text, lang } of claim.wordings ?? []) {
    texts.push({ text, title: '', lang: languageOf(text, lang), role: 'wording', negative: false });
  }
  for (const { text, lang } of claim.negatives ?? []) {
    texts.push({ text, title: '', lang: languageOf(text, lang), role: 'wording', negative: true });
  }
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
