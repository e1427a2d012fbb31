// Which numbers do the measuring data teach the matching?

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BoostedTrees } from '../core/boosted-trees.ts';
import type { IndexableClaim } from '../core/claim.ts';
import { backgroundOf } from '../core/create-matcher.ts';
import { DECISION_FEATURES } from '../core/decision-features.ts';
import { FEATURES } from '../core/features.ts';
import type { FittedDecision, Model } from '../core/model.ts';
import type { Background } from '../core/term-table.ts';
import type { WordVectors } from '../core/word-vectors.ts';
import { loadWords } from '../model-files.ts';
import { countBackground, readStems } from '../training/background-words.ts';
import { curatedSets, lookAlikeExamples, lookAlikeSets } from '../training/curated-set.ts';
import { fitBoundedDecision, type HeldOutDecision } from '../training/fit-bounded-decision.ts';
import { decisionExamples, type FittingSet, fitRank } from '../training/fit-model.ts';
import { headlinePairs } from '../training/headline-pairs.ts';
import { heldOutFigures } from '../training/held-out-figures.ts';
import { learnShippedVectors } from '../training/learn-word-vectors.ts';
import { lessonSet } from '../training/lesson-set.ts';
import {
  chatterFields,
  FOLDS,
  indexOf,
  type QuestionField,
  questionFields,
  smallListFields,
} from '../training/make-examples.ts';
import { quotedPosts } from '../training/quoted-posts.ts';
import { type MeasuringSet, readQueries, readSet, type SetQuery } from '../training/read-set.ts';
import { asShipped, compact, writeModel } from '../training/write-model.ts';

export interface FitOptions {
  /** Folder with the public measuring data. */
  readonly data: string;
  /** The curated entries: their own wordings teach how people ask. */
  readonly curated: readonly IndexableClaim[];
  /** Folder with questions about the curated entries to learn from. */
  readonly lessons: string;
  /** Folder to write to. */
  readonly out: string;
  readonly log: (line: string) => void;
  /** Take word statistics and vectors from the folder instead of learning them anew, which takes minutes. Default false. */
  readonly keepWords?: boolean;
}

/** Public measuring data laid beside the checkout. */
export const DEFAULT_DATA_FOLDER = '../shared/eval';

/** Sets that the ranking is fitted on. `en-tweets` dev is kept for choosing. */
const RANK_SETS = ['en-tweets', 'en-debates', 'fr-posts', 'de-posts', 'pt-posts'];
/** Sets whose near-duplicate claims are merged, so that what counts as wrong is wrong: the decision learns from all of each. */
const MERGED_SETS = ['en-tweets', 'en-debates'];
/** Sets that also teach the decision on small lists, where near-duplicates are few. */
const SMALL_LIST_SETS = ['en-tweets', 'en-debates', 'fr-posts'];
/** Sets that the figures for other languages are measured on, with a ranking that saw neither. */
const FOREIGN_SETS = ['de-posts', 'pt-posts'];
/** Sets whose claims have a headline each. */
const HEADLINE_SETS = ['en-tweets'];
/** What a headline or a quoted post counts in the ranking beside a question that a person chose the claim for. */
const PAIR_WEIGHT = 0.3;
const BACKGROUND_LANGUAGES = ['en', 'fr', 'pt', 'es', 'de', 'it', 'nl'];

/** Fits and writes the shipped model; the same data give the same bytes. Throws with a clear message where they are not there. */
export function runFit({ data, curated, lessons, out, log, keepWords = false }: FitOptions): void {
  if (!existsSync(join(data, 'en-tweets', 'claims.jsonl'))) {
    throw new Error(
      `The measuring data are not at ${data}: fitting needs them, running the bot does not. Say where they are with --data.`,
    );
  }
  const { background, vectors } = keepWords ? loadWords(out) : learnWords(data, log);
  const statistics = backgroundOf({ background });
  const read = (name: string, split: string): FittingSet & { source: MeasuringSet } => {
    log(`Reading ${name} ${split}…`);
    const folder = join(data, name);
    const source = readSet(
      join(folder, 'claims.jsonl'),
      join(folder, `queries-${split}.jsonl`),
      join(folder, `qrels-${split}.tsv`),
    );
    const index = indexOf(source.claims, statistics);
    return { name, source, index, fields: questionFields(name, source, index, vectors), weight: 1 };
  };
  const sets = RANK_SETS.map((name) => read(name, 'train'));
  const dev = read('en-tweets', 'dev');
  log('Asking the curated wordings…');
  const own = curatedSets(curated, statistics, vectors, 1);
  const taught = lessonSet(lessons, curated, statistics, vectors, 1);
  log('Asking headlines and quoted posts…');
  const pairs = [
    ...sets
      .filter(({ name }) => HEADLINE_SETS.includes(name))
      .flatMap(({ source }) => headlinePairs(source, statistics, vectors, PAIR_WEIGHT)),
    quotedSet(data, statistics, vectors),
  ];
  const all = [...sets, ...own, taught, ...pairs];
  log('Fitting the ranking…');
  const rank = fitRank(all, () => true);
  const rankFolds = Array.from({ length: FOLDS }, (_unused, fold) => fitRank(all, (field) => field.fold !== fold));
  const rankNotForeign = fitRank(
    all.filter(({ name }) => !FOREIGN_SETS.includes(name)),
    () => true,
  );
  const unseen = (field: QuestionField): BoostedTrees => rankFolds[field.fold] as BoostedTrees;
  log('Fitting the decision…');
  const smallLists = sets
    .filter(({ name }) => SMALL_LIST_SETS.includes(name))
    .flatMap(({ name, source }) => smallListFields(name, source, statistics, vectors))
    .map(({ index, fields }) => ({ name: 'small lists', index, fields, weight: 1 }));
  const chatter = readdirSync(join(data, 'chatter'))
    .sort()
    .flatMap((file) =>
      readQueries(join(data, 'chatter', file)).map((query) => ({ ...query, id: `${file} ${query.id}` })),
    );
  const talk = [
    ...[sets[0], sets[2]].map((set, at) => ({ set, queries: chatter.filter((_query, i) => i % 2 === at) })),
    ...[5, 70].map((list, at) => ({ set: smallLists[list], queries: chatter.filter((_query, i) => i % 8 === at) })),
  ].flatMap(({ set, queries }) => (set === undefined ? [] : [talkTo(set, queries, vectors)]));
  const merged = decisionExamples(
    sets.filter(({ name }) => MERGED_SETS.includes(name)),
    unseen,
  );
  const small = decisionExamples(smallLists, unseen);
  const idle = decisionExamples(talk, unseen);
  // An entry's wordings were written to differ from each other: asked without its like, one often finds another entry
  // first. That says little about people's questions, which mostly come near some wording.
  const asked = decisionExamples(own, unseen).filter(({ pass, right }) => pass === 'without' || right);
  const paired = decisionExamples(pairs, unseen).map((example) => ({ ...example, weight: 1 }));
  const refused = lookAlikeExamples(lookAlikeSets(curated, statistics, vectors, 0.5), unseen);
  const fewWordings = fitBoundedDecision([...merged, ...small, ...idle, ...asked, ...refused, ...paired], merged, idle);
  const learned = decisionExamples([taught], unseen);
  const idleThere = decisionExamples([talkTo(taught, chatter, vectors)], unseen);
  const manyWordings = fitBoundedDecision([...learned, ...idleThere], learned, idleThere);
  log('Measuring…');
  const figures = heldOutFigures({
    sets,
    dev,
    merged,
    small,
    idle,
    learned,
    idleThere,
    rank,
    rankFolds,
    rankNotForeign,
    fewWordings,
    manyWordings,
    foreign: FOREIGN_SETS,
  });
  for (const [name, figure] of Object.entries(figures)) log(`${name}: ${JSON.stringify(figure)}`);
  const made = {
    command: 'npm run fit',
    sets: [...RANK_SETS.map((name) => `${name} train`), 'scale', 'data/claims', 'data/lessons'],
    heldOut: 'en-tweets dev',
    figures,
  };
  writeModel(
    out,
    {
      features: FEATURES,
      rank: compact(rank),
      decisionFeatures: DECISION_FEATURES,
      decisions: { fewWordings: shipped(fewWordings), manyWordings: shipped(manyWordings) },
      made,
    },
    background,
    vectors,
  );
  log(`Wrote ${out}`);
}

/** Posts that articles quote, asked of all headlines. */
function quotedSet(data: string, statistics: Background, vectors: WordVectors): FittingSet {
  const folder = join(data, 'scale');
  const source = quotedPosts(join(folder, 'articles.jsonl'), join(folder, 'bodies.jsonl.gz'), BACKGROUND_LANGUAGES);
  const index = indexOf(source.claims, statistics);
  return { name: 'quoted', index, fields: questionFields('quoted', source, index, vectors), weight: PAIR_WEIGHT };
}

/** Word statistics and vectors from the articles' opening texts. */
function learnWords(data: string, log: FitOptions['log']): Pick<Model, 'background' | 'vectors'> {
  log('Counting words…');
  const stems = readStems(join(data, 'scale', 'bodies.jsonl.gz'), BACKGROUND_LANGUAGES);
  const background = asShipped(countBackground(stems, 12, 40_000));
  log('Learning word vectors…');
  return { background, vectors: learnShippedVectors(stems, [...background.keys()]) };
}

/** Talk that is about no claim, said to the list of a set. */
function talkTo({ index }: FittingSet, queries: readonly SetQuery[], vectors: WordVectors): FittingSet {
  return { name: 'chatter', index, fields: chatterFields('chatter', queries, index, vectors), weight: 1 };
}

function shipped({ trees, answer, ask }: HeldOutDecision): FittedDecision {
  return { trees, answer, ask };
}
