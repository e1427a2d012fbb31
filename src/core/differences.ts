// In what do a question and the nearest wording part, although they are about the same thing?

import { type AlignedPair, align } from './align.ts';
import { type ClaimIndex, FLAG_BITS, NEGATES, type Unit } from './claim-index.ts';
import { isNegation } from './function-words.ts';
import type { Difference } from './match.ts';
import { areOpposite, isReverser } from './opposites.ts';
import type { Query } from './query.ts';
import { isSameNumber } from './same-number.ts';
import { stemWord } from './stem-word.ts';
import { CAPITAL, NUMERIC, OPENS, tokenize } from './tokenize.ts';

/** What the guards found. */
export interface Contrast {
  readonly differences: readonly Difference[];
  /** The two are nearly the same sentence, but a word was put in the place of another: too alike to be sure. */
  readonly doubtful: boolean;
}

const NO_CONTRAST: Contrast = { differences: [], doubtful: false };

/** Share of the wording's words that must stand in the question, in order, before a swap is looked for. */
const NEAR = 0.45;
/** The same for the question: in a longer message the rest says other things as well. */
const NEAR_QUESTION = 0.4;
/** Share of both sides that makes them nearly the same sentence. */
const NEARLY_SAME = 0.6;
/** The same, of all words, function words included: for sentences of few content words. */
const NEARLY_SAME_WORDS = 0.6;
/** Words on one side of a gap beyond which the two sides no longer stand for each other. */
const MAX_GAP = 6;
/** The same where the two are less alike. */
const MAX_LOOSE_GAP = 2;

interface ClaimWord {
  readonly term: number;
  readonly flags: number;
  /** A negation stands before it, after the previous content word. */
  readonly denied: boolean;
}

/** Compares the question with the unit's text, and with its title where that is nearer. */
export function findContrast(text: string, query: Query, unit: Unit, index: ClaimIndex, number: number): Contrast {
  const { page, start, textLength, titleLength } = index.tokensOf(number);
  const body = wordsOf(page, start, textLength);
  const bodyPairs = alignWords(body, query);
  if (titleLength > 0) {
    const title = wordsOf(page, start + textLength, titleLength);
    const titlePairs = alignWords(title, query);
    if (title.length > 2 && titlePairs.length / title.length > bodyPairs.length / Math.max(1, body.length)) {
      return compare(text, unit.title, title, titlePairs, query, unit, index);
    }
  }
  return compare(text, unit.text, body, bodyPairs, query, unit, index);
}

function wordsOf(page: Int32Array, start: number, length: number): ClaimWord[] {
  const words: ClaimWord[] = [];
  let denied = false;
  for (let i = start; i < start + length; i += 1) {
    const token = page[i] as number;
    if ((token & NEGATES) !== 0) denied = true;
    else {
      words.push({ term: token >>> FLAG_BITS, flags: token & (NEGATES - 1), denied });
      denied = false;
    }
  }
  return words;
}

function alignWords(words: readonly ClaimWord[], query: Query): AlignedPair[] {
  const terms = query.words.map(
    ({ alternatives }) => new Set(alternatives.filter(({ weight }) => weight > 0.4).map(({ term }) => term)),
  );
  return align(words.length, query.sequence.length, (i, j) => {
    const word = query.sequence[j] as number;
    return word >= 0 && (terms[word]?.has((words[i] as ClaimWord).term) ?? false);
  });
}

function compare(
  text: string,
  claimText: string,
  words: readonly ClaimWord[],
  pairs: readonly AlignedPair[],
  query: Query,
  unit: Unit,
  index: ClaimIndex,
): Contrast {
  const ofClaim = pairs.length / Math.max(1, words.length);
  const ofQuestion = pairs.length / Math.max(1, query.sequence.length);
  if (pairs.length === 0 || ofClaim < NEAR || ofQuestion < NEAR_QUESTION) return NO_CONTRAST;
  const first = pairs[0] as AlignedPair;
  const last = pairs[pairs.length - 1] as AlignedPair;
  const span = last.question - first.question + 1;
  const nearlySame =
    (ofClaim >= NEARLY_SAME && ofQuestion >= NEARLY_SAME) || sharedWords(text, claimText) >= NEARLY_SAME_WORDS;
  const finder = new SwapFinder(text, claimText, words, query, unit, index, nearlySame);
  let previous: AlignedPair = { claim: -1, question: -1 };
  for (const pair of [...pairs, { claim: words.length, question: query.sequence.length }]) {
    finder.gap(previous, pair);
    previous = pair;
  }
  if (nearlySame) finder.polarity(pairs);
  // A question that is much longer than what it shares with the claim says "not" about other things.
  if (nearlySame || span <= 2 * words.length + 2) finder.negations(pairs, nearlySame);
  return { differences: finder.differences, doubtful: nearlySame && finder.doubtful };
}

/** Share of the longer text's distinct words that both have. */
function sharedWords(a: string, b: string): number {
  const one = new Set(tokenize(a, 100).words);
  const other = new Set(tokenize(b, 100).words);
  let shared = 0;
  for (const word of one) if (other.has(word)) shared += 1;
  return shared / Math.max(1, one.size, other.size);
}

/** Collects what stands on one side in the place of something else on the other. */
class SwapFinder {
  readonly differences: Difference[] = [];
  doubtful = false;
  /** An opposite and a denial cancel each other. */
  private turnedBack = false;
  private readonly text: string;
  private readonly claimText: string;
  private readonly words: readonly ClaimWord[];
  private readonly query: Query;
  private readonly unit: Unit;
  private readonly index: ClaimIndex;
  private readonly nearlySame: boolean;
  /** False where capitals mean nothing: a headline with all words in capitals, or a text without any. */
  private readonly claimHasNames: boolean;
  private readonly questionHasNames: boolean;
  private siblings: Set<number> | undefined;

  constructor(
    text: string,
    claimText: string,
    words: readonly ClaimWord[],
    query: Query,
    unit: Unit,
    index: ClaimIndex,
    nearlySame: boolean,
  ) {
    this.text = text;
    this.claimText = claimText;
    this.words = words;
    this.query = query;
    this.unit = unit;
    this.index = index;
    this.nearlySame = nearlySame;
    this.claimHasNames = capitalsTell(words.map(({ flags }) => flags));
    this.questionHasNames = capitalsTell(query.words.map(({ flags }) => flags));
  }

  /** Looks at the unmatched words between two matched pairs. */
  gap(from: AlignedPair, to: AlignedPair): void {
    const claimSide: number[] = [];
    for (let i = from.claim + 1; i < to.claim; i += 1) if (!this.isAskedAnywhere(i)) claimSide.push(i);
    const questionSide: number[] = [];
    for (let j = from.question + 1; j < to.question; j += 1) if (!this.isHeldAnywhere(j)) questionSide.push(j);
    if (questionSide.length === 0 || claimSide.length === 0) {
      this.insertion(claimSide, questionSide);
      return;
    }
    const most = this.nearlySame ? MAX_GAP : MAX_LOOSE_GAP;
    if (claimSide.length > most || questionSide.length > most) return;
    const numbers = this.both(claimSide, questionSide, NUMERIC);
    if (numbers !== undefined) {
      const others = numbers.question.filter((j) => !this.isKnownOtherwise(j) && !this.isRounded(numbers.claim, j));
      if (others.length > 0) this.add('number', numbers.claim, others);
      return;
    }
    const names = this.claimHasNames ? claimSide.filter((i) => this.isNameOfClaim(i)) : [];
    const others = questionSide.filter((j) => !this.isKnownOtherwise(j));
    if (others.length === 0) return;
    const opposite = this.opposite(claimSide, others);
    if (opposite !== undefined) this.add('opposite', [opposite[0]], [opposite[1]]);
    else if (names.length > 0 && others.some((j) => this.looksLikeName(j))) this.add('name', names, others);
    else this.doubtful = true;
  }

  /** A word on one side only matters where it turns the sentence round. */
  private insertion(claimSide: readonly number[], questionSide: readonly number[]): void {
    for (const j of questionSide) {
      const word = this.questionWord(j);
      if (
        word !== undefined &&
        isReverser(word, this.query.lang, (w) => stemWord(w, this.query.lang)) &&
        !this.isKnownOtherwise(j)
      )
        this.doubtful = true;
    }
    for (const i of claimSide) {
      const stem = this.index.terms.texts[(this.words[i] as ClaimWord).term] as string;
      if (isReverser(stem, this.unit.lang, (w) => stemWord(w, this.unit.lang))) this.doubtful = true;
    }
  }

  /**
   * Opposites anywhere ("most" and "least"), words that turn a sentence round on one side only, and names that changed
   * places, in two sentences that are nearly the same.
   */
  polarity(pairs: readonly AlignedPair[]): void {
    const { lang } = this.unit;
    if (this.query.lang !== lang) return;
    const stem = (word: string): string => stemWord(word, lang);
    const claim = new Set(tokenize(this.claimText).words);
    const question = new Set(tokenize(this.text).words);
    const claimOnly = [...claim].filter((word) => !question.has(word));
    const questionOnly = [...question].filter((word) => !claim.has(word));
    const opposed = claimOnly
      .flatMap((a) => questionOnly.filter((b) => areOpposite(a, b, lang, stem)).map((b) => [a, b] as const))
      .filter(([a, b]) => !this.isTurnedBack(this.isDeniedInClaim(stem(a)), this.isDeniedInQuestion(b)))[0];
    if (opposed !== undefined && !this.differences.some(({ kind }) => kind === 'opposite')) {
      this.differences.push({ kind: 'opposite', claim: opposed[0], question: opposed[1] });
    }
    if ([...claimOnly, ...questionOnly].some((word) => isReverser(word, lang, stem))) this.doubtful = true;
    const aligned = new Set(pairs.map((pair) => pair.claim));
    const moved = this.words.filter((_word, i) => !aligned.has(i) && this.isAskedAnywhere(i));
    if (
      this.claimHasNames &&
      pairs.length + moved.length === this.words.length &&
      moved.some(({ flags }) => isName(flags))
    )
      this.doubtful = true;
  }

  /** A matched word that is denied on one side only, and in no other text of the claim as the question has it. */
  negations(pairs: readonly AlignedPair[], nearlySame: boolean): void {
    const { query, words } = this;
    const denied = new Set(query.negations);
    const first = (pairs[0] as AlignedPair).question;
    const last = (pairs[pairs.length - 1] as AlignedPair).question;
    let mismatches = 0;
    for (const { claim, question } of pairs)
      if ((words[claim] as ClaimWord).denied !== denied.has(question)) mismatches += 1;
    const claimDenials = words.filter((word) => word.denied).length;
    const questionDenials = query.negations.filter((at) => nearlySame || (at > first && at <= last)).length;
    const oneSided = (claimDenials === 0) !== (questionDenials === 0);
    if (oneSided && this.turnedBack) return;
    if (oneSided && (questionDenials > 0 ? this.isDeniedOtherwise() : this.isSaidOtherwise())) return;
    if (oneSided || (nearlySame && mismatches > 0 && claimDenials !== new Set(query.negations).size)) {
      this.differences.push({
        kind: 'negation',
        claim: quoteNegation(this.claimText, this.unit.lang),
        question: quoteNegation(this.text, query.lang),
      });
    }
  }

  private add(kind: Difference['kind'], claimSide: readonly number[], questionSide: readonly number[]): void {
    const claimStems = claimSide.map((i) => this.index.terms.texts[(this.words[i] as ClaimWord).term] as string);
    const questionStems = questionSide.map((j) => this.query.words[this.query.sequence[j] as number]?.stem ?? '');
    this.differences.push({
      kind,
      claim: quote(this.claimText, claimStems, this.unit.lang),
      question: quote(this.text, questionStems, this.query.lang),
    });
  }

  private both(
    claimSide: readonly number[],
    questionSide: readonly number[],
    flag: number,
  ): { claim: number[]; question: number[] } | undefined {
    const claim = claimSide.filter((i) => ((this.words[i] as ClaimWord).flags & flag) !== 0);
    const question = questionSide.filter(
      (j) => ((this.query.words[this.query.sequence[j] as number]?.flags ?? 0) & flag) !== 0,
    );
    return claim.length > 0 && question.length > 0 ? { claim, question } : undefined;
  }

  private opposite(claimSide: readonly number[], questionSide: readonly number[]): [number, number] | undefined {
    if (this.query.lang !== this.unit.lang) return undefined;
    for (const i of claimSide) {
      const term = this.index.terms.texts[(this.words[i] as ClaimWord).term] as string;
      for (const j of questionSide) {
        const word = this.questionWord(j) ?? '';
        if (!areOpposite(word, term, this.unit.lang, (w) => stemWord(w, this.unit.lang))) continue;
        if (!this.isTurnedBack((this.words[i] as ClaimWord).denied, this.isDeniedInQuestion(word))) return [i, j];
      }
    }
    return undefined;
  }

  /** "Not allowed" is "forbidden": of two opposites, one is denied and the other is not. */
  private isTurnedBack(deniedInClaim: boolean, deniedInQuestion: boolean): boolean {
    if (deniedInClaim === deniedInQuestion) return false;
    this.turnedBack = true;
    return true;
  }

  private isDeniedInClaim(stem: string): boolean {
    return this.words.some(({ term, denied }) => denied && this.index.terms.texts[term] === stem);
  }

  private isDeniedInQuestion(word: string): boolean {
    return this.query.negations.some((at) => this.questionWord(at) === word);
  }

  private questionWord(j: number): string | undefined {
    return this.query.words[this.query.sequence[j] as number]?.word;
  }

  /** Whether the claim's word at `i` is in the question at all. */
  private isAskedAnywhere(i: number): boolean {
    const { term } = this.words[i] as ClaimWord;
    return this.query.words.some(({ alternatives }) =>
      alternatives.some((one) => one.term === term && one.weight > 0.4),
    );
  }

  /** Whether the question's word at `j` is in the wording at all; words left out of a long text count as held. */
  private isHeldAnywhere(j: number): boolean {
    const word = this.query.words[this.query.sequence[j] as number];
    if (word === undefined) return true;
    return this.words.some(({ term }) => word.alternatives.some((one) => one.term === term && one.weight > 0.4));
  }

  /** Whether another wording of the same claim has the question's word at `j`: then it is one more way to put it. */
  private isKnownOtherwise(j: number): boolean {
    const word = this.query.words[this.query.sequence[j] as number];
    if (word === undefined) return true;
    if (this.siblings === undefined) {
      this.siblings = new Set();
      for (const unit of this.siblingUnits()) {
        const { page, start, textLength, titleLength } = this.index.tokensOf(unit);
        for (let i = start; i < start + textLength + titleLength; i += 1)
          this.siblings.add((page[i] as number) >>> FLAG_BITS);
      }
    }
    const siblings = this.siblings;
    return word.alternatives.some(({ term, weight }) => weight > 0.4 && siblings.has(term));
  }

  /** All texts of the claim, look-alikes left out. */
  private siblingUnits(): readonly number[] {
    const number = this.index.numberOf(this.unit.claim.id);
    return number === undefined ? [] : this.index.unitsOf(number).filter((unit) => !this.index.isNegative(unit));
  }

  /** Whether a text of the claim says it without a denial. */
  private isSaidOtherwise(): boolean {
    return this.siblingUnits().some((unit) => !this.index.denies(unit));
  }

  /** Whether a text of the claim denies a word that the question denies. */
  private isDeniedOtherwise(): boolean {
    const denied = this.query.negations
      .map((at) => this.query.words[this.query.sequence[at] as number])
      .flatMap((word) => word?.alternatives.filter(({ weight }) => weight > 0.4).map(({ term }) => term) ?? []);
    return this.siblingUnits().some((unit) => {
      const { page, start, textLength } = this.index.tokensOf(unit);
      return wordsOf(page, start, textLength).some((word) => word.denied && denied.includes(word.term));
    });
  }

  private isRounded(claimSide: readonly number[], j: number): boolean {
    const asked = this.questionWord(j) ?? '';
    return claimSide.some((i) =>
      isSameNumber(this.index.terms.texts[(this.words[i] as ClaimWord).term] as string, asked),
    );
  }

  /**
   * Any word may open a sentence with a capital. Where the claim has other texts, one of them must have it with a
   * capital inside the sentence.
   */
  private isNameOfClaim(i: number): boolean {
    const { term, flags } = this.words[i] as ClaimWord;
    if (!isName(flags)) return false;
    const units = this.siblingUnits();
    if ((flags & OPENS) === 0 || units.length < SEVERAL_TEXTS) return true;
    return units.some((unit) => {
      const { page, start, textLength, titleLength } = this.index.tokensOf(unit);
      for (let k = start; k < start + textLength + titleLength; k += 1) {
        const token = page[k] as number;
        if (token >>> FLAG_BITS === term && (token & CAPITAL) !== 0 && (token & OPENS) === 0) return true;
      }
      return false;
    });
  }

  /** A capital inside the sentence; chat has few capitals, so a word that is no claim's everyday word will do. */
  private looksLikeName(j: number): boolean {
    const word = this.query.words[this.query.sequence[j] as number];
    if (word === undefined) return false;
    if (this.questionHasNames) return (word.flags & CAPITAL) !== 0;
    return this.nearlySame && word.idf > NAME_IDF;
  }
}

/** Texts of a claim from which on its names can be told by how they are written inside a sentence. */
const SEVERAL_TEXTS = 4;

/** From this idf on a word without capital may be a name: about one text in 400. */
const NAME_IDF = 6;

function isName(flags: number): boolean {
  return (flags & CAPITAL) !== 0;
}

/** Whether some words are in capitals, beside the first of each sentence, and most are not. */
function capitalsTell(flags: readonly number[]): boolean {
  const inside = flags.filter((flag) => (flag & (OPENS | NUMERIC)) === 0);
  const capitals = inside.filter((flag) => (flag & CAPITAL) !== 0).length;
  return capitals > 0 && capitals <= 0.6 * inside.length;
}

/** The words of a text, as written, that have one of the stems. */
function quote(text: string, stems: readonly string[], lang: string): string {
  const tokens = tokenize(text);
  const quoted: string[] = [];
  for (let i = 0; i < tokens.words.length; i += 1) {
    const word = tokens.words[i] as string;
    if (stems.includes(word) || stems.includes(stemWord(word, lang)))
      quoted.push(text.slice(tokens.starts[i], tokens.ends[i]));
  }
  return [...new Set(quoted)].slice(0, 6).join(' ');
}

function quoteNegation(text: string, lang: string): string {
  const tokens = tokenize(text);
  const at = tokens.words.findIndex((word) => isNegation(word, lang));
  return at < 0 ? '' : text.slice(tokens.starts[at], tokens.ends[at]);
}
