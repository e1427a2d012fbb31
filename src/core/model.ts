// Which fitted numbers does the matching work with?

import type { BoostedTrees } from './boosted-trees.ts';
import type { WordVectors } from './word-vectors.ts';

/** Everything that was fitted on data; read from `data/model` by the composition roots. */
export interface Model {
  /** Names of the ranking's features in the order they were fitted in; must be the ones this version computes. */
  readonly features: readonly string[];
  /** Scores a wording; the best of a claim's wordings ranks the claim. */
  readonly rank: BoostedTrees;
  readonly decisionFeatures: readonly string[];
  readonly decisions: Decisions;
  /** Which stems keep the same company. */
  readonly vectors: WordVectors;
  /** How common stems are in texts of this kind. */
  readonly background: ReadonlyMap<string, number>;
}

/** How sure a match must be depends on the base: what misses all of fifteen wordings is another claim more often. */
export interface Decisions {
  /** For claims with a text or two each, as imported reviews have them. */
  readonly fewWordings: FittedDecision;
  /** For claims with many wordings each, as the curated ones have them. */
  readonly manyWordings: FittedDecision;
}

/** The probability that the best claim is the one the question is about, and where the decision changes. */
export interface FittedDecision {
  /** The log-odds of it. */
  readonly trees: BoostedTrees;
  /** From this probability on a claim is answered: keeps false answers at 1 % on leave-claim-out pairs. */
  readonly answer: number;
  /** From this probability on a claim is offered ("did you mean…"). */
  readonly ask: number;
}
