// Are the words of a text found where they stand, folded as they are compared?

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { tokenize } from '../../src/core/tokenize.ts';
import { CAPITAL, NUMERIC, OPENS, SHOUTED, WordScanner } from '../../src/core/word-scanner.ts';
import { WordTable } from '../../src/core/word-table.ts';

function wordsOf(text: string): string[] {
  return tokenize(text).words;
}

describe('the words of a text', () => {
  it('are in lower case and without marks', () => {
    expect(wordsOf('Éléonore n’ŒUVRE Straße Kovač İstanbul')).toEqual([
      'eleonore',
      'n',
      'oeuvre',
      'strasse',
      'kovac',
      'istanbul',
    ]);
    expect(wordsOf('e\u0301te\u0301')).toEqual(['ete']);
  });

  it('have the negation of a verb apart', () => {
    expect(wordsOf("They don't, CAN’T and won't")).toEqual(['they', 'do', 'not', 'can', 'not', 'and', 'will', 'not']);
    expect(wordsOf("n't dan'ton can'tx")).toEqual(['n', 't', 'dan', 'ton', 'can', 'tx']);
  });

  it('have numbers without separators, with a short unit', () => {
    expect(wordsOf('1,000.50 for 12.5 % of 3 200 at 5G on the 1st, covid19, 20minutes, ٤٢')).toEqual([
      '1000.5',
      'for',
      '12.5',
      'of',
      '3200',
      'at',
      '5g',
      'on',
      'the',
      '1st',
      'covid',
      '19',
      '20',
      'minutes',
      '42',
    ]);
  });

  it('are single characters where a script puts no gaps', () => {
    expect(wordsOf('東京 is big')).toEqual(['東', '京', 'is', 'big']);
  });

  it('tell how they were written', () => {
    expect(tokenize('The US won. Paris lost 3').flags).toEqual([
      CAPITAL | OPENS,
      CAPITAL | SHOUTED,
      0,
      CAPITAL | OPENS,
      0,
      NUMERIC,
    ]);
  });

  it('are cut where they are endless', () => {
    const [word, ...others] = wordsOf(`${'x'.repeat(200)}n't`);
    expect(word).toBe('x'.repeat(40));
    expect(others).toEqual(['not']);
  });

  it('are no more than asked for', () => {
    expect(tokenize("one two don't", 3).words).toEqual(['one', 'two', 'do']);
  });

  it('stand in the text in order, none in another', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        const { words, starts, ends } = tokenize(text);
        const inOrder = words.every(
          (word, i) => word !== '' && (starts[i] ?? -1) >= (ends[i - 1] ?? 0) && (ends[i] ?? 0) > (starts[i] ?? 0),
        );
        expect(inOrder && (ends.at(-1) ?? 0) <= text.length).toBe(true);
      }),
    );
  });

  it('are found anew in every text a scanner opens', () => {
    const scanner = new WordScanner();
    scanner.open("Don't");
    scanner.next();
    scanner.open('Do tell');
    expect(scanner.next() && scanner.word()).toBe('do');
    expect(scanner.next() && scanner.word()).toBe('tell');
    expect(scanner.next()).toBe(false);
  });
});

describe('numbers by word', () => {
  it('are those of a map', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'é', '東'), minLength: 1, maxLength: 7 });
    fc.assert(
      fc.property(fc.array(word, { maxLength: 400 }), (words) => {
        const table = new WordTable();
        const map = new Map<string, number>();
        words.forEach((each, i) => {
          const codes = Uint16Array.from({ length: 40 }, (_, at) => (at < each.length ? each.charCodeAt(at) : 7));
          const key = { codes, length: each.length };
          expect(table.get(key)).toBe(map.get(each));
          if (map.has(each)) return;
          table.set(key, i - 1);
          map.set(each, i - 1);
        });
      }),
    );
  });
});
