// Do the trees learn what can be learned, the same way each time?

import { describe, expect, it } from '@jest/globals';
import { contributions, predict } from '../../src/core/boosted-trees.ts';
import { type BoostOptions, boostTrees, type Examples } from '../../src/training/boost-trees.ts';
import { seededRandom } from '../../src/training/seeded-random.ts';

const OPTIONS: BoostOptions = {
  objective: 'logistic',
  rounds: 60,
  rate: 0.2,
  leaves: 6,
  minHessian: 1,
  l2: 1,
  featureShare: 1,
  seed: 1,
};

/** Right exactly where one of the first two features, but not both, is above a half. */
function exclusiveOr(count: number): Examples {
  const random = seededRandom(5);
  const rows = Float64Array.from({ length: count * 3 }, random);
  const labels = Float64Array.from({ length: count }, (_unused, i) =>
    (rows[i * 3] as number) > 0.5 !== (rows[i * 3 + 1] as number) > 0.5 ? 1 : 0,
  );
  return { featureCount: 3, rows, labels, groups: [], weights: new Float64Array(count).fill(1) };
}

describe('boostTrees', () => {
  it('learns a rule that no weighted sum can express', () => {
    const examples = exclusiveOr(2000);
    const trees = boostTrees(examples, OPTIONS);
    let right = 0;
    for (let i = 0; i < 2000; i += 1)
      if (predict(trees, examples.rows, i * 3) > 0 === (examples.labels[i] === 1)) right += 1;
    expect(right / 2000).toBeGreaterThan(0.95);
  });

  it('puts the right row of each group first', () => {
    const random = seededRandom(9);
    const rows = Float64Array.from({ length: 500 * 4 * 2 }, random);
    const labels = new Float64Array(2000);
    const groups = Array.from({ length: 501 }, (_unused, g) => g * 4);
    for (let g = 0; g < 500; g += 1) {
      let best = g * 4;
      for (let i = g * 4; i < g * 4 + 4; i += 1)
        if ((rows[i * 2 + 1] as number) > (rows[best * 2 + 1] as number)) best = i;
      labels[best] = 1;
    }
    const trees = boostTrees(
      { featureCount: 2, rows, labels, groups, weights: new Float64Array(500).fill(1) },
      { ...OPTIONS, objective: 'listwise' },
    );
    let first = 0;
    for (let g = 0; g < 500; g += 1) {
      const scores = [0, 1, 2, 3].map((i) => predict(trees, rows, (g * 4 + i) * 2));
      if (labels[g * 4 + scores.indexOf(Math.max(...scores))] === 1) first += 1;
    }
    expect(first / 500).toBeGreaterThan(0.9);
  });

  it('gives the same trees for the same seed', () => {
    const examples = exclusiveOr(300);
    expect(boostTrees(examples, OPTIONS)).toEqual(boostTrees(examples, OPTIONS));
  });

  it('keeps a feature to the direction it is given', () => {
    const trees = boostTrees(exclusiveOr(500), { ...OPTIONS, monotone: [1, 0, 0] });
    const low = Float64Array.of(0.1, 0.9, 0.5);
    const high = Float64Array.of(0.9, 0.9, 0.5);
    expect(predict(trees, high)).toBeGreaterThanOrEqual(predict(trees, low) - 1e-9);
  });

  it('explains a prediction by parts that add up to it', () => {
    const examples = exclusiveOr(500);
    const trees = boostTrees(examples, OPTIONS);
    const row = examples.rows.slice(0, 3);
    const parts = contributions(trees, row, 3);
    const roots = trees.roots.reduce((sum, root) => sum + (trees.value[root] as number), trees.base);
    expect(parts.reduce((sum, part) => sum + part, roots)).toBeCloseTo(predict(trees, row), 8);
  });
});
