// Which small trees, added up, tell right from wrong?

import type { BoostedTrees } from '../core/boosted-trees.ts';
import { seededRandom } from './seeded-random.ts';

/** Rows of features with what is right, in groups (one per question) for listwise fitting. */
export interface Examples {
  readonly featureCount: number;
  /** Row after row. */
  readonly rows: Float64Array;
  /** 1 for right, 0 for wrong, per row. */
  readonly labels: Float64Array;
  /** Start of each group; the last number is the count of rows. */
  readonly groups: readonly number[];
  /** Weight of each group (listwise) or row (logistic). */
  readonly weights: Float64Array;
}

export interface BoostOptions {
  /** `listwise`: the right rows of a group should outscore its others (softmax). `logistic`: the probability of right. */
  readonly objective: 'listwise' | 'logistic';
  readonly rounds: number;
  /** Share of each tree's step that is taken. */
  readonly rate: number;
  readonly leaves: number;
  /** Least sum of second derivatives in a leaf: raising it makes the trees more cautious. */
  readonly minHessian: number;
  readonly l2: number;
  /** Share of the features each tree may ask. */
  readonly featureShare: number;
  readonly seed: number;
  /** Direction a feature may work in: 1 only upwards, −1 only downwards, 0 or absent any. */
  readonly monotone?: readonly number[];
}

const BINS = 64;

interface Leaf {
  readonly node: number;
  readonly rows: Int32Array;
  readonly gradient: number;
  readonly hessian: number;
  readonly low: number;
  readonly high: number;
  /** Sums of gradients and hessians per allowed feature and bin, interleaved. */
  sums?: Float64Array | undefined;
  split?: Split | undefined;
}

interface Split {
  readonly gain: number;
  readonly feature: number;
  readonly bin: number;
}

/** Fits a forest. The same examples and options give the same forest. */
export function boostTrees(examples: Examples, options: BoostOptions): BoostedTrees {
  const { featureCount, labels } = examples;
  const count = labels.length;
  const { binned, edges } = binFeatures(examples);
  const random = seededRandom(options.seed);
  const roots: number[] = [];
  const feature: number[] = [];
  const threshold: number[] = [];
  const left: number[] = [];
  const value: number[] = [];
  const base = options.objective === 'logistic' ? baseLogit(examples) : 0;
  const scores = new Float64Array(count).fill(base);
  const gradients = new Float64Array(count);
  const hessians = new Float64Array(count);
  const all = Int32Array.from({ length: count }, (_unused, i) => i);

  function newNode(): number {
    feature.push(-1);
    threshold.push(0);
    left.push(-1);
    value.push(0);
    return feature.length - 1;
  }

  for (let round = 0; round < options.rounds; round += 1) {
    derive(examples, options, scores, gradients, hessians);
    const allowed: number[] = [];
    for (let f = 0; f < featureCount; f += 1) if (random() < options.featureShare) allowed.push(f);
    const root = newNode();
    roots.push(root);
    const leaves: Leaf[] = [leafOf(root, all, gradients, hessians, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY)];
    (leaves[0] as Leaf).sums = histogram(all, allowed, binned, count, gradients, hessians);
    (leaves[0] as Leaf).split = bestSplit(leaves[0] as Leaf, allowed, options);
    value[root] = leafValue(leaves[0] as Leaf, options);
    while (leaves.length < options.leaves) {
      let chosen = -1;
      for (let i = 0; i < leaves.length; i += 1) {
        const gain = leaves[i]?.split?.gain ?? 0;
        if (gain > 1e-9 && (chosen < 0 || gain > (leaves[chosen]?.split?.gain ?? 0))) chosen = i;
      }
      if (chosen < 0) break;
      const leaf = leaves[chosen] as Leaf;
      const split = leaf.split as Split;
      const a = newNode();
      const b = newNode();
      feature[leaf.node] = split.feature;
      threshold[leaf.node] = (edges[split.feature] as Float64Array)[split.bin] as number;
      left[leaf.node] = a;
      const [goesLeft, goesRight] = partition(leaf.rows, binned, split.feature * count, split.bin);
      const direction = options.monotone?.[split.feature] ?? 0;
      let leafA = leafOf(a, goesLeft, gradients, hessians, leaf.low, leaf.high);
      let leafB = leafOf(b, goesRight, gradients, hessians, leaf.low, leaf.high);
      if (direction !== 0) {
        const middle = (leafValue(leafA, options) + leafValue(leafB, options)) / 2;
        leafA = direction > 0 ? { ...leafA, high: middle } : { ...leafA, low: middle };
        leafB = direction > 0 ? { ...leafB, low: middle } : { ...leafB, high: middle };
      }
      // The larger child's sums are what the smaller one leaves of the parent's.
      const [small, large] = goesLeft.length <= goesRight.length ? [leafA, leafB] : [leafB, leafA];
      const smallSums = histogram(small.rows, allowed, binned, count, gradients, hessians);
      const largeSums = leaf.sums as Float64Array;
      for (let i = 0; i < largeSums.length; i += 1) largeSums[i] = (largeSums[i] as number) - (smallSums[i] as number);
      small.sums = smallSums;
      large.sums = largeSums;
      for (const child of [leafA, leafB]) {
        child.split = bestSplit(child, allowed, options);
        value[child.node] = leafValue(child, options);
      }
      leaves[chosen] = leafA;
      leaves.push(leafB);
    }
    for (const leaf of leaves) {
      const step = value[leaf.node] as number;
      for (const row of leaf.rows) scores[row] = (scores[row] as number) + step;
    }
  }
  return { roots, feature, threshold, left, value, base };
}

function baseLogit({ labels, weights }: Examples): number {
  let right = 0;
  let total = 0;
  for (let i = 0; i < labels.length; i += 1) {
    right += (labels[i] as number) * (weights[i] as number);
    total += weights[i] as number;
  }
  const share = Math.min(0.999, Math.max(0.001, right / total));
  return Math.log(share / (1 - share));
}

/** First and second derivatives of the loss at the present scores. */
function derive(
  examples: Examples,
  options: BoostOptions,
  scores: Float64Array,
  gradients: Float64Array,
  hessians: Float64Array,
): void {
  const { labels, groups, weights } = examples;
  if (options.objective === 'logistic') {
    for (let i = 0; i < labels.length; i += 1) {
      const p = 1 / (1 + Math.exp(-(scores[i] as number)));
      gradients[i] = (p - (labels[i] as number)) * (weights[i] as number);
      hessians[i] = Math.max(1e-6, p * (1 - p)) * (weights[i] as number);
    }
    return;
  }
  for (let g = 0; g + 1 < groups.length; g += 1) {
    const from = groups[g] as number;
    const to = groups[g + 1] as number;
    const weight = weights[g] as number;
    let top = Number.NEGATIVE_INFINITY;
    let right = 0;
    for (let i = from; i < to; i += 1) {
      if ((scores[i] as number) > top) top = scores[i] as number;
      right += labels[i] as number;
    }
    let total = 0;
    let totalRight = 0;
    for (let i = from; i < to; i += 1) {
      const e = Math.exp((scores[i] as number) - top);
      total += e;
      totalRight += e * (labels[i] as number);
    }
    for (let i = from; i < to; i += 1) {
      const e = Math.exp((scores[i] as number) - top);
      const p = e / total;
      // One right row on top is enough: the others of a claim may be wordings that have little to do with the question.
      const share = (e * (labels[i] as number)) / Math.max(1e-300, totalRight);
      gradients[i] = right === 0 ? 0 : (p - share) * weight;
      hessians[i] = right === 0 ? 0 : Math.max(1e-6, p * (1 - p)) * weight;
    }
  }
}

function leafOf(
  node: number,
  rows: Int32Array,
  gradients: Float64Array,
  hessians: Float64Array,
  low: number,
  high: number,
): Leaf {
  let gradient = 0;
  let hessian = 0;
  for (const row of rows) {
    gradient += gradients[row] as number;
    hessian += hessians[row] as number;
  }
  return { node, rows, gradient, hessian, low, high };
}

function leafValue(leaf: Leaf, options: BoostOptions): number {
  const step = (-leaf.gradient / (leaf.hessian + options.l2)) * options.rate;
  return Math.min(leaf.high, Math.max(leaf.low, step));
}

function partition(rows: Int32Array, binned: Uint8Array, column: number, bin: number): [Int32Array, Int32Array] {
  let count = 0;
  for (let i = 0; i < rows.length; i += 1) if ((binned[column + (rows[i] as number)] as number) <= bin) count += 1;
  const low = new Int32Array(count);
  const high = new Int32Array(rows.length - count);
  let a = 0;
  let b = 0;
  for (let i = 0; i < rows.length; i += 1) {
    const row = rows[i] as number;
    if ((binned[column + row] as number) <= bin) {
      low[a] = row;
      a += 1;
    } else {
      high[b] = row;
      b += 1;
    }
  }
  return [low, high];
}

function histogram(
  rows: Int32Array,
  allowed: readonly number[],
  binned: Uint8Array,
  count: number,
  gradients: Float64Array,
  hessians: Float64Array,
): Float64Array {
  const sums = new Float64Array(allowed.length * BINS * 2);
  for (let a = 0; a < allowed.length; a += 1) {
    const column = (allowed[a] as number) * count;
    const offset = a * BINS * 2;
    for (let i = 0; i < rows.length; i += 1) {
      const row = rows[i] as number;
      const at = offset + (binned[column + row] as number) * 2;
      sums[at] = (sums[at] as number) + (gradients[row] as number);
      sums[at + 1] = (sums[at + 1] as number) + (hessians[row] as number);
    }
  }
  return sums;
}

function bestSplit(leaf: Leaf, allowed: readonly number[], options: BoostOptions): Split | undefined {
  if (leaf.hessian < 2 * options.minHessian) return undefined;
  const { l2, minHessian } = options;
  const sums = leaf.sums as Float64Array;
  const whole = (leaf.gradient * leaf.gradient) / (leaf.hessian + l2);
  let best: Split | undefined;
  for (let a = 0; a < allowed.length; a += 1) {
    const feature = allowed[a] as number;
    const offset = a * BINS * 2;
    const direction = options.monotone?.[feature] ?? 0;
    let g = 0;
    let h = 0;
    for (let bin = 0; bin < BINS - 1; bin += 1) {
      g += sums[offset + bin * 2] as number;
      h += sums[offset + bin * 2 + 1] as number;
      if (h < minHessian) continue;
      const restG = leaf.gradient - g;
      const restH = leaf.hessian - h;
      if (restH < minHessian) break;
      if (direction !== 0 && direction * (-restG / (restH + l2) + g / (h + l2)) < 0) continue;
      const gain = (g * g) / (h + l2) + (restG * restG) / (restH + l2) - whole;
      if (gain > (best?.gain ?? 1e-9)) best = { gain, feature, bin };
    }
  }
  return best;
}

/** Each feature cut at quantiles into at most {@link BINS} bins; `edges` holds each bin's largest value. */
function binFeatures({ rows, featureCount, labels }: Examples): { binned: Uint8Array; edges: Float64Array[] } {
  const count = labels.length;
  const binned = new Uint8Array(count * featureCount);
  const edges: Float64Array[] = [];
  for (let f = 0; f < featureCount; f += 1) {
    const sorted = new Float64Array(count);
    for (let i = 0; i < count; i += 1) sorted[i] = rows[i * featureCount + f] as number;
    sorted.sort();
    const cuts: number[] = [];
    for (let bin = 1; bin < BINS; bin += 1) {
      const at = sorted[Math.min(count - 1, Math.floor((bin * count) / BINS))] as number;
      // Few digits: the file stays small and rounding cannot move a row across a cut.
      const cut = Number(at.toPrecision(4));
      if (cuts.length === 0 || cut > (cuts[cuts.length - 1] as number)) cuts.push(cut);
    }
    const edge = Float64Array.from(cuts);
    edges.push(edge);
    for (let i = 0; i < count; i += 1) {
      const x = rows[i * featureCount + f] as number;
      let low = 0;
      let high = edge.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (x <= (edge[middle] as number)) high = middle;
        else low = middle + 1;
      }
      binned[f * count + i] = low;
    }
  }
  return { binned, edges };
}
