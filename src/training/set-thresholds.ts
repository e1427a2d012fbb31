// At which probability does the bot answer?

import type { BoostedTrees } from '../core/boosted-trees.ts';
import { predict } from '../core/boosted-trees.ts';
import type { Thresholds } from '../core/model.ts';
import type { DecisionExample } from './fit-model.ts';
import { type AskedTwice, coverageAt } from './measures.ts';

/** False answers the shipped threshold allows, as a share of the questions whose claim is not there. */
const FALSE_ANSWER_RATE = 0.01;
/** Below this a claim is not even offered. */
const ASK_RATE = 0.15;

/** Thresholds from predictions on questions that each decision model has not seen. */
export function shippedThresholds(
  examples: readonly DecisionExample[],
  heldOut: readonly BoostedTrees[],
): { thresholds: Thresholds; figures: Record<string, number> } {
  const asked = askedTwice(examples, (example) =>
    predict(heldOut[example.field.fold] as BoostedTrees, example.features),
  );
  const answer = coverageAt(asked, FALSE_ANSWER_RATE);
  const loose = coverageAt(asked, 0.05);
  const ask = coverageAt(asked, ASK_RATE);
  return {
    thresholds: { answer: probability(answer.threshold), ask: probability(ask.threshold) },
    figures: {
      questions: asked.length,
      coverageAt1: round(answer.coverage),
      coverageAt5: round(loose.coverage),
      coverageAsking: round(ask.coverage),
    },
  };
}

/** Both passes of each question side by side. */
export function askedTwice(
  examples: readonly DecisionExample[],
  logOdds: (example: DecisionExample) => number,
): AskedTwice[] {
  const byQuestion = new Map<string, { withGold: number; right: boolean; withoutGold: number }>();
  for (const example of examples) {
    const key = `${example.field.set} ${example.field.query.id}`;
    const known = byQuestion.get(key) ?? {
      withGold: Number.NEGATIVE_INFINITY,
      right: false,
      withoutGold: Number.NEGATIVE_INFINITY,
    };
    if (example.pass === 'with') {
      known.withGold = logOdds(example);
      known.right = example.right;
    } else known.withoutGold = logOdds(example);
    byQuestion.set(key, known);
  }
  return [...byQuestion.values()];
}

function probability(logOdds: number): number {
  return round(1 / (1 + Math.exp(-logOdds)));
}

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
