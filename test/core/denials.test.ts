// Is a question that only asks in the negative kept apart from one that denies?

import { describe, expect, it } from '@jest/globals';
import { isDenial } from '../../src/core/denials.ts';
import { tokenize } from '../../src/core/tokenize.ts';

function denials(text: string, lang: string): string[] {
  const tokens = tokenize(text);
  return tokens.words.filter((_word, at) => isDenial(tokens, at, lang));
}

describe('denials', () => {
  it.each([
    ['en', 'the company did not contact him', ['not']],
    ['en', "the company didn't contact him", ['not']],
    ['en', "Don't swim in the lake", ['not']],
    ['en', 'nobody was hurt', ['nobody']],
    ['en', 'A "ghost ship" was not found', ['not']],
    ['en', 'there are no fish in the lake', ['no']],
    ['fr', "la société n'a pas appelé", ['n', 'pas']],
    ['fr', 'les non vaccinés paient', ['non']],
    ['fr', 'il ne dit pas que le lac est profond', ['ne', 'pas']],
    ['fr', "personne n'a appelé", ['personne', 'n']],
    ['de', 'der See ist nicht tief', ['nicht']],
  ])('in %s: %s', (lang, text, expected) => {
    expect(denials(text, lang)).toEqual(expected);
  });

  it.each([
    ['en', "Didn't the mayor resign?"],
    ['en', 'doesnt the lake freeze in winter'],
    ['en', "Isn't the lake deep?"],
    ['en', "Don't they put fluoride in the lake?"],
    ['en', 'is the lake deep or not'],
    ['en', 'sharks are older than trees no way'],
    ['fr', 'le lac est profond, non ?'],
    ['fr', 'le lac est profond ou non svp'],
    ['fr', 'le lac est profond ou pas'],
    ['fr', 'la mairie a dit non à la baignade'],
    ['fr', 'deux billets pour chaque personne'],
    ['fr', 'vendu sans permis'],
    ['fr', "ils n'avaient qu'à manger de la brioche"],
    ['fr', 'appuyez deux fois pour ne pas vous faire voler'],
    ['fr', 'le siècle sera religieux ou ne sera pas'],
    ['fr', "la police vient si je ne paye pas l'amende"],
    ['en', "the police comes if I don't pay the fine"],
  ])('in %s, none: %s', (lang, text) => {
    expect(denials(text, lang)).toEqual([]);
  });
});
