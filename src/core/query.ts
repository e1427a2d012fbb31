// Which terms does a question search for, and how much is each worth?

import { type ClaimIndex, isContentWord } from './claim-index.ts';
import { isDenial } from './denials.ts';
import { detectLanguage, primaryTag } from './detect-language.ts';
import { stemWord } from './stem-word.ts';
import { tokenize } from './tokenize.ts';

/** A term of the index that a word of the question may stand for. */
export interface Alternative {
  readonly term: number;
  /** 1 for the word's own stem; less for a guess. */
  readonly weight: number;
}

/** One distinct content word of the question. */
export interface QueryWord {
  /** Its stem in the question's language. */
  readonly stem: string;
  /** As written, folded. */
  readonly word: string;
  /** How telling it is, times `worth`. */
  readonly idf: number;
  /** 1; less for words of the context. */
  readonly worth: number;
  /** How often the question says it. */
  readonly count: number;
  /** Flags of its first occurrence (see `tokenize`), {@link CAPITAL} if any occurrence has it. */
  readonly flags: number;
  /** Positions among the question's content words. */
  readonly positions: readonly number[];
  /** Best first. */
  readonly alternatives: readonly Alternative[];
}

export interface Query {
  readonly lang: string;
  readonly words: readonly QueryWord[];
  /** Content words of the text in order, as indexes into `words`; {@link LEFT_OUT} for those left out of a long text. */
  readonly sequence: readonly number[];
  /** Positions in `sequence` before which the text denies ("not", "ne"). */
  readonly negations: readonly number[];
  /** Sum of the words' idf. */
  readonly mass: number;
}

/** Alternatives of less weight are guesses that prove nothing. */
export const SURE = 0.4;
/** Stands in `sequence` for a word that was left out of a long text. */
export const LEFT_OUT = -1;

/** Distinct words of a long message that are searched; the most telling are kept. */
export const MAX_WORDS = 64;
const MAX_TOKENS = 1200;

/** What the query needs beside the index's own terms: guesses for a word, best first. */
export type Guesses = (word: string, stem: string, known: boolean) => readonly Alternative[];

/** Reads a question against the terms of an index. */
export function readQuery(
  text: string,
  context: string,
  lang: string | undefined,
  index: ClaimIndex,
  guesses: Guesses,
): Query {
  const tokens = tokenize(text, MAX_TOKENS);
  const language = primaryTag(lang) ?? detectLanguage(tokens.words, 'en');
  const byStem = new Map<string, { word: string; flags: number; positions: number[]; worth: number }>();
  const stems: string[] = [];
  const negations: number[] = [];
  for (let i = 0; i < tokens.words.length; i += 1) {
    const word = tokens.words[i] as string;
    if (isDenial(tokens, i, language)) {
      negations.push(stems.length);
      continue;
    }
    if (!isContentWord(word, language)) continue;
    const stem = stemWord(word, language);
    const known = byStem.get(stem);
    const flags = tokens.flags[i] as number;
    if (known === undefined) byStem.set(stem, { word, flags, positions: [stems.length], worth: 1 });
    else {
      known.flags |= flags;
      known.positions.push(stems.length);
    }
    stems.push(stem);
  }
  for (const word of tokenize(context, 40).words) {
    const stem = stemWord(word, language);
    if (isContentWord(word, language) && !byStem.has(stem))
      byStem.set(stem, { word, flags: 0, positions: [], worth: CONTEXT_WORTH });
  }
  const joins = joinedWords(tokens.words, language, index);
  const others = index.indexedLanguages.filter((other) => other !== language);
  let words: QueryWord[] = [];
  for (const [stem, { word, flags, positions, worth }] of byStem) {
    const alternatives: Alternative[] = [];
    const own = index.terms.find(stem);
    const known = own !== undefined && index.terms.claimCount(own) > 0;
    if (known) alternatives.push({ term: own, weight: 1 });
    for (const other of others) addTerm(index, alternatives, stemWord(word, other), OTHER_LANGUAGE_WEIGHT);
    for (const { term, weight } of joins.get(stem) ?? []) {
      if (!alternatives.some((other) => other.term === term)) alternatives.push({ term, weight });
    }
    if (!known)
      for (const part of partsOf(word, language, index))
        if (!alternatives.some(({ term }) => term === part.term)) alternatives.push(part);
    for (const guess of guesses(word, stem, known)) {
      if (!alternatives.some(({ term }) => term === guess.term)) alternatives.push(guess);
    }
    alternatives.sort(
      (a, b) => b.weight - a.weight || compareText(index.terms.texts[a.term], index.terms.texts[b.term]),
    );
    const idf =
      worth * (own === undefined ? index.terms.idfOfUnknown(stem, index.size) : index.terms.idf(own, index.size));
    words.push({ stem, word, idf, worth, count: Math.max(1, positions.length), flags, positions, alternatives });
  }
  if (words.length > MAX_WORDS) words = mostTelling(words);
  const numberOf = new Map(words.map((word, number) => [word.stem, number]));
  const sequence = stems.map((stem) => numberOf.get(stem) ?? LEFT_OUT);
  let mass = 0;
  for (const word of words) mass += word.idf;
  return { lang: language, words, sequence, negations, mass };
}

/** Worth of a word written together where the question writes it apart ("corn flakes"), and of a part of one. */
const JOINED_WEIGHT = 0.9;
const PART_WEIGHT = 0.6;
/** Shortest part of a split word, in characters. */
const MIN_PART = 4;

/** Neighbouring words that the index knows as one word, by the stem of either. */
function joinedWords(words: readonly string[], lang: string, index: ClaimIndex): Map<string, Alternative[]> {
  const joins = new Map<string, Alternative[]>();
  for (let i = 0; i + 1 < words.length; i += 1) {
    const [a, b] = [words[i] as string, words[i + 1] as string];
    if (a.length + b.length < 5 || a.length + b.length > 24) continue;
    const term = index.terms.find(stemWord(a + b, lang));
    if (term === undefined || index.terms.claimCount(term) === 0) continue;
    for (const word of [a, b]) {
      if (!isContentWord(word, lang)) continue;
      const stem = stemWord(word, lang);
      const known = joins.get(stem);
      if (known === undefined) joins.set(stem, [{ term, weight: JOINED_WEIGHT }]);
      else known.push({ term, weight: JOINED_WEIGHT });
    }
  }
  return joins;
}

/** The two words that an unknown word may be written together of ("cornflakes", "Impfpflicht"); none where no split fits. */
function partsOf(word: string, lang: string, index: ClaimIndex): Alternative[] {
  let best: Alternative[] = [];
  let bestWorth = 0;
  for (let cut = MIN_PART; cut <= word.length - MIN_PART; cut += 1) {
    const left =
      knownTerm(word.slice(0, cut), lang, index) ?? knownTerm(word.slice(0, cut).replace(/s$/, ''), lang, index);
    if (left === undefined) continue;
    const right = knownTerm(word.slice(cut), lang, index);
    if (right === undefined) continue;
    // The more often both parts are met, the less the split is chance.
    const worth = Math.min(index.terms.claimCount(left), index.terms.claimCount(right));
    if (worth > bestWorth) {
      bestWorth = worth;
      best = [
        { term: left, weight: PART_WEIGHT },
        { term: right, weight: PART_WEIGHT },
      ];
    }
  }
  return best;
}

function knownTerm(word: string, lang: string, index: ClaimIndex): number | undefined {
  if (word.length < MIN_PART - 1) return undefined;
  const term = index.terms.find(stemWord(word, lang));
  return term === undefined || index.terms.claimCount(term) === 0 ? undefined : term;
}

/** What a word of the context counts beside one of the text. */
const CONTEXT_WORTH = 0.5;

/** A word that the index has under another language's stem only is worth nearly as much. */
const OTHER_LANGUAGE_WEIGHT = 0.95;

function addTerm(index: ClaimIndex, alternatives: Alternative[], stem: string, weight: number): void {
  const term = index.terms.find(stem);
  if (term === undefined || index.terms.claimCount(term) === 0) return;
  if (!alternatives.some((known) => known.term === term)) alternatives.push({ term, weight });
}

/** Rare, repeated and early words say best what a long message is about. The order of the text is kept. */
function mostTelling(words: QueryWord[]): QueryWord[] {
  const worth = new Map<QueryWord, number>();
  for (const word of words) {
    const early = 1 / (1 + (word.positions[0] ?? 0) / 100);
    const found = word.alternatives.length > 0 ? 1 : 0.1;
    worth.set(word, word.idf * found * (1 + Math.log(word.count)) * (0.5 + early));
  }
  const kept = new Set([...words].sort((a, b) => (worth.get(b) ?? 0) - (worth.get(a) ?? 0)).slice(0, MAX_WORDS));
  return words.filter((word) => kept.has(word));
}

function compareText(a = '', b = ''): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
