// How are entries read and changed?

import type { EntryDraft, EntryRecord, EntryRevision, PublishedEntry } from '../entry-record.ts';
import type { NewJob } from './job-queue.ts';

export interface EntryStore {
  get(id: string): Promise<EntryRecord | undefined>;
  /** Several at once; ids that do not exist are left out. */
  getMany(ids: readonly string[]): Promise<EntryRecord[]>;
  /**
   * All published entries in the order of their ids, read in pages so that memory stays level.
   * @param scope default: of all scopes.
   */
  published(scope?: string): AsyncIterable<EntryRecord>;
  /** All published entries, a few at once, in the order in which they are read quickest: for filling the index. */
  publishedPages(): AsyncIterable<Iterable<PublishedEntry>>;
  /** Entries of some scopes, latest change first. */
  list(query: {
    scopes: readonly string[];
    statuses?: readonly EntryRecord['status'][];
    limit: number;
    before?: Date;
  }): Promise<EntryRecord[]>;
  count(scopes: readonly string[]): Promise<Readonly<Record<EntryRecord['status'], number>>>;
  /**
   * Saves a new entry or a new revision of one, with its history and its place in the change feed, all or nothing.
   * @returns the saved record, or the current one where somebody else was faster (or the id is taken).
   */
  save(draft: EntryDraft, change: EntryChange): Promise<SaveResult>;
  /**
   * Saves many as {@link save} would, in one transaction.
   * @returns the ids that were not saved because somebody else was faster, or the id is another scope's.
   */
  saveMany(
    changes: readonly { readonly draft: EntryDraft; readonly expectedRevision: number }[],
    change: {
      readonly by: string;
      readonly reason?: string | undefined;
      /** Work that follows from those that are saved; added if and only if they are. Default: none. */
      readonly jobsOf?: ((refused: ReadonlySet<string>) => readonly NewJob[]) | undefined;
    },
  ): Promise<string[]>;
  /** All revisions of an entry, latest first. */
  history(id: string): Promise<EntryRevision[]>;
  /** Takes a person's hash out of entries and their history. Returns how many records named it. */
  forget(person: string): Promise<number>;
}

/** Who changes an entry, from which revision on, and what is to be done because of it. */
export interface EntryChange {
  readonly by: string;
  /** The revision the change is based on, 0 for a new entry. */
  readonly expectedRevision: number;
  readonly reason?: string | undefined;
  /** Work that follows from the change; added if and only if it is saved. */
  readonly jobs?: readonly NewJob[] | undefined;
}

export type SaveResult =
  | { readonly saved: true; readonly record: EntryRecord }
  | { readonly saved: false; readonly current: EntryRecord | undefined };
