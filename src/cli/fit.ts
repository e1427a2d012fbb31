// Which numbers do the measuring data teach the matching?

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { backgroundOf } from '../core/create-matcher.ts';
import { DECISION_FEATURES } from '../core/decision-features.ts';
import { FEATURES } from '../core/features.ts';
import { countBackground, readStems } from '../training/background-words.ts';
import { decisionExamples, type FittingSet, fitDecision, fitRank } from '../training/fit-model.ts';
import { wordVectors } from '../training/learn-word-vectors.ts';
import { FOLDS, indexOf, questionFields } from '../training/make-examples.ts';
import { readSet } from '../training/read-set.ts';
import { shippedThresholds } from '../training/set-thresholds.ts';
import { compact, writeModel } from '../training/write-model.ts';

export interface FitOptions {
  /** Folder with the public measuring data. */
  readonly data: string;
  /** Folder to write to. */
  readonly out: string;
  readonly log: (line: string) => void;
}

/** Public measuring data laid beside the checkout. */
export const DEFAULT_DATA_FOLDER = '../shared/eval';

/** Sets that the ranking is fitted on. `en-tweets` dev is kept for choosing. */
const RANK_SETS = ['en-tweets', 'en-debates', 'fr-posts', 'de-posts', 'pt-posts'];
/** Sets that the decision is fitted on: those whose near-duplicate claims are merged, so that "wrong" is wrong. */
const DECISION_SETS = ['en-tweets', 'en-debates'];
const BACKGROUND_LANGUAGES = ['en', 'fr', 'pt', 'es', 'de', 'it', 'nl'];

/** Fits and writes the shipped model. Throws with a clear message where the data are not there. */
export function runFit(options: FitOptions): void {
  if (!existsSync(join(options.data, 'en-tweets', 'claims.jsonl'))) {
    throw new Error(
      `The measuring data are not at ${options.data}: fitting needs them, running the bot does not. Say where they are with --data.`,
    );
  }
  options.log('Counting words…');
  const stems = readStems(join(options.data, 'scale', 'bodies.jsonl.gz'), BACKGROUND_LANGUAGES);
  const background = countBackground(stems, 12, 40_000);
  options.log('Learning word vectors…');
  const vectors = wordVectors(stems, [...background.keys()]);
  const sets: FittingSet[] = RANK_SETS.map((name) => {
    options.log(`Reading ${name}…`);
    const folder = join(options.data, name);
    const set = readSet(
      join(folder, 'claims.jsonl'),
      join(folder, 'queries-train.jsonl'),
      join(folder, 'qrels-train.tsv'),
    );
    const index = indexOf(set.claims, backgroundOf({ background }));
    return { name, index, fields: questionFields(name, set, index, vectors), weight: 1 };
  });
  options.log('Fitting the ranking…');
  const rank = fitRank(sets, () => true);
  // Each question's decision features come from a ranking that has not seen it.
  const ranks = Array.from({ length: FOLDS }, (_unused, fold) => fitRank(sets, (field) => field.fold !== fold));
  options.log('Fitting the decision…');
  const examples = decisionExamples(
    sets.filter(({ name }) => DECISION_SETS.includes(name)),
    (field) => ranks[field.fold] as (typeof ranks)[number],
  );
  const decide = fitDecision(examples);
  const heldOut = Array.from({ length: FOLDS }, (_unused, fold) =>
    fitDecision(examples.filter(({ field }) => field.fold !== fold)),
  );
  const { thresholds, figures } = shippedThresholds(examples, heldOut);
  const made = { command: 'npm run fit', sets: RANK_SETS, heldOut: 'en-tweets dev', figures };
  writeModel(
    options.out,
    {
      features: FEATURES,
      rank: compact(rank),
      decisionFeatures: DECISION_FEATURES,
      decide: compact(decide),
      thresholds,
      made,
    },
    background,
    vectors,
  );
  options.log(`Wrote ${options.out}: ${JSON.stringify({ thresholds, figures })}`);
}
