// Which terms does a question search for, and how much is each worth?

import { type ClaimIndex, isContentWord } from './claim-index.ts';
import { detectLanguage, primaryTag } from './detect-language.ts';
import { isNegation } from './function-words.ts';
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
  readonly idf: number;
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
  /** Content words of the text in order, as indexes into `words`; −1 for those left out of a long text. */
  readonly sequence: readonly number[];
  /** Positions in `sequence` before which the text denies ("not", "ne"). */
  readonly negations: readonly number[];
  /** Sum of the words' idf. */
  readonly mass: number;
}

/** Distinct words of a long message that are searched; the most telling are kept. */
const MAX_WORDS = 64;
const MAX_TOKENS = 1200;

/** What the query needs beside the index's own terms: guesses for a word, best first. */
export type Guesses = (word: string, stem: string, known: boolean) => readonly Alternative[];

/** Reads a question against the terms of an index. */
export function readQuery(text: string, lang: string | undefined, index: ClaimIndex, guesses: Guesses): Query {
  const tokens = tokenize(text, MAX_TOKENS);
  const language = primaryTag(lang) ?? detectLanguage(tokens.words, 'en');
  const byStem = new Map<string, { word: string; flags: number; positions: number[] }>();
  const stems: string[] = [];
  const negations: number[] = [];
  for (let i = 0; i < tokens.words.length; i += 1) {
    const word = tokens.words[i] as string;
    if (isNegation(word, language)) {
      negations.push(stems.length);
      continue;
    }
    if (!isContentWord(word, language)) continue;
    const stem = stemWord(word, language);
    const known = byStem.get(stem);
    const flags = tokens.flags[i] as number;
    if (known === undefined) byStem.set(stem, { word, flags, positions: [stems.length] });
    else {
      known.flags |= flags;
      known.positions.push(stems.length);
    }
    stems.push(stem);
  }
  const others = index.indexedLanguages.filter((other) => other !== language);
  let words: QueryWord[] = [];
  for (const [stem, { word, flags, positions }] of byStem) {
    const alternatives: Alternative[] = [];
    const own = index.terms.find(stem);
    const known = own !== undefined && index.terms.claimCount(own) > 0;
    if (known) alternatives.push({ term: own, weight: 1 });
    for (const other of others) addTerm(index, alternatives, stemWord(word, other), OTHER_LANGUAGE_WEIGHT);
    for (const guess of guesses(word, stem, known)) {
      if (!alternatives.some(({ term }) => term === guess.term)) alternatives.push(guess);
    }
    alternatives.sort(
      (a, b) => b.weight - a.weight || compareText(index.terms.texts[a.term], index.terms.texts[b.term]),
    );
    const idf = own === undefined ? index.terms.idfOfUnknown(stem, index.size) : index.terms.idf(own, index.size);
    words.push({ stem, word, idf, count: positions.length, flags, positions, alternatives });
  }
  if (words.length > MAX_WORDS) words = mostTelling(words);
  const numberOf = new Map(words.map((word, number) => [word.stem, number]));
  const sequence = stems.map((stem) => numberOf.get(stem) ?? -1);
  let mass = 0;
  for (const word of words) mass += word.idf;
  return { lang: language, words, sequence, negations, mass };
}

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
