// Do the guards see in what a question and a wording part, and nothing where they do not?

import { describe, expect, it } from '@jest/globals';
import { ClaimIndex } from '../../src/core/claim-index.ts';
import { type Contrast, findContrast } from '../../src/core/differences.ts';
import { readQuery } from '../../src/core/query.ts';

function contrast(claim: string, question: string, lang: string, wordings: readonly string[] = []): Contrast {
  const index = new ClaimIndex({ frequency: () => undefined, weight: 2000, floor: 2e-5 });
  const others = wordings.map((text) => ({ text, lang }));
  index.put({ id: 'claim', scope: 'shared', statements: [{ text: claim, lang }], wordings: others });
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

  it.each([
    ['en', 'The clinic trains new nurses every year', 'the clinic refuses to train new nurses every year'],
    ['en', 'Dogs can catch this fever from ticks', 'dogs are immune to this fever from ticks'],
    ['en', 'The rule covers shops, banks and schools', 'the rule covers anything but shops, banks and schools'],
    ['fr', 'Les retraités paient la taxe sur la piscine', 'les retraités sont exemptés de la taxe sur la piscine'],
    ['fr', 'Le vaccin est obligatoire pour les infirmiers', 'le vaccin est facultatif pour les infirmiers'],
  ])('in %s: a word that turns nearly the same sentence round makes it doubtful: %j, %j', (lang, claim, question) => {
    const { doubtful, differences } = contrast(claim, question, lang);
    expect(doubtful || differences.length > 0).toBe(true);
  });

  it.each([
    ['en', 'One volcano gives off more gas than all cars', "doesn't one volcano give off more gas than all cars"],
    ['fr', 'Le lac est le plus profond du pays', 'le lac est le plus profond du pays non'],
    ['fr', 'Le lac est le plus profond du pays', 'le lac est le plus profond du pays ou pas'],
  ])('in %s: a question in the negative denies nothing: %j, %j', (lang, claim, question) => {
    expect(contrast(claim, question, lang).differences).toEqual([]);
  });

  it('takes a denial that another wording has for one more way to put the claim', () => {
    const claim = 'It is forbidden to film the police in the street';
    const question = 'you are not allowed to film the police in the street';
    expect(contrast(claim, question, 'en', ["you can't film the police in the street"]).differences).toEqual([]);
    expect(contrast(claim, `${claim} is not true`, 'en').differences).not.toEqual([]);
  });

  it.each([
    ['The tower has 31,487 steps in all', 'the tower has 31,000 steps in all'],
    ['The tower has 30,000 steps in all', 'the tower has 30k steps in all'],
  ])('takes a rounded number for the same: %j, %j', (claim, question) => {
    expect(contrast(claim, question, 'en').differences).toEqual([]);
  });

  it('takes a number that another wording has for the same claim', () => {
    const claim = 'The tower has 324 metres of height';
    const question = 'the tower has 330 metres of height';
    expect(contrast(claim, question, 'en').differences).toHaveLength(1);
    expect(contrast(claim, question, 'en', ['they say it is 330 metres high']).differences).toEqual([]);
  });

  it('takes no everyday word that opens a wording for a name', () => {
    const wordings = [
      'the letter of Anna Berg goes round',
      'a letter by Anna Berg',
      'letter Anna Berg',
      'Bergs letter',
    ];
    const [claim, question] = ['Tomorrow a letter of Anna Berg comes out', 'yesterday a letter of anna berg comes out'];
    expect(contrast(claim, question, 'en', wordings).differences.filter(({ kind }) => kind === 'name')).toEqual([]);
  });
});
