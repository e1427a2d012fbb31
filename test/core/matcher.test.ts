// Does the matcher find the claim a text is about, and know when it does not?

import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { IndexableClaim } from '../../src/core/claim.ts';
import { createMatcher } from '../../src/core/create-matcher.ts';
import type { Matcher } from '../../src/core/matcher.ts';
import type { Model } from '../../src/core/model.ts';
import { shippedModel } from '../shipped-model.ts';
import { SAMPLE_CLAIMS } from './sample-claims.ts';

let model: Model;
beforeAll(() => {
  model = shippedModel();
});

function filled(claims: readonly IndexableClaim[] = SAMPLE_CLAIMS): Matcher {
  const matcher = createMatcher(model);
  for (const claim of claims) matcher.put(claim);
  return matcher;
}

describe('a question about a claim in the index', () => {
  it.each([
    ['guys is it true that netflix emailed some guy because he binge watched the office lol', 'netflix'],
    ["c'est vrai que netflix contacte les gens qui regardent trop the office ?", 'netflix'],
    ['is the great wall of china really visible from space?', 'great-wall'],
    ['on peut voir la grande muraille de chine depuis la lune ?', 'great-wall'],
    ['my teacher said we only use ten percent of our brain, is that true?', 'ten-percent'],
    ['do goldfish have a memory of three seconds?', 'goldfish'],
  ])('finds it first: %s', (text, id) => {
    const { matches } = filled().match({ text });
    expect(matches[0]?.claimId).toBe(id);
  });

  it('is answered when it is a wording of the claim', () => {
    const matcher = filled();
    for (const claim of SAMPLE_CLAIMS) {
      for (const { text } of claim.wordings ?? []) {
        const { decision } = matcher.match({ text });
        expect({ text, kind: decision.kind, id: decision.kind === 'answer' ? decision.match.claimId : '' }).toEqual({
          text,
          kind: 'answer',
          id: claim.id,
        });
      }
    }
  });

  it('is answered by an address alone', () => {
    const { decision } = filled().match({ text: 'https://www.example.org/netflix-story/?utm_source=chat' });
    expect(decision.kind).toBe('answer');
  });
});

describe('a question about no claim in the index', () => {
  it.each([
    'what time is it in Tokyo?',
    'good morning everyone, how are you?',
    'quelle est la meilleure recette de crêpes ?',
    'can you set an alarm for seven',
    '',
    '🎉🎉',
    'is this true?',
  ])('is unreviewed: %j', (text) => {
    expect(filled().match({ text }).decision.kind).toBe('unreviewed');
  });
});

describe('a look-alike', () => {
  it.each([
    'Netflix did not contact a subscriber who watched 188 episodes of The Office in a row',
    'Hulu contacted a subscriber who watched 188 episodes of Seinfeld in a row to ask whether he was all right',
    'Amazon sued a customer who watched The Office',
  ])('is not answered: %s', (text) => {
    expect(filled().match({ text }).decision.kind).not.toBe('answer');
  });

  it('listed as a negative is not answered', () => {
    expect(filled().match({ text: 'Netflix recommends series to its subscribers by e-mail' }).decision.kind).not.toBe(
      'answer',
    );
  });
});

describe('a look-alike that has most of the claim’s words', () => {
  const ballots: IndexableClaim = {
    id: 'ballots',
    scope: 'shared',
    statements: [{ text: 'Ballots marked with a felt pen were rejected at the election in Velmont.', lang: 'en' }],
    wordings: [
      { text: 'my vote in Velmont was thrown out because I used a felt pen', lang: 'en' },
      { text: 'felt pens cancel your ballot in Velmont', lang: 'en' },
      { text: 'they refused ballots filled in with felt pens', lang: 'en' },
    ],
    negatives: [{ text: 'Ballots marked with a felt pen were counted at the election in Velmont.', lang: 'en' }],
  };

  it.each([
    'did Velmont throw out ballots marked with felt pens at the election',
    'is it true that ballots marked with a felt pen at the election in Velmont were refused?',
  ])('does not hide the claim from who asks about it: %s', (text) => {
    expect(filled([...SAMPLE_CLAIMS, ballots]).match({ text }).matches[0]?.claimId).toBe('ballots');
  });

  it.each([
    'Ballots marked with a felt pen were counted at the election in Velmont.',
    'is it true that ballots marked with a felt pen were counted at the election in velmont?',
  ])('gets no verdict itself: %s', (text) => {
    const { decision, matches } = filled([...SAMPLE_CLAIMS, ballots]).match({ text });
    expect(decision.kind).toBe('unreviewed');
    expect(matches.some(({ claimId }) => claimId === 'ballots')).toBe(false);
  });
});

describe('scopes and hidden claims', () => {
  const own: IndexableClaim = {
    id: 'own',
    scope: 'guild-1',
    statements: [{ text: 'The school canteen closes for ever on Friday', lang: 'en' }],
  };

  it('are respected', () => {
    const matcher = filled([...SAMPLE_CLAIMS, own]);
    const text = 'the school canteen closes for ever on friday?';
    expect(matcher.match({ text }).matches.some(({ claimId }) => claimId === 'own')).toBe(false);
    expect(matcher.match({ text, scopes: ['shared', 'guild-1'] }).matches[0]?.claimId).toBe('own');
    const hidden = matcher.match({ text, scopes: ['guild-1'], hidden: new Set(['own']) });
    expect(hidden.matches).toEqual([]);
  });
});

describe('a changing index', () => {
  it('equals a fresh one after any changes', () => {
    const edits = fc.array(fc.record({ at: fc.nat(SAMPLE_CLAIMS.length - 1), remove: fc.boolean() }), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(edits, (changes) => {
        const matcher = createMatcher(model);
        const present = new Map<string, IndexableClaim>();
        for (const { at, remove } of changes) {
          const claim = SAMPLE_CLAIMS[at] as IndexableClaim;
          if (remove) {
            expect(matcher.remove(claim.id)).toBe(present.delete(claim.id));
          } else {
            matcher.put(claim);
            present.set(claim.id, claim);
          }
        }
        const fresh = filled([...present.values()].sort((a, b) => (a.id < b.id ? 1 : -1)));
        expect(matcher.size).toBe(present.size);
        for (const text of [
          'netflix wrote to a man who watched the office',
          'la muraille de chine se voit de la lune',
        ]) {
          expect(matcher.match({ text })).toEqual(fresh.match({ text }));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('forgets a claim that was taken out', () => {
    const matcher = filled();
    expect(matcher.remove('netflix')).toBe(true);
    expect(matcher.remove('netflix')).toBe(false);
    const { matches } = matcher.match({ text: 'Netflix contacted a subscriber who watched The Office' });
    expect(matches.some(({ claimId }) => claimId === 'netflix')).toBe(false);
  });
});

describe('any text', () => {
  it('is matched without failing, and only claims that exist are found', () => {
    const matcher = filled();
    const ids = new Set(SAMPLE_CLAIMS.map(({ id }) => id));
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.lorem({ maxCount: 40 })), (text) => {
        for (const match of matcher.match({ text }).matches) {
          expect(ids.has(match.claimId)).toBe(true);
          expect(match.probability).toBeGreaterThanOrEqual(0);
          expect(match.probability).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('of a hundred thousand characters is matched', () => {
    const text = 'the great wall of china can be seen from space. '.repeat(2500);
    expect(filled().match({ text }).matches[0]?.claimId).toBe('great-wall');
  });
});
