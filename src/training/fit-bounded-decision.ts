// How sure is a match, and from which probability on does the bot answer?

import { type BoostedTrees, predict } from '../core/boosted-trees.ts';
import type { FittedDecision } from '../core/model.ts';
import { type DecisionExample, fitDecision } from './fit-model.ts';
import { FOLDS } from './make-examples.ts';
import { type AskedTwice, coverageAt } from './measures.ts';
import { compact } from './write-model.ts';

/** False answers the shipped threshold allows, as a share of the questions whose claim is not there. */
const FALSE_ANSWER_RATE = 0.01;
/** Answers to talk that is about no claim, as a share of it: half of what is promised, to be on the safe side. */
const CHATTER_RATE = 0.0005;
/** Share of the questions whose claim is not there to which a wrong claim may be offered ("did you mean…"). */
const ASK_RATE = 0.15;

/** A decision with those that have not seen a fold, by which it is measured. */
export interface HeldOutDecision extends FittedDecision {
  readonly folds: readonly BoostedTrees[];
}

/**
 * Fits a decision, and sets its bounds by the predictions of models that have not seen the questions.
 *
 * @param examples to fit on.
 * @param asked those of them that are like what people ask, asked with their claim and without it where they have one:
 *   their false answers set the bounds.
 * @param chatter those of them that are about no claim.
 */
export function fitBoundedDecision(
  examples: readonly DecisionExample[],
  asked: readonly DecisionExample[],
  chatter: readonly DecisionExample[],
): HeldOutDecision {
  const folds = Array.from({ length: FOLDS }, (_unused, fold) =>
    fitDecision(examples.filter(({ field }) => field.fold !== fold)),
  );
  const unseen = (example: DecisionExample): number =>
    predict(folds[example.field.fold] as BoostedTrees, example.features);
  const twice = askedTwice(asked, unseen);
  const talk = chatter.map(unseen).sort((a, b) => b - a);
  const quiet = (talk[Math.floor(CHATTER_RATE * talk.length)] ?? Number.NEGATIVE_INFINITY) + 1e-9;
  return {
    trees: compact(fitDecision(examples)),
    folds,
    answer: probability(Math.max(quiet, coverageAt(twice, FALSE_ANSWER_RATE).threshold)),
    ask: probability(coverageAt(twice, ASK_RATE).threshold),
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
