// At which probability does the bot answer?

import { type BoostedTrees, predict } from '../core/boosted-trees.ts';
import type { Thresholds } from '../core/model.ts';
import type { DecisionExample } from './fit-model.ts';
import { type AskedTwice, coverageAt } from './measures.ts';

/** False answers the shipped threshold allows, as a share of the questions whose claim is not there. */
const FALSE_ANSWER_RATE = 0.01;
/** The same on the lessons about curated claims. */
const LESSON_RATE = 0.01;
/** Answers to talk that is about no claim, as a share of it: half of what is promised, to be on the safe side. */
const CHATTER_RATE = 0.0005;
/** Share of the questions whose claim is not there to which a wrong claim may be offered ("did you mean…"). */
const ASK_RATE = 0.15;

/** Thresholds from predictions of models that have not seen the questions. */
export function shippedThresholds(
  merged: readonly DecisionExample[],
  chatter: readonly DecisionExample[],
  lessons: readonly DecisionExample[],
  decideFolds: readonly BoostedTrees[],
): Thresholds {
  const unseen = (example: DecisionExample): number =>
    predict(decideFolds[example.field.fold] as BoostedTrees, example.features);
  const asked = askedTwice(merged, unseen);
  const talk = chatter.map(unseen).sort((a, b) => b - a);
  const quiet = (talk[Math.floor(CHATTER_RATE * talk.length)] ?? Number.NEGATIVE_INFINITY) + 1e-9;
  const answer = Math.max(quiet, coverageAt(asked, FALSE_ANSWER_RATE).threshold);
  return {
    answer: probability(answer),
    answerManyWordings: probability(coverageAt(askedTwice(lessons, unseen), LESSON_RATE).threshold),
    ask: probability(coverageAt(asked, ASK_RATE).threshold),
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
  return Math.ceil((1 / (1 + Math.exp(-logOdds))) * 1e4) / 1e4;
}
