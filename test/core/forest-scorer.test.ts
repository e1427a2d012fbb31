import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type BoostedTrees, predict } from '../../src/core/boosted-trees.ts';
import { scorerOf } from '../../src/core/forest-scorer.ts';

const FEATURES = 3;

interface Node {
  readonly feature?: number;
  readonly threshold?: number;
  readonly value: number;
  readonly children?: readonly [Node, Node];
}

const tenths = fc.integer({ min: -20, max: 20 }).map((n) => n / 10);

function trees(depth: number): fc.Arbitrary<Node> {
  const leaf = fc.double({ noNaN: true, min: -3, max: 3 }).map((value): Node => ({ value }));
  if (depth === 0) return leaf;
  const split = fc
    .tuple(fc.nat(FEATURES - 1), tenths, trees(depth - 1), trees(depth - 1))
    .map(([feature, threshold, left, right]): Node => ({ feature, threshold, value: 0, children: [left, right] }));
  return fc.oneof(leaf, split);
}

function flatten(roots: readonly Node[]): BoostedTrees {
  const feature: number[] = [];
  const threshold: number[] = [];
  const left: number[] = [];
  const value: number[] = [];
  const set = (at: number, node: Node): void => {
    feature[at] = node.feature ?? -1;
    threshold[at] = node.threshold ?? 0;
    value[at] = node.value;
    left[at] = 0;
    if (node.children === undefined) return;
    const first = feature.length;
    left[at] = first;
    for (let i = 0; i < 2; i += 1) {
      feature.push(-1);
      threshold.push(0);
      left.push(0);
      value.push(0);
    }
    set(first, node.children[0]);
    set(first + 1, node.children[1]);
  };
  const starts = roots.map((root) => {
    const at = feature.length;
    feature.push(-1);
    threshold.push(0);
    left.push(0);
    value.push(0);
    set(at, root);
    return at;
  });
  return { roots: starts, feature, threshold, left, value, base: 0.3 };
}

describe('scorerOf', () => {
  it('gives the very number that walking down the trees gives, on thresholds too', () => {
    fc.assert(
      fc.property(
        fc.array(trees(4), { minLength: 1, maxLength: 12 }),
        fc.array(tenths, { minLength: 2 * FEATURES, maxLength: 2 * FEATURES }),
        (roots, row) => {
          const forest = flatten(roots);
          const features = Float64Array.from(row);
          expect(scorerOf(forest)(features, FEATURES)).toBe(predict(forest, features, FEATURES));
        },
      ),
    );
  });

  it('takes trees of more leaves than a number has bits', () => {
    const full = (depth: number, at: number): Node =>
      depth === 0
        ? { value: at }
        : { feature: 0, threshold: at, value: 0, children: [full(depth - 1, at - 1 / depth), full(depth - 1, at + 1)] };
    const forest = flatten([full(6, 0)]);
    for (const value of [-3, -0.5, 0, 0.4, 5]) {
      const features = Float64Array.of(value);
      expect(scorerOf(forest)(features, 0)).toBe(predict(forest, features));
    }
  });
});
