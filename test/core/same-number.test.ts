// Is a number that was rounded or shortened taken for the same, and another number not?

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isSameNumber } from '../../src/core/same-number.ts';

describe('numbers as people shorten them', () => {
  it.each([
    ['30000', '30k'],
    ['10000', '10000x'],
    ['31487', '31000'],
    ['1951', '50s'],
    ['1951', '1950s'],
    ['1.95', '2'],
    ['188', '190'],
  ])('%s is meant by %s', (claim, question) => {
    expect(isSameNumber(claim, question)).toBe(true);
  });

  it.each([
    ['30000', '31000'],
    ['2019', '2020'],
    ['1951', '60s'],
    ['3', '6'],
    ['70', '21'],
    ['5g', '4g'],
    ['100', '10'],
    ['8', '10'],
  ])('%s is not meant by %s', (claim, question) => {
    expect(isSameNumber(claim, question)).toBe(false);
  });

  it('never takes a number more than 3 % away for the same', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), fc.integer({ min: 1, max: 1e9 }), (claim, question) => {
        fc.pre(Math.abs(claim - question) > 0.03 * claim);
        expect(isSameNumber(String(claim), String(question))).toBe(false);
      }),
    );
  });
});
