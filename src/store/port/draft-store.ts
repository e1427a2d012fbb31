// Where is what a moderator has typed and not published?

/** What a moderator has typed and not published. */
export interface Draft {
  readonly id: string;
  readonly scope: string;
  /** Keyed hash of who typed last. */
  readonly person: string;
  readonly at: Date;
  /** `proposed`: handed in for another moderator to publish. `done`: published; kept so that a form sent again finds it. */
  readonly status: 'open' | 'proposed' | 'done';
  /** The entry it makes or changes. */
  readonly entryId: string;
  /** The revision it changes; 0 where it makes a new entry. */
  readonly baseRevision: number;
  /** The shared entry whose place it takes in its community, with the revision it was copied from. */
  readonly overrides?: { readonly entryId: string; readonly revision: number } | undefined;
  /** The language of fields without one in their name. */
  readonly lang: string;
  /** What was typed, by the name of the field; exactly as it was typed. */
  readonly fields: Readonly<Record<string, string>>;
  /** The handed-over question it answers. */
  readonly inboxId?: string | undefined;
  /** True once a moderator said that it is another claim than the nearest ones. */
  readonly distinct?: boolean | undefined;
}

export interface DraftStore {
  /** Saves it, in place of what was saved under its id in the same scope. False where the id is another scope's. */
  put(draft: Draft): Promise<boolean>;
  get(id: string): Promise<Draft | undefined>;
  /** Latest first. */
  list(scope: string, limit: number): Promise<Draft[]>;
  /** False where it was gone already. */
  remove(id: string): Promise<boolean>;
  forget(person: string): Promise<number>;
  /** Removes drafts that nobody has touched since a date. */
  prune(before: Date): Promise<number>;
}
