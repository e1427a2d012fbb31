// How long is what kept?

import type { Store } from '../../store/store.ts';

/** Days after which records go. What people asked goes first, what moderators did last. */
export interface Retention {
  /** What was asked and decided, without texts. Default 90. */
  readonly inquiries: number;
  /** Questions handed over, answered or not, and feedback. Default 180. */
  readonly inbox: number;
  /** Where answers were posted, so that they can be corrected. Default 365. */
  readonly posted: number;
  /** Drafts nobody has touched. Default 180. */
  readonly drafts: number;
  /** What moderators did. Default 730. */
  readonly audit: number;
}

export const DEFAULT_RETENTION: Retention = { inquiries: 90, inbox: 180, posted: 365, drafts: 180, audit: 730 };

/** Days for what only keeps the bot from doing a thing twice. */
const SEEN_DAYS = 2;
const COOLDOWN_DAYS = 1;
/** Ended jobs keep work from being added again: a digest's mark a week, a correction as long as it could come again. */
const JOB_DAYS = 30;

const DAY_MS = 24 * 60 * 60 * 1000;

/** Removes what is older than it should be. Returns how many records went. */
export async function keepRetention(store: Store, retention: Retention, now: Date): Promise<number> {
  const before = (days: number) => new Date(now.getTime() - days * DAY_MS);
  const gone = [
    await store.inquiries.prune(before(retention.inquiries)),
    await store.inbox.prune(before(retention.inbox)),
    await store.feedback.prune(before(retention.inbox)),
    await store.posted.prune(before(retention.posted)),
    await store.drafts.prune(before(retention.drafts)),
    await store.audit.prune(before(retention.audit)),
    await store.seen.prune(before(SEEN_DAYS)),
    await store.cooldowns.prune(before(COOLDOWN_DAYS)),
    await store.jobs.prune(before(JOB_DAYS)),
  ];
  return gone.reduce((sum, n) => sum + n, 0);
}

/** Forgets a person in everything that is kept. Returns how many records went or lost their name. */
export async function forgetPerson(store: Store, person: string): Promise<number> {
  const gone = [
    await store.inquiries.forget(person),
    await store.inbox.forget(person),
    await store.feedback.forget(person),
    await store.drafts.forget(person),
    await store.jobs.forget(person),
    await store.audit.forget(person),
    await store.entries.forget(person),
  ];
  return gone.reduce((sum, n) => sum + n, 0);
}
