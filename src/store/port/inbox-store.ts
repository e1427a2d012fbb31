// Where do questions wait that were handed to the moderators?

import type { NewJob } from './job-queue.ts';

/** A question its asker handed to the moderators, with the text, by consent. */
export interface InboxItem {
  readonly id: string;
  readonly at: Date;
  readonly scope: string;
  readonly platform: string;
  readonly text: string;
  readonly lang: string;
  /** Keyed hash of the asker. */
  readonly person: string;
  readonly status: 'open' | 'answered' | 'dismissed';
  /** Where to tell the asker, as the adapter wrote it; removed once told. */
  readonly replyTo?: string | undefined;
  /** Keyed hash of the moderator who works on it, and since when. */
  readonly claimedBy?: string | undefined;
  readonly claimedAt?: Date | undefined;
  /** The entry it was answered from. */
  readonly entryId?: string | undefined;
}

export interface InboxStore {
  /** Saves the item; the same id twice is saved once. */
  add(item: InboxItem): Promise<void>;
  get(id: string): Promise<InboxItem | undefined>;
  open(scope: string, limit: number): Promise<InboxItem[]>;
  /** @param scope default: all of them. */
  countOpen(scope?: string): Promise<number>;
  /** Notes who works on open items; undefined: nobody. */
  claim(ids: readonly string[], person: string | undefined, at: Date): Promise<void>;
  /**
   * Closes items that are open, takes away their text and where to tell the asker, and adds a job for each, all or
   * nothing. Those that somebody else closed are left alone.
   * @returns the items it closed, as they were.
   */
  close(
    ids: readonly string[],
    how: {
      readonly status: 'answered' | 'dismissed';
      readonly entryId?: string | undefined;
      readonly jobOf: (item: InboxItem) => NewJob | undefined;
    },
  ): Promise<InboxItem[]>;
  forget(person: string): Promise<number>;
  /** Removes items older than a date. */
  prune(before: Date): Promise<number>;
}
