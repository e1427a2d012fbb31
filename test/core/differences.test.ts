// Do the guards see in what a question and a wording part, and nothing where they do not?

import { describe, expect, it } from '@jest/globals';
import { ClaimIndex } from '../../src/core/claim-index.ts';
import { type Contrast, findContrast } from '../../src/core/differences.ts';
import { readQuery } from '../../src/core/query.ts';

function contrast(claim: string, question: string, lang: string): Contrast {
  const index = new ClaimIndex({ frequency: () => undefined, weight: 2000, floor: 2e-5 });
  index.put({ id: 'claim', scope: 'shared', statements: [{ text: claim, lang }] });
  return findContrast(
    question,
    readQuery(question, '', lang, index, () => []),
    index.unit(0),
    index,
    0,
  );
}

describe('differences', () => {
  it.each([
    ['en', 'number', 'The tower has 324 metres of height', 'the tower has 530 metres of height', '324', '530'],
    ['fr', 'number', 'La tour mesure 324 mètres de haut', 'la tour mesure 530 mètres de haut', '324', '530'],
    ['en', 'name', 'The singer Alda Merini lived in Milan', 'The singer Alda Merini lived in Oslo', 'Milan', 'Oslo'],
    [
      'fr',
      'name',
      'La chanteuse a vécu à Marseille toute sa vie',
      'La chanteuse a vécu à Dakar toute sa vie',
      'Marseille',
      'Dakar',
    ],
    ['en', 'opposite', 'The lake is safe for swimmers', 'the lake is dangerous for swimmers', 'safe', 'dangerous'],
    [
      'fr',
      'opposite',
      'La ville autorise les trottinettes',
      'la ville interdit les trottinettes',
      'autorise',
      'interdit',
    ],
    ['en', 'opposite', 'The bridge opened before the war', 'the bridge opened after the war', 'before', 'after'],
  ])('in %s: another %s is quoted from both sides', (lang, kind, claim, question, inClaim, inQuestion) => {
    expect(contrast(claim, question, lang).differences).toContainEqual({ kind, claim: inClaim, question: inQuestion });
  });

  it.each([
    ['en', 'The company contacted the subscriber', 'the company did not contact the subscriber'],
    ['en', 'The company contacted the subscriber', "the company didn't contact the subscriber"],
    ['en', 'The company never contacted the subscriber', 'the company contacted the subscriber'],
    ['fr', "L'entreprise a contacté l'abonné", "l'entreprise n'a pas contacté l'abonné"],
    ['fr', "L'entreprise n'a jamais contacté l'abonné", "l'entreprise a contacté l'abonné"],
  ])('in %s: a denial on one side only', (lang, claim, question) => {
    expect(contrast(claim, question, lang).differences.map(({ kind }) => kind)).toContain('negation');
  });

  it.each([
    ['en', 'The company contacted the subscriber', 'the company has contacted that subscriber'],
    ['en', 'The company never contacted the subscriber', 'the company did not contact the subscriber'],
    ['en', 'The tower has 1,000 steps', 'the tower has 1000 steps'],
    ['fr', "L'entreprise a contacté l'abonné", 'cette entreprise a contacté un abonné'],
    ['en', 'The company contacted the subscriber', 'what is the weather like in Lisbon today'],
  ])('in %s: none between %j and %j', (lang, claim, question) => {
    expect(contrast(claim, question, lang)).toEqual({ differences: [], doubtful: false });
  });

  it('makes nearly the same sentence doubtful where a word took the place of another', () => {
    expect(
      contrast('The dog of the baker bit a neighbour', 'The cat of the baker bit a neighbour', 'en').doubtful,
    ).toBe(true);
  });
});
