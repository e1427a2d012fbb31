// Which entry do tests bring in as a file?

import { stringifyEntryYaml } from '../../../src/entry/entry-yaml.ts';
import { sampleEntry } from '../../store/sample-entry.ts';

/** A claim that no other entry of the tests is near to. */
export const elephants = sampleEntry({
  id: 'elephants',
  claim: { en: 'The mayor owns forty-two purple elephants.' },
  answer: { en: 'The mayor owns none.' },
  wordings: { en: ['the mayor has elephants'] },
});

/** The same as the file that is brought in. */
export const elephantsYaml = stringifyEntryYaml(elephants);
