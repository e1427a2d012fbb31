// What did the matching find, how sure is it, and why?

import type { LanguageText } from './claim.ts';

/** Where in the claim the matched wording stands. */
export type WordingRole = 'statement' | 'title' | 'wording' | 'url';

/** The text of the claim that the question came closest to. */
export interface MatchedWording extends LanguageText {
  readonly role: WordingRole;
}

/** One thing in which the question and the nearest claim part. `claim` and `question` quote the words that differ. */
export interface Difference {
  readonly kind: 'number' | 'name' | 'place' | 'date' | 'negation' | 'opposite';
  /** What the claim says; empty where only the question has something. */
  readonly claim: string;
  /** What the question says; empty where only the claim has something. */
  readonly question: string;
}

/** A candidate claim with its calibrated probability and its explanation. */
export interface Match {
  readonly claimId: string;
  readonly scope: string;
  /** Probability, 0 to 1, that this claim is the one the question is about; calibrated on leave-claim-out pairs. */
  readonly probability: number;
  readonly wording: MatchedWording;
  /** Named features as the ranking saw them. */
  readonly features: Readonly<Record<string, number>>;
  /** The features that spoke most for and against, strongest first, with their contribution in log-odds. */
  readonly why: readonly { readonly feature: string; readonly contribution: number }[];
  /** In what the question differs from this claim; empty where no guard spoke. */
  readonly differences: readonly Difference[];
}

/**
 * What to do with a question.
 * - `answer`: one match, sure enough to give its verdict.
 * - `ask`: 2 to 4 matches to choose from ("did you mean…"), or 1 that is likely but not sure enough.
 * - `differs`: the nearest claim is about another number, name, date, or the opposite; to be shown as such.
 * - `unreviewed`: nothing near enough.
 */
export type Decision =
  | { readonly kind: 'answer'; readonly match: Match }
  | { readonly kind: 'ask'; readonly matches: readonly Match[] }
  | { readonly kind: 'differs'; readonly match: Match; readonly differences: readonly Difference[] }
  | { readonly kind: 'unreviewed' };

export type DecisionKind = Decision['kind'];
