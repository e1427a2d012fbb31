// What holds of the matching whatever the claims?

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

function filled(claims: readonly IndexableClaim[]): Matcher {
  const matcher = createMatcher(model);
  for (const claim of claims) matcher.put(claim);
  return matcher;
}

const SUBJECTS = [
  'The mayor of Lisbon',
  'A Danish farmer',
  'The actor Brenda Holloway',
  'A school in Quebec',
  'The bank Credit Orlane',
];
const VERBS = ['has banned', 'invented', 'secretly bought', 'was fined for', 'gives away'];
const OBJECTS = [
  'electric scooters',
  'a vaccine against snoring',
  'three thousand umbrellas',
  'plastic spoons',
  'the oldest lighthouse',
];

/** Distinct claims made of parts, so that they share words with each other. */
const madeClaims = fc
  .uniqueArray(fc.tuple(fc.nat(4), fc.nat(4), fc.nat(4)), {
    minLength: 1,
    maxLength: 20,
    selector: (parts) => parts.join(),
  })
  .map((list) =>
    list.map(
      ([s, v, o]): IndexableClaim => ({
        id: `made-${s}-${v}-${o}`,
        scope: 'shared',
        statements: [{ text: `${SUBJECTS[s]} ${VERBS[v]} ${OBJECTS[o]}.`, lang: 'en' }],
      }),
    ),
  );

describe('a wording of a claim', () => {
  it('finds the claim first', () => {
    fc.assert(
      fc.property(madeClaims, (claims) => {
        const matcher = filled([...claims, ...SAMPLE_CLAIMS]);
        for (const claim of claims) {
          expect(matcher.match({ text: claim.statements[0]?.text ?? '', lang: 'en' }).matches[0]?.claimId).toBe(
            claim.id,
          );
        }
      }),
      { numRuns: 40 },
    );
  });

  it('finds it first although one letter of a long word is wrong', () => {
    const texts = SAMPLE_CLAIMS.flatMap(({ id, statements }) =>
      statements.map(({ text, lang }) => ({ id, text, lang })),
    );
    const matcher = filled(SAMPLE_CLAIMS);
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.nat(), fc.nat(), ({ id, text, lang }, which, where) => {
        const long = text.match(/\p{L}{8,}/gu) ?? [];
        fc.pre(long.length > 0);
        const word = long[which % long.length] as string;
        const at = 1 + (where % (word.length - 2));
        const misspelt = `${word.slice(0, at)}${word[at] === 'x' ? 'z' : 'x'}${word.slice(at + 1)}`;
        expect(matcher.match({ text: text.replace(word, misspelt), lang }).matches[0]?.claimId).toBe(id);
      }),
      { numRuns: 60 },
    );
  });
});

describe('an unrelated claim', () => {
  it('never turns an answer into another claim', () => {
    const before = filled(SAMPLE_CLAIMS);
    const asked = SAMPLE_CLAIMS.flatMap(({ wordings = [] }) => wordings).flatMap((question) => {
      const { decision } = before.match(question);
      return decision.kind === 'answer' ? [{ question, claimId: decision.match.claimId }] : [];
    });
    expect(asked.length).toBeGreaterThan(0);
    fc.assert(
      fc.property(madeClaims, (others) => {
        const after = filled([...others, ...SAMPLE_CLAIMS]);
        for (const { question, claimId } of asked) {
          const { decision } = after.match(question);
          if (decision.kind === 'answer') expect(decision.match.claimId).toBe(claimId);
        }
      }),
      { numRuns: 25 },
    );
  });
});

describe('the order in which claims are put in', () => {
  it('does not matter', () => {
    fc.assert(
      fc.property(madeClaims, fc.nat(), (claims, seed) => {
        const forwards = filled(claims);
        const turned = [...claims.slice(seed % claims.length), ...claims.slice(0, seed % claims.length)].reverse();
        const other = filled(turned);
        for (const text of ['the mayor of lisbon banned umbrellas', 'who invented the vaccine against snoring']) {
          expect(other.match({ text, lang: 'en' })).toEqual(forwards.match({ text, lang: 'en' }));
        }
      }),
      { numRuns: 40 },
    );
  });
});
