// Do the measures count what the field counts?

import { describe, expect, it } from '@jest/globals';
import { coverageAt, ranksOf, retrievalMeasures } from '../../src/training/measures.ts';

describe('retrievalMeasures', () => {
  it('averages over questions, with several right claims each', () => {
    const measures = retrievalMeasures([
      ranksOf(['a', 'b', 'c'], new Set(['a', 'c'])),
      ranksOf(['x', 'y'], new Set(['y'])),
      ranksOf(['x'], new Set(['z'])),
    ]);
    expect(measures.map5).toBeCloseTo(((1 + 2 / 3) / 2 + 1 / 2 + 0) / 3);
    expect(measures.mrr).toBeCloseTo((1 + 0.5 + 0) / 3);
    expect(measures.hit1).toBeCloseTo(1 / 3);
    expect(measures.hit5).toBeCloseTo(2 / 3);
    expect(measures.recall20).toBeCloseTo(2 / 3);
  });
});

describe('coverageAt', () => {
  it('takes the lowest threshold that lets through no more false answers than allowed', () => {
    const asked = Array.from({ length: 100 }, (_unused, i) => ({
      withGold: i / 100 + 0.005,
      right: i % 2 === 0,
      withoutGold: i / 200,
    }));
    const { threshold, coverage } = coverageAt(asked, 0.01);
    expect(asked.filter(({ withoutGold }) => withoutGold >= threshold)).toHaveLength(1);
    expect(coverage).toBeCloseTo(asked.filter(({ right, withGold }) => right && withGold >= threshold).length / 100);
  });
});
