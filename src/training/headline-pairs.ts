// What do a set's own headlines teach? Each says its claim in other words.

import type { Background } from '../core/term-table.ts';
import type { WordVectors } from '../core/word-vectors.ts';
import type { FittingSet } from './fit-model.ts';
import { indexOf, questionFields } from './make-examples.ts';
import type { MeasuringSet, SetQuery } from './read-set.ts';
import { hashText } from './seeded-random.ts';

/** Claims asked each way; twice as many taught no more. */
const ASKED = 3000;

/**
 * Headlines asked of an index that has the claims' texts only, and texts asked of one that has the headlines only: what
 * a claim's kin look like in a large base, thousands of times, where a set's own questions are some hundreds.
 */
export function headlinePairs(
  { claims }: MeasuringSet,
  background: Background,
  vectors: WordVectors,
  weight: number,
): FittingSet[] {
  const both = claims
    .filter(({ titles, statements }) => titles?.[0] !== undefined && statements[0]?.text !== '')
    .sort((a, b) => hashText(a.id) - hashText(b.id));
  const ways = [
    {
      name: 'headlines',
      asked: both.slice(0, ASKED).map(({ id, titles }) => question(id, titles?.[0])),
      kept: claims.map((claim) => ({ ...claim, titles: [] })),
    },
    {
      name: 'texts',
      asked: both.slice(ASKED, 2 * ASKED).map(({ id, statements }) => question(id, statements[0])),
      kept: claims.map((claim) =>
        claim.titles?.[0] === undefined ? claim : { ...claim, statements: claim.titles, titles: [] },
      ),
    },
  ];
  return ways.map(({ name, asked, kept }) => {
    const index = indexOf(kept, background);
    const gold = new Map(asked.map(({ id }) => [id, new Set([id])]));
    return {
      name,
      index,
      weight,
      fields: questionFields(name, { claims: kept, queries: asked, gold }, index, vectors),
    };
  });
}

function question(id: string, said: { text: string; lang?: string | undefined } | undefined): SetQuery {
  return { id, text: said?.text ?? '', lang: said?.lang };
}
