// Is the best match sure enough to answer?

import type { Extraction } from './extraction.ts';
import type { Decision, Match } from './match.ts';
import type { FittedDecision } from './model.ts';

/** The probabilities that hold for the base at hand. */
export type Bounds = Pick<FittedDecision, 'answer' | 'ask'>;

/** Most claims offered in one question. */
const MAX_OFFERED = 4;
/** Content words below which a text can only ask: too little to tell one claim from its kin. */
const SHORT_TEXT_WORDS = 3;

/** The outcome for matches in order of probability. */
export function decide(matches: readonly Match[], extraction: Extraction, bounds: Bounds): Decision {
  const best = matches[0];
  if (best === undefined || best.probability < bounds.ask) return { kind: 'unreviewed' };
  if (best.wording.role === 'url') {
    const same = matches.filter(({ wording }) => wording.role === 'url');
    return same.length === 1 ? { kind: 'answer', match: best } : { kind: 'ask', matches: same.slice(0, MAX_OFFERED) };
  }
  if (sharesOneWord(best)) return { kind: 'unreviewed' };
  if (best.differences.length > 0) return { kind: 'differs', match: best, differences: best.differences };
  const short = extraction.text.split(/\s+/).length < SHORT_TEXT_WORDS;
  if (best.probability >= bounds.answer && !short) return { kind: 'answer', match: best };
  const offered = matches.filter(({ probability }) => probability >= bounds.ask).slice(0, MAX_OFFERED);
  return { kind: 'ask', matches: offered };
}

/** One word in common, and it is not most of the question: the claims of a small list are found by chance so. */
function sharesOneWord({ features }: Match): boolean {
  return Math.expm1(features.wordsMet ?? 0) < 1.5 && (features.questionCover ?? 0) < 0.6;
}
