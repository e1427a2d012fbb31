// What does the store keep of an entry beside its text?

import type { Entry } from '../entry/entry-schema.ts';

export const ENTRY_STATUSES = ['draft', 'published', 'retired'] as const;
export type EntryStatus = (typeof ENTRY_STATUSES)[number];

/** Why an entry is no longer answered by. */
export interface Retirement {
  readonly reason: 'merged' | 'withdrawn' | 'outdated';
  /** The entry that took its place, where it was merged. */
  readonly mergedInto?: string | undefined;
  readonly note?: string | undefined;
}

/** The author of what comes from the files in `data/claims`. */
export const CURATED_AUTHOR = 'curated';

/** An entry as kept: its text, its state and the revision it is at. */
export interface EntryRecord {
  readonly id: string;
  /** `shared`, or the one community whose entry it is. */
  readonly scope: string;
  readonly status: EntryStatus;
  /** Counted from 1; grows by one with every change. */
  readonly revision: number;
  readonly entry: Entry;
  /** The shared entry that this one replaces in its community. */
  readonly overrides?: string | undefined;
  readonly retirement?: Retirement | undefined;
  /** Fingerprint of the curated file last applied; absent for entries that never came from a file. */
  readonly curatedHash?: string | undefined;
  readonly updatedAt: Date;
  /** Keyed hash of the person, or {@link CURATED_AUTHOR}. */
  readonly updatedBy: string;
}

/** What following the published entries needs of each. */
export type PublishedEntry = Pick<EntryRecord, 'id' | 'scope' | 'entry' | 'overrides'>;

/** A change as it stands in the history. */
export interface EntryRevision extends EntryRecord {
  /** Why it was changed, in the words of who changed it. */
  readonly reason?: string | undefined;
}

/** What to save. The store gives revision and time. */
export interface EntryDraft {
  readonly id: string;
  readonly scope: string;
  readonly status: EntryStatus;
  readonly entry: Entry;
  readonly overrides?: string | undefined;
  readonly retirement?: Retirement | undefined;
  readonly curatedHash?: string | undefined;
}
