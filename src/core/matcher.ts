// Which reviewed claim is this text about, and is that sure enough to answer?

import type { IndexableClaim, LanguageText } from './claim.ts';
import type { Extraction } from './extraction.ts';
import type { Decision, Match } from './match.ts';

/** A question put to the matching. */
export interface Question {
  /** The message as its author wrote it, at most {@link MAX_QUESTION_LENGTH} characters are read. */
  readonly text: string;
  /** The language the text is in, where the platform tells. */
  readonly lang?: string | undefined;
  /** The scopes whose claims may be found. Default: the shared one alone. */
  readonly scopes?: readonly string[];
  /** Claims that must not be found, as if they were not in the index (overridden in this community, left out for measuring). */
  readonly hidden?: ReadonlySet<string>;
  /** How many matches to return at most. Default 5, up to 50. */
  readonly limit?: number;
}

/** Characters of a question that are read; the rest of a longer text is ignored. */
export const MAX_QUESTION_LENGTH = 20_000;

/** The decision with everything that led to it. */
export interface MatchResult {
  readonly decision: Decision;
  /** The best candidates, most probable first, whatever the decision. */
  readonly matches: readonly Match[];
  readonly extraction: Extraction;
}

/**
 * The index of reviewed claims with the ranking and the decision over it. Pure and synchronous; the same claims give
 * the same answers whatever the order they were put in.
 */
export interface Matcher {
  /** Number of claims in the index. */
  readonly size: number;
  /** Adds a claim, or replaces the one with the same id. */
  put(claim: IndexableClaim): void;
  /** Takes a claim out; false where it was not in. */
  remove(claimId: string): boolean;
  /** A claim as reviewed, once per language; empty where it is not in the index. */
  statements(claimId: string): readonly LanguageText[];
  /** Finds the claim a text is about. */
  match(question: Question): MatchResult;
}
