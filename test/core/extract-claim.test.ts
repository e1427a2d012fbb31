// Does extraction leave the claim, and only the claim?

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { extractClaim } from '../../src/core/extract-claim.ts';

describe('wrappers around a claim', () => {
  it.each([
    ['guys is it true that Netflix wrote to a subscriber?', 'Netflix wrote to a subscriber?'],
    ['Hey everyone, is it really true that bananas are berries?', 'bananas are berries?'],
    ['apparently bats are blind', 'bats are blind'],
    ['my uncle told me that vaccines contain chips, is that true?', 'vaccines contain chips'],
    ['Bats are blind, true or false?', 'Bats are blind'],
    ['wait did you hear that bulls hate red lol', 'bulls hate red'],
    ["C'est vrai que Netflix contacte les abonnés ?", 'Netflix contacte les abonnés ?'],
    ['c est vrai que les taureaux détestent le rouge ou pas ?', 'les taureaux détestent le rouge'],
    ["On m'a dit que les vaccins contiennent des puces, c'est vrai ?", 'les vaccins contiennent des puces'],
    ['Il paraît que la Grande Muraille se voit depuis la Lune', 'la Grande Muraille se voit depuis la Lune'],
    ["Est-ce vrai qu'on n'utilise que 10 % de son cerveau ?", "on n'utilise que 10 % de son cerveau ?"],
  ])('takes the talk off: %s', (message, claim) => {
    expect(extractClaim(message).text).toBe(claim);
  });

  it('keeps a denial, which turns the question round', () => {
    expect(extractClaim('is it true that Netflix did not write to him').text).toBe('Netflix did not write to him');
  });

  it('does not cut into words that begin like a wrapper', () => {
    expect(extractClaim('Sober people drive better').text).toBe('Sober people drive better');
  });
});

describe('markup of chat platforms', () => {
  it.each([
    ['<@123456> <#99> Bats are **blind**', 'Bats are blind'],
    ['<!here> ||Bats|| are `blind` :bat:', 'Bats are blind'],
    ['<https://example.org/a?utm_source=x|an article> says bats are blind', 'an article says bats are blind'],
    ['Look, #BatsAreBlind 🦇🦇', 'Bats Are Blind'],
    ['Bats &amp; moths are _blind_', 'Bats & moths are blind'],
    ['> Bats are blind', 'Bats are blind'],
    ['[this page](https://example.org/x) on bats', 'this page on bats'],
  ])('is read: %s', (message, text) => {
    expect(extractClaim(message).text).toContain(text);
  });

  it('gives addresses in a form for comparison', () => {
    const { urls } = extractClaim(
      'https://www.Example.org/Story/?utm_source=chat&b=2&a=1#top and <http://example.org/Story?a=1&b=2>',
    );
    expect(urls).toEqual(['example.org/Story?a=1&b=2']);
  });
});

describe('disguised text', () => {
  it('undoes invisible and full-width characters', () => {
    expect(extractClaim('Ba\u200bts a\u202ere \uff42\uff4c\uff49\uff4e\uff44').text).toBe('Bats are blind');
  });

  it('mends look-alike letters in words of mixed script only', () => {
    expect(extractClaim('N\u0435tflix \u0438 \u043c\u0438\u0440 Amazon').text).toBe(
      'Netflix \u0438 \u043c\u0438\u0440 Amazon',
    );
  });
});

describe('messages without a claim', () => {
  it.each([
    ['', 'nothing'],
    ['  \u200b ', 'nothing'],
    ['😀 🎉', 'only-emoji'],
    ['<@123>', 'only-mention'],
    ['https://example.org/a', 'only-link'],
    ['is this true?', 'only-wrapper'],
    ["c'est vrai ?", 'only-wrapper'],
  ])('say why: %j', (message, why) => {
    const extraction = extractClaim(message);
    expect(extraction.text).toBe('');
    expect(extraction.empty).toBe(why);
  });
});

describe('parts', () => {
  it('offers a quotation before the sentences of a long message', () => {
    const filler = 'This sentence is only here to make the message a long one, and it says little. '.repeat(5);
    const { parts } = extractClaim(`${filler}He said “bats are blind and fly by smell alone” yesterday.`);
    expect(parts[0]).toBe('bats are blind and fly by smell alone');
    expect(parts.length).toBeGreaterThan(1);
  });
});

describe('any message', () => {
  it('is extracted without failing, and no longer than it was', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' })), (message) => {
        const { text } = extractClaim(message);
        expect(text.length).toBeLessThanOrEqual(Math.max(20_000, message.length * 2));
      }),
    );
  });

  it.each([
    '<',
    '@',
    '#a',
    '[a](',
    '"',
    '> ',
    'is it true that ',
    ', lol',
    '\u0301',
    '<@',
    'http://',
    '*_',
    '😀',
    ':a:',
    'а',
  ])('of a million characters made of %j is read in linear time', (piece) => {
    const message = piece.repeat(Math.ceil(1_000_000 / piece.length));
    expect(extractClaim(message).text.length).toBeLessThanOrEqual(20_000);
    expect(() => extractClaim(message, 1_000_000)).not.toThrow();
  });
});
