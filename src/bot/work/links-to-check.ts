// Which addresses are looked at for a digest?

import type { Store } from '../../store/store.ts';
import { shortHash } from '../moderation/entry-id.ts';
import type { LinkToCheck } from './check-links.ts';
import { isoWeek } from './digest.ts';

/** Addresses checked for one digest. */
const MOST_LINKS = 60;

/** Some addresses of a community's entries, others every week. */
export async function linksToCheck(scope: string, store: Pick<Store, 'entries'>, now: Date): Promise<LinkToCheck[]> {
  const records = await store.entries.list({ scopes: [scope], statuses: ['published'], limit: 1_000 });
  const week = isoWeek(now);
  return records
    .flatMap(({ id, entry }) => entry.sources.map(({ url }) => ({ entryId: id, url })))
    .map((link) => ({ link, turn: shortHash(`${week} ${link.url}`) }))
    .sort((a, b) => (a.turn < b.turn ? -1 : 1))
    .slice(0, MOST_LINKS)
    .map(({ link }) => link);
}
