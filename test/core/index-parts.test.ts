// Do the index's own lists, texts and addresses hold what plain ones would?

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AddressBook } from '../../src/core/address-book.ts';
import { intArena, offsetOf } from '../../src/core/arena.ts';
import { IntLists } from '../../src/core/int-lists.ts';
import { TextArena } from '../../src/core/text-arena.ts';

describe('blocks of an arena', () => {
  it('never share a place, and one that was released is given out again', () => {
    const arena = intArena();
    const lengths = [3, 200_000, 100_000, 300_000, 5, 3];
    const starts = lengths.map((length) => arena.allocate(length));
    starts.forEach((start, i) => {
      arena.page(start).fill(i + 1, offsetOf(start), offsetOf(start) + (lengths[i] ?? 0));
    });
    starts.forEach((start, i) => {
      const block = arena.page(start).subarray(offsetOf(start), offsetOf(start) + (lengths[i] ?? 0));
      expect(block).toHaveLength(lengths[i] ?? 0);
      expect(block.every((value) => value === i + 1)).toBe(true);
    });
    arena.release(starts[4] ?? 0, 5);
    expect(arena.allocate(5)).toBe(starts[4]);
  });
});

describe('lists of numbers', () => {
  const step = fc.oneof(
    { weight: 9, arbitrary: fc.record({ list: fc.nat(4), values: fc.array(fc.nat(1e9), { maxLength: 90 }) }) },
    { weight: 1, arbitrary: fc.record({ list: fc.nat(4), divisor: fc.integer({ min: 1, max: 40 }) }) },
  );

  it('hold what was pushed and not filtered out, in order', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const lists = new IntLists();
        const expected: number[][] = [[], [], [], [], []];
        for (const each of steps) {
          if ('values' in each) {
            for (const value of each.values) lists.push(each.list, value);
            expected[each.list]?.push(...each.values);
          } else {
            lists.filter(each.list, (value) => value % each.divisor === 0);
            expected[each.list] = (expected[each.list] ?? []).filter((value) => value % each.divisor === 0);
          }
        }
        const single = new Int32Array(1);
        expected.forEach((values, list) => {
          const length = lists.length(list);
          const found = length === 0 ? [] : lists.page(list, single).subarray(lists.offset(list)).subarray(0, length);
          expect([...found]).toEqual(values);
        });
      }),
    );
  });
});

describe('texts as bytes', () => {
  it('come back as they were, whatever they are, also where others were dropped', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 300 }), { maxLength: 30 }), (texts) => {
        const arena = new TextArena();
        const places = texts.map((text) => arena.put(text));
        const kept = new Map<number, string>();
        places.forEach((place, i) => {
          if (i % 3 === 0) arena.drop(place);
          else kept.set(place, texts[i] ?? '');
        });
        texts.forEach((text, i) => {
          if (i % 3 === 0) kept.set(arena.put(text), text);
        });
        for (const [place, text] of kept) expect(arena.read(place)).toBe(text);
        expect(kept.size).toBe(texts.length);
      }),
    );
    const arena = new TextArena();
    for (const text of ['\ud800', 'a\udfff’', 'x'.repeat(70_000), '語'.repeat(9_000)]) {
      expect(arena.read(arena.put(text))).toBe(text);
    }
  });
});

describe('the book of addresses', () => {
  const change = fc.record({
    claim: fc.nat(30),
    addresses: fc.option(
      fc.array(
        fc.integer({ max: 60, min: 0 }).map((n) => `example.org/${n}`),
        { maxLength: 4 },
      ),
    ),
  });

  it('names for every address the claims that list it now', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 60 }), (changes) => {
        const book = new AddressBook();
        const expected = new Map<number, Set<string>>();
        for (const { claim, addresses } of changes) {
          if (addresses === null) book.remove(claim);
          else for (const address of addresses) book.add(claim, address);
          const before = addresses === null ? [] : (expected.get(claim) ?? []);
          expected.set(claim, new Set([...before, ...(addresses ?? [])]));
        }
        for (let n = 0; n <= 60; n += 1) {
          const address = `example.org/${n}`;
          const holders = [...expected].filter(([, listed]) => listed.has(address)).map(([claim]) => claim);
          expect([...book.claimsWith(address)].sort((a, b) => a - b)).toEqual(holders.sort((a, b) => a - b));
        }
      }),
    );
  });

  it('keeps them apart where there are many', () => {
    const book = new AddressBook();
    for (let claim = 0; claim < 5_000; claim += 1) book.add(claim, `example.org/${claim}`);
    for (let claim = 0; claim < 5_000; claim += 2) book.remove(claim);
    expect(book.claimsWith('example.org/4999')).toEqual([4999]);
    expect(book.claimsWith('example.org/4998')).toEqual([]);
  });
});
