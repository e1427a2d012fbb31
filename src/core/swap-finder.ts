// What stands in a question in the place of something else in the wording?

import type { AlignedPair } from './align.ts';
import type { ClaimIndex, Unit } from './claim-index.ts';
import { ClaimTexts } from './claim-texts.ts';
import type { ClaimWord } from './claim-words.ts';
import type { Difference } from './match.ts';
import { areOpposite, isReverser } from './opposites.ts';
import { LEFT_OUT, type Query, SURE } from './query.ts';
import { quoteNegation, quoteWords } from './quote-words.ts';
import { isSameNumber } from './same-number.ts';
import { stemWord } from './stem-word.ts';
import { tokenize } from './tokenize.ts';
import { CAPITAL, NUMERIC, OPENS } from './word-scanner.ts';

/** Words on one side of a gap beyond which the two sides no longer stand for each other. */
const MAX_GAP = 6;
/** The same where the two are less alike. */
const MAX_LOOSE_GAP = 2;

/** Collects what stands on one side in the place of something else on the other. */
export class SwapFinder {
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
  private readonly texts: ClaimTexts;

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
    this.texts = new ClaimTexts(index, index.numberOf(unit.claim.id) as number);
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
    const names = this.claimHasNames
      ? claimSide.filter((i) =>
          this.texts.haveName((this.words[i] as ClaimWord).term, (this.words[i] as ClaimWord).flags),
        )
      : [];
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
    if (oneSided && (questionDenials > 0 ? this.isDeniedOtherwise() : this.texts.haveOneWithoutDenial)) return;
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
      claim: quoteWords(this.claimText, claimStems, this.unit.lang),
      question: quoteWords(this.text, questionStems, this.query.lang),
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
      alternatives.some((one) => one.term === term && one.weight > SURE),
    );
  }

  /** Whether the question's word at `j` is in the wording at all; words left out of a long text count as held. */
  private isHeldAnywhere(j: number): boolean {
    if (this.query.sequence[j] === LEFT_OUT) return true;
    const terms = this.termsAt(j);
    return this.words.some(({ term }) => terms.includes(term));
  }

  /** Whether another wording of the same claim has the question's word at `j`: then it is one more way to put it. */
  private isKnownOtherwise(j: number): boolean {
    return this.query.sequence[j] === LEFT_OUT || this.texts.haveAny(this.termsAt(j));
  }

  /** The terms that the question's word at `j` surely stands for. */
  private termsAt(j: number): number[] {
    const word = this.query.words[this.query.sequence[j] as number];
    return word?.alternatives.filter(({ weight }) => weight > SURE).map(({ term }) => term) ?? [];
  }

  /** Whether a text of the claim denies a word that the question denies. */
  private isDeniedOtherwise(): boolean {
    return this.texts.denyAny(this.query.negations.flatMap((at) => this.termsAt(at)));
  }

  private isRounded(claimSide: readonly number[], j: number): boolean {
    const asked = this.questionWord(j) ?? '';
    return claimSide.some((i) =>
      isSameNumber(this.index.terms.texts[(this.words[i] as ClaimWord).term] as string, asked),
    );
  }

  /** A capital inside the sentence; chat has few capitals, so a word that is no claim's everyday word will do. */
  private looksLikeName(j: number): boolean {
    const word = this.query.words[this.query.sequence[j] as number];
    if (word === undefined) return false;
    if (this.questionHasNames) return (word.flags & CAPITAL) !== 0;
    return this.nearlySame && word.idf > NAME_IDF;
  }
}

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
