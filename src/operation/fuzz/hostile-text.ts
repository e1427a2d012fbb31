// What do people who mean harm type?

import type * as FastCheck from 'fast-check';

/** Names that are no plain keys in JavaScript. */
export const PROTOTYPE_NAMES = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'];

/** What makes careless patterns, tokenizers and parsers slow or wrong. */
const NASTY = [
  'a',
  ' ',
  '\n',
  '\u0000',
  '\ud800',
  '\udc00',
  '\u202e',
  '\u200d',
  '🏳️‍🌈',
  'ﷺ',
  'İ',
  'ß',
  'e\u0301',
  'https://',
  '<@123>',
  '@everyone',
  '"',
  '\\',
  '- ',
  '[',
  '{',
  '&a ',
  '*a',
  '!!js ',
  '=HYPERLINK(',
  'is it true that ',
  'not ',
  '9'.repeat(40),
  '-1e999',
  ...PROTOTYPE_NAMES,
];

/** Texts of any kind: random Unicode, nasty pieces put together, one piece repeated up to `longest` characters. */
export function hostileText(fc: typeof FastCheck, longest: number): FastCheck.Arbitrary<string> {
  const piece = fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: 'binary', maxLength: 8 }));
  return fc.oneof(
    { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
    { weight: 3, arbitrary: fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join('')) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.array(piece, { minLength: 1, maxLength: 3 }), fc.integer({ min: 1, max: longest }))
        .map(([pieces, length]) => {
          const part = pieces.join('') || 'a';
          return part.repeat(Math.ceil(length / part.length)).slice(0, length);
        }),
    },
  );
}
