// Which claims do the tests of the matching ask about?

import type { IndexableClaim } from '../../src/core/claim.ts';

export const SAMPLE_CLAIMS: readonly IndexableClaim[] = [
  {
    id: 'netflix',
    scope: 'shared',
    statements: [
      {
        text: 'Netflix contacted a subscriber who had watched 188 episodes of The Office in a row to ask whether he was all right.',
        lang: 'en',
      },
      {
        text: "Netflix a contacté un abonné qui avait regardé 188 épisodes de The Office d'affilée pour lui demander si tout allait bien.",
        lang: 'fr',
      },
    ],
    titles: [{ text: 'Did Netflix write to a man who binge-watched The Office?', lang: 'en' }],
    wordings: [
      { text: 'Netflix emailed a guy because he binge-watched The Office', lang: 'en' },
      { text: 'Netflix checks on people who watch too many episodes of The Office', lang: 'en' },
      { text: 'Netflix contacte les abonnés qui regardent trop de séries', lang: 'fr' },
      { text: "Netflix a écrit à quelqu'un qui regardait trop The Office", lang: 'fr' },
    ],
    negatives: [{ text: 'Netflix recommends series to its subscribers by e-mail', lang: 'en' }],
    urls: ['https://example.org/netflix-story'],
  },
  {
    id: 'great-wall',
    scope: 'shared',
    statements: [
      { text: 'The Great Wall of China can be seen from space with the naked eye.', lang: 'en' },
      { text: "La Grande Muraille de Chine est visible depuis l'espace à l'œil nu.", lang: 'fr' },
    ],
    wordings: [
      { text: 'You can see the Great Wall of China from the Moon', lang: 'en' },
      { text: 'On voit la Grande Muraille de Chine depuis la Lune', lang: 'fr' },
    ],
  },
  {
    id: 'ten-percent',
    scope: 'shared',
    statements: [
      { text: 'Humans use only ten percent of their brain.', lang: 'en' },
      { text: "L'être humain n'utilise que dix pour cent de son cerveau.", lang: 'fr' },
    ],
    wordings: [{ text: 'We only use 10% of our brains', lang: 'en' }],
  },
  {
    id: 'goldfish',
    scope: 'shared',
    statements: [
      { text: 'Goldfish have a memory of three seconds.', lang: 'en' },
      { text: 'Les poissons rouges ont une mémoire de trois secondes.', lang: 'fr' },
    ],
    wordings: [{ text: 'A goldfish forgets everything after three seconds', lang: 'en' }],
  },
  {
    id: 'bats',
    scope: 'shared',
    statements: [
      { text: 'Bats are blind.', lang: 'en' },
      { text: 'Les chauves-souris sont aveugles.', lang: 'fr' },
    ],
    wordings: [{ text: 'Bats cannot see anything at all', lang: 'en' }],
  },
  {
    id: 'einstein',
    scope: 'shared',
    statements: [
      { text: 'Albert Einstein failed mathematics at school.', lang: 'en' },
      { text: 'Albert Einstein était nul en mathématiques à l’école.', lang: 'fr' },
    ],
    wordings: [{ text: 'Einstein flunked maths as a boy', lang: 'en' }],
  },
];
