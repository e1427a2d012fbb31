// How is a forest of small trees asked quickly, row after row?

import { type BoostedTrees, predict } from './boosted-trees.ts';

/** The forest's prediction for the features at `at` and after: the number that `predict` gives, bit by bit. */
export type Scorer = (features: Float64Array, at: number) => number;

/** Leaves that fit into the bits of a number. */
const MAX_LEAVES = 32;

interface Split {
  readonly feature: number;
  readonly threshold: number;
  readonly tree: number;
  /** Leaves still possible where the value is above the threshold: all but those on the left. */
  readonly mask: number;
}

const scorers = new WeakMap<BoostedTrees, Scorer>();

/** The forest's scorer, made on first use. */
export function scorerOf(trees: BoostedTrees): Scorer {
  let scorer = scorers.get(trees);
  if (scorer === undefined) {
    scorer = makeScorer(trees);
    scorers.set(trees, scorer);
  }
  return scorer;
}

/**
 * QuickScorer (Lucchese et al., SIGIR 2015). Walking down 150 trees costs a mispredicted branch at each step. Instead,
 * feature by feature, the thresholds below the value are gone through in order; each strikes off the leaves to the left
 * of its split. The leftmost leaf that is left is the one the walk would have reached. About a third of the time.
 */
function makeScorer(trees: BoostedTrees): Scorer {
  const treeCount = trees.roots.length;
  const leafValues = new Float64Array(treeCount * MAX_LEAVES);
  const splits: Split[] = [];
  let fits = true;
  for (let tree = 0; tree < treeCount; tree += 1) {
    let leaves = 0;
    /** Numbers the leaves from left to right; returns those under the node as bits. */
    const number = (node: number): number => {
      const feature = trees.feature[node] as number;
      if (feature < 0) {
        if (leaves >= MAX_LEAVES) fits = false;
        else leafValues[tree * MAX_LEAVES + leaves] = trees.value[node] as number;
        leaves += 1;
        return 1 << (leaves - 1);
      }
      const left = trees.left[node] as number;
      const below = number(left);
      splits.push({ feature, threshold: trees.threshold[node] as number, tree, mask: ~below });
      return below | number(left + 1);
    };
    number(trees.roots[tree] as number);
  }
  if (!fits) return (features, at) => predict(trees, features, at);
  splits.sort((a, b) => a.feature - b.feature || a.threshold - b.threshold);
  const featureCount = (splits.at(-1)?.feature ?? -1) + 1;
  const starts = new Int32Array(featureCount + 1);
  for (const { feature } of splits) starts[feature + 1] = (starts[feature + 1] as number) + 1;
  for (let f = 0; f < featureCount; f += 1) starts[f + 1] = (starts[f + 1] as number) + (starts[f] as number);
  const thresholds = Float64Array.from(splits, ({ threshold }) => threshold);
  const treeOf = Int32Array.from(splits, ({ tree }) => tree);
  const masks = Int32Array.from(splits, ({ mask }) => mask);
  const possible = new Int32Array(treeCount);
  const forest = { featureCount, starts, thresholds, treeOf, masks, possible, leafValues, base: trees.base };
  return (features, at) => scoreRow(forest, features, at);
}

interface Forest {
  readonly featureCount: number;
  /** Where each feature's splits begin, in the order of their thresholds. */
  readonly starts: Int32Array;
  readonly thresholds: Float64Array;
  readonly treeOf: Int32Array;
  readonly masks: Int32Array;
  /** Working memory: the leaves of each tree that are not struck off. */
  readonly possible: Int32Array;
  readonly leafValues: Float64Array;
  readonly base: number;
}

function scoreRow(forest: Forest, features: Float64Array, at: number): number {
  const { featureCount, starts, thresholds, treeOf, masks, possible, leafValues } = forest;
  possible.fill(-1);
  for (let f = 0; f < featureCount; f += 1) {
    const value = features[at + f] as number;
    const end = starts[f + 1] as number;
    for (let i = starts[f] as number; i < end; i += 1) {
      if (value <= (thresholds[i] as number)) break;
      const tree = treeOf[i] as number;
      possible[tree] = (possible[tree] as number) & (masks[i] as number);
    }
  }
  let sum = forest.base;
  for (let tree = 0; tree < possible.length; tree += 1) {
    const leaves = possible[tree] as number;
    sum += leafValues[tree * MAX_LEAVES + 31 - Math.clz32(leaves & -leaves)] as number;
  }
  return sum;
}
