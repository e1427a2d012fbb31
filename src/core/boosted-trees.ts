// What does a forest of small decision trees say of these features?

/**
 * Gradient boosted regression trees, flattened: node `i` splits on `feature[i]` at `threshold[i]` (values up to it go
 * left), its children are `left[i]` and `left[i] + 1`; where `feature[i]` is −1 it is a leaf. `value[i]` is the mean
 * prediction under the node, so that a path explains itself: each step's change of value belongs to the feature asked.
 */
export interface BoostedTrees {
  /** Node number of each tree's root. */
  readonly roots: readonly number[];
  readonly feature: readonly number[];
  readonly threshold: readonly number[];
  readonly left: readonly number[];
  readonly value: readonly number[];
  /** Added to the sum of the trees. */
  readonly base: number;
}

/** The forest's prediction for the features at `at` and after. */
export function predict(trees: BoostedTrees, features: Float64Array, at = 0): number {
  const { roots, feature, threshold, left, value } = trees;
  let sum = trees.base;
  for (let t = 0; t < roots.length; t += 1) {
    let node = roots[t] as number;
    let asked = feature[node] as number;
    while (asked >= 0) {
      node = (left[node] as number) + ((features[at + asked] as number) <= (threshold[node] as number) ? 0 : 1);
      asked = feature[node] as number;
    }
    sum += value[node] as number;
  }
  return sum;
}

/** What each feature added to the prediction, in the prediction's unit; `base` is not in it. */
export function contributions(trees: BoostedTrees, features: Float64Array, featureCount: number): Float64Array {
  const parts = new Float64Array(featureCount);
  for (const root of trees.roots) {
    let node = root;
    for (;;) {
      const asked = trees.feature[node] as number;
      if (asked < 0) break;
      const next =
        (trees.left[node] as number) + ((features[asked] as number) <= (trees.threshold[node] as number) ? 0 : 1);
      parts[asked] = (parts[asked] as number) + (trees.value[next] as number) - (trees.value[node] as number);
      node = next;
    }
  }
  return parts;
}
