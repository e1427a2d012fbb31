// Which weights do the questions of several sets teach?

import type { BoostedTrees } from '../core/boosted-trees.ts';
import type { ClaimIndex } from '../core/claim-index.ts';
import { DECISION_FEATURE_COUNT, DECISION_FEATURES } from '../core/decision-features.ts';
import { expectedDirection, FEATURE_COUNT, FEATURES } from '../core/features.ts';
import { type BoostOptions, boostTrees, type Examples } from './boost-trees.ts';
import { labelsOf, type QuestionField, topOf } from './make-examples.ts';

/** A set's questions with the index they were asked on. */
export interface FittingSet {
  readonly name: string;
  readonly index: ClaimIndex;
  readonly fields: readonly QuestionField[];
  /** How much the set counts beside the others, per question. */
  readonly weight: number;
}

export const RANK_OPTIONS: BoostOptions = {
  objective: 'listwise',
  rounds: 150,
  rate: 0.1,
  leaves: 10,
  minHessian: 2,
  l2: 3,
  featureShare: 0.5,
  seed: 7,
  monotone: FEATURES.map(expectedDirection),
};

export const DECIDE_OPTIONS: BoostOptions = {
  objective: 'logistic',
  rounds: 120,
  rate: 0.08,
  leaves: 6,
  minHessian: 5,
  l2: 5,
  featureShare: 0.5,
  seed: 11,
  monotone: DECISION_FEATURES.map(expectedDirection),
};

/** Fits the ranking on the questions that `admits`. */
export function fitRank(
  sets: readonly FittingSet[],
  admits: (field: QuestionField) => boolean,
  options = RANK_OPTIONS,
): BoostedTrees {
  const rows: Float64Array[] = [];
  const labels: Float64Array[] = [];
  const groups: number[] = [0];
  const weights: number[] = [];
  let count = 0;
  for (const { index, fields, weight } of sets) {
    for (const field of fields) {
      if (!admits(field)) continue;
      const right = labelsOf(field.withGold, field.gold, index);
      if (!right.includes(1)) continue;
      rows.push(field.withGold.rows);
      labels.push(right);
      count += right.length;
      groups.push(count);
      weights.push(weight);
    }
  }
  return boostTrees(
    {
      featureCount: FEATURE_COUNT,
      rows: joined(rows),
      labels: joined(labels),
      groups,
      weights: Float64Array.from(weights),
    },
    options,
  );
}

/** One best claim with its decision features, for fitting and measuring. */
export interface DecisionExample {
  readonly field: QuestionField;
  readonly pass: 'with' | 'without';
  readonly features: Float64Array;
  readonly right: boolean;
  readonly weight: number;
}

/** The best claims of both passes under a ranking. */
export function decisionExamples(
  sets: readonly FittingSet[],
  rankOf: (field: QuestionField) => BoostedTrees,
): DecisionExample[] {
  const examples: DecisionExample[] = [];
  for (const { index, fields, weight } of sets) {
    for (const field of fields) {
      const rank = rankOf(field);
      if (field.gold.size === 0) {
        const only = topOf(field.withoutGold, rank, index);
        if (only.features !== undefined)
          examples.push({ field, pass: 'without', features: only.features, right: false, weight });
        continue;
      }
      const first = topOf(field.withGold, rank, index);
      if (first.features !== undefined) {
        examples.push({
          field,
          pass: 'with',
          features: first.features,
          right: field.gold.has(first.claimId ?? ''),
          weight,
        });
      }
      const second = topOf(field.withoutGold, rank, index);
      if (second.features !== undefined) {
        examples.push({ field, pass: 'without', features: second.features, right: false, weight });
      }
    }
  }
  return examples;
}

/** Fits the probability that the best claim is right. */
export function fitDecision(examples: readonly DecisionExample[], options = DECIDE_OPTIONS): BoostedTrees {
  const data: Examples = {
    featureCount: DECISION_FEATURE_COUNT,
    rows: joined(examples.map(({ features }) => features)),
    labels: Float64Array.from(examples, ({ right }) => (right ? 1 : 0)),
    groups: [],
    weights: Float64Array.from(examples, ({ weight }) => weight),
  };
  return boostTrees(data, options);
}

function joined(parts: readonly Float64Array[]): Float64Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const whole = new Float64Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
