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
  /** Log-odds that the claim is the one the question is about. */
  readonly decide: BoostedTrees;
  readonly thresholds: Thresholds;
  /** Which stems keep the same company. */
  readonly vectors: WordVectors;
  /** How common stems are in texts of this kind. */
  readonly background: ReadonlyMap<string, number>;
}

/** Probabilities at which the decision changes. */
export interface Thresholds {
  /** From here on a claim is answered: keeps false answers at 1 % on leave-claim-out pairs. */
  readonly answer: number;
  /**
   * The same for a base whose claims have many wordings each: what comes near one of many is surer. Keeps false answers
   * at 0.8 % on the curated wordings, each asked where it is not in the index.
   */
  readonly answerManyWordings: number;
  /** From here on a claim is offered ("did you mean…"). */
  readonly ask: number;
}
