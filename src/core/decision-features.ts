// What tells whether the best claim is the right one?

import { FEATURES, type FeatureName } from './features.ts';

/** What the decision sees beside the ranking's features. */
const OF_THE_FIELD = [
  /** The ranking's score. */
  'rankScore',
  /** The score's lead over the best other claim; negative for those behind. */
  'lead',
  /** Share of the claim among all candidates, softmax of the scores. */
  'share',
  /** Recall score of the best other claim over this one's. */
  'rivalShare',
  /** Mean recall score of the other candidates over this one's. */
  'crowdShare',
  /** Lead of the claim's best wording over the nearest of its look-alikes, at most {@link NO_LOOK_ALIKE}. */
  'lookAlikeLead',
] as const;

/**
 * Ranking features that compare candidates with each other only, while the decision is about one; and the language:
 * which of a claim's wordings came nearest says nothing of whether it is the right claim.
 */
const LEFT_OUT: readonly FeatureName[] = ['recallRank', 'scoreShare', 'sameLanguage'];

const KEPT = FEATURES.map((name, at) => ({ name, at })).filter(({ name }) => !LEFT_OUT.includes(name));

export const DECISION_FEATURES: readonly string[] = [
  ...KEPT.map(({ name }) => name),
  ...KEPT.map(({ name }) => `${name}Lead`),
  ...OF_THE_FIELD,
];
export const DECISION_FEATURE_COUNT = DECISION_FEATURES.length;

/** A claim as the ranking left it. */
export interface Ranked {
  readonly claim: number;
  readonly unit: number;
  /** Recall score. */
  readonly recall: number;
  /** The ranking's score. */
  readonly score: number;
  /** Where its features start in the rows. */
  readonly at: number;
  /** The score's lead over the nearest of the claim's look-alikes; {@link NO_LOOK_ALIKE} where none was found. */
  readonly lookAlikeLead: number;
}

/** Lead of a claim of whose look-alikes none is near, and the largest counted. */
export const NO_LOOK_ALIKE = 6;

/** The features of the claim at `position` of the ranking, best first. */
export function decisionFeatures(ranked: readonly Ranked[], position: number, rows: Float64Array): Float64Array {
  const values = new Float64Array(DECISION_FEATURE_COUNT);
  const one = ranked[position] as Ranked;
  const rival = ranked[position === 0 ? 1 : 0];
  const kept = KEPT.length;
  for (let k = 0; k < kept; k += 1) {
    const offset = KEPT[k]?.at ?? 0;
    const value = rows[one.at + offset] as number;
    values[k] = value;
    values[kept + k] = value - (rival === undefined ? 0 : (rows[rival.at + offset] as number));
  }
  const top = ranked[0] as Ranked;
  let total = 0;
  let recall = 0;
  let rivalRecall = 0;
  for (const other of ranked) {
    total += Math.exp(other.score - top.score);
    if (other === one) continue;
    recall += other.recall;
    rivalRecall = Math.max(rivalRecall, other.recall);
  }
  const field = 2 * kept;
  values[field] = one.score;
  values[field + 1] =
    rival === undefined ? LONE_LEAD : Math.max(-LONE_LEAD, Math.min(LONE_LEAD, one.score - rival.score));
  values[field + 2] = Math.exp(one.score - top.score) / total;
  values[field + 3] = Math.min(2, rivalRecall / Math.max(1e-9, one.recall));
  values[field + 5] = Math.max(-NO_LOOK_ALIKE, one.lookAlikeLead);
  values[field + 4] = Math.min(2, recall / Math.max(1, ranked.length - 1) / Math.max(1e-9, one.recall));
  return values;
}

/** Lead of a claim that has no rival, and the largest counted. */
const LONE_LEAD = 6;
