// In what do a question and the nearest wording part, although they are about the same thing?

import { type AlignedPair, align } from './align.ts';
import type { ClaimIndex, Unit } from './claim-index.ts';
import { type ClaimWord, readClaimWords } from './claim-words.ts';
import type { Difference } from './match.ts';
import { type Query, SURE } from './query.ts';
import { SwapFinder } from './swap-finder.ts';
import { tokenize } from './tokenize.ts';

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
/** Compares the question with the unit's text, and with its title where that is nearer. */
export function findContrast(text: string, query: Query, unit: Unit, index: ClaimIndex, number: number): Contrast {
  const { page, start, textLength, titleLength } = index.tokensOf(number);
  const body = readClaimWords(page, start, textLength);
  const bodyPairs = alignWords(body, query);
  if (titleLength > 0) {
    const title = readClaimWords(page, start + textLength, titleLength);
    const titlePairs = alignWords(title, query);
    if (title.length > 2 && titlePairs.length / title.length > bodyPairs.length / Math.max(1, body.length)) {
      return compare(text, unit.title, title, titlePairs, query, unit, index);
    }
  }
  return compare(text, unit.text, body, bodyPairs, query, unit, index);
}

function alignWords(words: readonly ClaimWord[], query: Query): AlignedPair[] {
  const terms = query.words.map(
    ({ alternatives }) => new Set(alternatives.filter(({ weight }) => weight > SURE).map(({ term }) => term)),
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
