// Which entries come near to what a moderator is about to add?

import { SHARED_SCOPE } from '../../core/claim.ts';
import type { Entry } from '../../entry/entry-schema.ts';
import type { EntryRecord } from '../../store/entry-record.ts';
import { scopesOf } from '../check-text.ts';
import type { Services } from '../command.ts';

/** Below this probability an entry is about something else in the eyes of anybody. */
const NEAR = 0.05;

/** Most entries shown. */
const MOST = 3;

/** The entries a community sees that may be the claim: at most three, nearest first. */
export async function nearestEntries(
  entry: Pick<Partial<Entry>, 'claim'>,
  scope: string,
  { matcher, hiddenIn, store }: Pick<Services, 'matcher' | 'hiddenIn' | 'store'>,
): Promise<EntryRecord[]> {
  const own = scope === SHARED_SCOPE ? undefined : scope;
  const probabilities = new Map<string, number>();
  for (const [lang, text] of Object.entries(entry.claim ?? {})) {
    if (text === undefined) continue;
    for (const { claimId, probability } of matcher.match({ text, lang, scopes: scopesOf(own), hidden: hiddenIn(own) })
      .matches) {
      probabilities.set(claimId, Math.max(probability, probabilities.get(claimId) ?? 0));
    }
  }
  const near = [...probabilities]
    .filter(([, probability]) => probability >= NEAR)
    .sort(([, a], [, b]) => b - a)
    .slice(0, MOST)
    .map(([id]) => id);
  const records = new Map((await store.entries.getMany(near)).map((record) => [record.id, record]));
  return near.map((id) => records.get(id)).filter((record) => record?.status === 'published') as EntryRecord[];
}
