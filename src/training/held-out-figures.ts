// How well does the fit do on questions it has not seen?

import { type BoostedTrees, predict } from '../core/boosted-trees.ts';
import { rankClaims } from '../core/search.ts';
import { askedTwice, type HeldOutDecision } from './fit-bounded-decision.ts';
import { type DecisionExample, decisionExamples, type FittingSet } from './fit-model.ts';
import type { QuestionField } from './make-examples.ts';
import { answerable, coverageAt, ranksOf, retrievalMeasures } from './measures.ts';

export interface FitResult {
  readonly sets: readonly FittingSet[];
  readonly dev: FittingSet;
  /** Decision examples of whole sets, of small lists, and of chatter; their rankings had not seen them. */
  readonly merged: readonly DecisionExample[];
  readonly small: readonly DecisionExample[];
  readonly idle: readonly DecisionExample[];
  /** Lessons about the curated claims, likewise. */
  readonly learned: readonly DecisionExample[];
  /** Chatter said to the curated claims. */
  readonly idleThere: readonly DecisionExample[];
  readonly rank: BoostedTrees;
  readonly rankFolds: readonly BoostedTrees[];
  /** Fitted without the sets of `foreign`. */
  readonly rankNotForeign: BoostedTrees;
  readonly fewWordings: HeldOutDecision;
  readonly manyWordings: HeldOutDecision;
  readonly foreign: readonly string[];
}

/** Named figures, each from models that had not seen the questions it is measured on. */
export function heldOutFigures(fit: FitResult): Record<string, Record<string, number>> {
  const figures: Record<string, Record<string, number>> = {};
  for (const set of fit.sets) {
    const foreign = fit.foreign.includes(set.name);
    figures[`${set.name} train, ${foreign ? 'not fitted on' : 'cross-validated'}`] = retrieval(set, (field) =>
      foreign ? fit.rankNotForeign : (fit.rankFolds[field.fold] as BoostedTrees),
    );
  }
  figures['en-tweets dev'] = {
    ...retrieval(fit.dev, () => fit.rank),
    ...decision(
      decisionExamples([fit.dev], () => fit.rank),
      () => fit.fewWordings.trees,
      fit.fewWordings,
    ),
  };
  const french = fit.sets.filter(({ name }) => name === 'fr-posts');
  const frenchExamples = decisionExamples(french, (field) => fit.rankFolds[field.fold] as BoostedTrees);
  const measured = [
    { fitted: fit.fewWordings, asked: [...fit.merged, ...fit.small, ...frenchExamples], chatter: fit.idle, of: '' },
    { fitted: fit.manyWordings, asked: fit.learned, chatter: fit.idleThere, of: ' to the curated claims' },
  ];
  for (const { fitted, asked, chatter, of } of measured) {
    const unseen = ({ field }: DecisionExample): BoostedTrees => fitted.folds[field.fold] as BoostedTrees;
    for (const [name, examples] of groups(asked)) {
      figures[`${name}, decision, cross-validated`] = decision(examples, unseen, fitted);
    }
    const answered = chatter.filter(
      (example) => probability(predict(unseen(example), example.features)) >= fitted.answer,
    );
    figures[`chatter${of}, cross-validated`] = {
      texts: chatter.length,
      answered: answered.length,
      rate: round(answered.length / chatter.length),
    };
  }
  return figures;
}

function groups(examples: readonly DecisionExample[]): Map<string, DecisionExample[]> {
  const bySet = new Map<string, DecisionExample[]>();
  for (const example of examples) {
    const known = bySet.get(example.field.set);
    if (known === undefined) bySet.set(example.field.set, [example]);
    else known.push(example);
  }
  return bySet;
}

function retrieval(set: FittingSet, rankOf: (field: QuestionField) => BoostedTrees): Record<string, number> {
  const { map5, mrr, hit1, hit5, recall20, questions } = retrievalMeasures(
    set.fields.map((field) => {
      const { ranked } = rankClaims(field.withGold, rankOf(field), set.index);
      return ranksOf(
        ranked.map(({ claim }) => set.index.claims[claim]?.id ?? ''),
        field.gold,
      );
    }),
  );
  return {
    questions,
    map5: round(map5),
    mrr: round(mrr),
    hit1: round(hit1),
    hit5: round(hit5),
    recall20: round(recall20),
  };
}

function decision(
  examples: readonly DecisionExample[],
  modelOf: (example: DecisionExample) => BoostedTrees,
  { answer }: HeldOutDecision,
): Record<string, number> {
  const asked = askedTwice(examples, (example) => predict(modelOf(example), example.features));
  const answered = asked.filter(({ right, withGold }) => right && probability(withGold) >= answer).length;
  const wrong = asked.filter(({ withoutGold }) => probability(withoutGold) >= answer).length;
  return {
    coverage: round(answered / Math.max(1, answerable(asked))),
    falseAnswers: round(wrong / Math.max(1, asked.length)),
    coverageAt1: round(coverageAt(asked, 0.01).coverage),
    coverageAt5: round(coverageAt(asked, 0.05).coverage),
  };
}

function probability(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
