// An entry for tests, with as much in it as a test needs.

import type { EntryFileBytes } from '../../src/entry/entry-folder.ts';
import type { Entry } from '../../src/entry/entry-schema.ts';

export function sampleEntry(changes: Partial<Entry> = {}): Entry {
  return {
    id: 'moon-cheese',
    claim: { en: 'The Moon is made of green cheese.', fr: 'La Lune est faite de fromage vert.' },
    verdict: 'false',
    nature: 'legend',
    confidence: {
      level: 'high',
      reason: { en: 'Samples were brought back.', fr: 'Des échantillons ont été rapportés.' },
    },
    answer: { en: 'The Moon is made of rock.', fr: 'La Lune est faite de roche.' },
    origin: { summary: { en: 'A proverb.', fr: 'Un proverbe.' }, timeline: [] },
    sources: [
      {
        kind: 'reference',
        publisher: 'Example Observatory',
        title: 'What the Moon is made of',
        url: 'https://example.org/moon',
      },
    ],
    wordings: { en: ['is the moon really cheese'], fr: ['la lune c’est du fromage ?'] },
    reviewed: '2024-02-29',
    ...changes,
  };
}

/** A curated file that holds an entry. */
export function curatedFile(entry: Entry): EntryFileBytes {
  return { file: `${entry.id}.yaml`, id: entry.id, hash: JSON.stringify(entry), parse: () => ({ ok: true, entry }) };
}
