// Which claims and questions does the load consist of?

import type { Entry } from '../../entry/entry-schema.ts';
import type { Store } from '../../store/store.ts';
import { readJsonLines } from '../../training/read-set.ts';
import { seededRandom } from '../../training/seeded-random.ts';

/** Entries saved in one transaction. */
const BATCH = 500;

/** Headlines, one JSON object a line with a `title` or `text`; without a file, made-up ones. */
export function readHeadlines(file: string | undefined, most: number): string[] {
  if (file === undefined) return Array.from({ length: most }, (_, i) => madeUp(i));
  return readJsonLines(file)
    .map(({ title, text }) => String(title ?? text ?? ''))
    .filter((headline) => headline.trim() !== '')
    .slice(0, most);
}

const WORDS =
  'mayor vaccine moon river bank school ghost bread doctor shark tunnel letter king radio winter island engine lemon army mirror actor bridge coin wolf'.split(
    ' ',
  );

function madeUp(n: number): string {
  const random = seededRandom(n);
  const word = () => WORDS[Math.floor(random() * WORDS.length)] ?? 'moon';
  return `The ${word()} number ${n} of the ${word()} hid a ${word()} from every ${word()} in ${1900 + (n % 120)}`;
}

/** Fills a store that has no entries yet. */
export async function saveHeadlines(store: Store, headlines: readonly string[]): Promise<void> {
  const { published } = await store.entries.count(['shared']);
  for (let start = published; start < headlines.length; start += BATCH) {
    const drafts = headlines.slice(start, start + BATCH).map((headline, i) => ({
      draft: {
        id: `bench-${start + i}`,
        scope: 'shared',
        status: 'published' as const,
        entry: benchEntry(`bench-${start + i}`, headline),
      },
      expectedRevision: 0,
    }));
    await store.entries.saveMany(drafts, { by: 'bench' });
    await new Promise(setImmediate);
  }
}

export function benchEntry(id: string, headline: string): Entry {
  return {
    id,
    claim: { en: headline.slice(0, 280) },
    verdict: 'false',
    nature: 'hoax',
    confidence: { level: 'high', reason: { en: 'For measuring.' } },
    answer: { en: 'For measuring.' },
    origin: { summary: { en: 'For measuring.' }, timeline: [] },
    sources: [{ kind: 'reference', publisher: 'Bench', title: id, url: `https://example.org/${id}` }],
    reviewed: '2024-01-01',
  };
}

/** Seven of ten ask about a claim, with a word left out; the others about none. */
export function questionsAbout(headlines: readonly string[], seed: number): (n: number) => string {
  return (n) => {
    const random = seededRandom(seed + n);
    if (random() > 0.7) return `did you see what ${madeUp(n + 1_000_000).toLowerCase()} yesterday`;
    const words = (headlines[Math.floor(random() * headlines.length)] ?? '').split(' ');
    const left = words.toSpliced(Math.floor(random() * words.length), 1);
    return `is it true that ${left.join(' ')}?`;
  };
}
