// Where do entries, inquiries, hand-overs, feedback and settings live?

import type { DecisionKind } from '../core/match.ts';
import type { EntryDraft, EntryRecord, EntryRevision, PublishedEntry } from './entry-record.ts';

/**
 * Everything the bot keeps. Every promise that resolves to "saved" means: on disk, and kept through a power cut. Events,
 * cooldowns and inquiries alone, which nobody is told are saved, may lose their last moments in one; a process that is
 * killed loses nothing of them either.
 */
export interface Store {
  readonly entries: EntryStore;
  readonly changes: ChangeFeed;
  readonly inquiries: InquiryStore;
  readonly inbox: InboxStore;
  readonly feedback: FeedbackStore;
  readonly settings: SettingsStore;
  readonly seen: SeenEvents;
  readonly posted: PostedAnswers;
  readonly cooldowns: Cooldowns;
  readonly installations: Installations;
  readonly jobs: JobQueue;
  readonly drafts: DraftStore;
  readonly audit: AuditStore;
  /** The secret that keys the hashes of people, made on first use and kept with the data. */
  personKey(): Promise<string>;
  /** Resolves where the database answers; rejects with a StoreError where it does not. */
  ping(): Promise<void>;
  /** Finishes what was begun and lets go of the database. Safe to call twice. */
  close(): Promise<void>;
}

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

/** Tells every process which entries changed. The sequence is the truth, a call of the listener only a hint to read on. */
export interface ChangeFeed {
  /** The sequence number of the latest change; 0 where there is none. */
  latest(): Promise<number>;
  /** Changes after a sequence number, oldest first. */
  since(sequence: number, limit: number): Promise<{ readonly sequence: number; readonly entryId: string }[]>;
  /** Calls the listener within a second of any change, by this process or another. Returns what ends it. */
  watch(listener: () => void): () => void;
}

/** A question asked, without its text. */
export interface Inquiry {
  readonly id: string;
  readonly at: Date;
  readonly platform: string;
  readonly scope: string | undefined;
  /** Keyed hash of the person. */
  readonly person: string;
  readonly decision: DecisionKind;
  readonly entryId: string | undefined;
  readonly probability: number | undefined;
  readonly lang: string;
}

export interface InquiryStore {
  add(inquiry: Inquiry): Promise<void>;
  get(id: string): Promise<Inquiry | undefined>;
  /** @param scope of one community alone; default: everywhere. */
  countSince(since: Date, scope?: string): Promise<Readonly<Record<DecisionKind, number>>>;
  /** Forgets everything of one person. Returns how many inquiries went. */
  forget(person: string): Promise<number>;
  /** Removes inquiries older than a date. Returns how many went. */
  prune(before: Date): Promise<number>;
}

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

/** What a reader thought of an answer. */
export interface Feedback {
  readonly id: string;
  readonly at: Date;
  readonly scope: string;
  readonly inquiryId: string;
  readonly entryId: string;
  readonly kind: 'not-this' | 'helpful';
  readonly person: string;
  /** The match's features at the time, for judging the matching. */
  readonly features: Readonly<Record<string, number>>;
}

export const FEEDBACK_STATES = ['open', 'confirmed', 'dismissed'] as const;
export type FeedbackState = (typeof FEEDBACK_STATES)[number];

/** What readers said of the answers from one entry. */
export interface FeedbackCount {
  readonly entryId: string;
  /** How often it was another claim than the one meant. */
  readonly notThis: number;
  readonly helpful: number;
}

export interface FeedbackStore {
  /**
   * Saves it; the same person, inquiry and kind twice are saved once. Who says something else of the same answer has
   * changed their mind: the earlier word goes. Returns whether it was new.
   */
  add(feedback: Feedback): Promise<boolean>;
  list(scope: string, limit: number): Promise<Feedback[]>;
  /** What was said in a scope, looked at or not, by entry. @param entryId default: of every entry. */
  count(scope: string, since: Date, entryId?: string): Promise<FeedbackCount[]>;
  /** What disputes an answer and moderators have not looked at yet, latest first. */
  open(scope: string, limit: number): Promise<Feedback[]>;
  /** Notes what moderators found. Only feedback of the scope is touched. */
  settle(scope: string, ids: readonly string[], state: FeedbackState): Promise<void>;
  forget(person: string): Promise<number>;
  prune(before: Date): Promise<number>;
}

export interface SettingsStore {
  /** The settings of a community as saved; an empty object where none were. */
  get(scope: string): Promise<Readonly<Record<string, unknown>>>;
  /** Replaces some settings and leaves the others; undefined removes one. */
  set(scope: string, changes: Readonly<Record<string, unknown>>): Promise<void>;
  /** The scopes that have set something. */
  scopesWith(name: string): Promise<string[]>;
}

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

/** Stands in place of the hash of a person who asked to be forgotten. */
export const FORGOTTEN_PERSON = 'forgotten';

/** Something a moderator did. */
export interface AuditRecord {
  readonly id: string;
  readonly at: Date;
  readonly scope: string;
  /** Keyed hash of who did it. */
  readonly person: string;
  /** Such as `publish`, `retire`, `dismiss`, `settings`. */
  readonly action: string;
  /** The platform and channel it was done in. */
  readonly place: string;
  /** The entry, question or draft it was done to. */
  readonly subject?: string | undefined;
  readonly before?: string | undefined;
  readonly after?: string | undefined;
  readonly reason?: string | undefined;
}

export interface AuditStore {
  /** Saves it, with jobs that follow from it. */
  add(record: AuditRecord, jobs?: readonly NewJob[]): Promise<void>;
  /** Latest first. */
  list(scope: string, limit: number): Promise<AuditRecord[]>;
  /** Takes a person's hash out of it. Returns how many records named it. */
  forget(person: string): Promise<number>;
  prune(before: Date): Promise<number>;
}

/** What became of an event: it is the caller's to handle, another has it, or it was handled. */
export type TakenEvent = 'mine' | 'busy' | 'done';

/** Events of the platforms, each handled by one process at a time, and once. */
export interface SeenEvents {
  /**
   * Takes an event, unless somebody has it or it was handled (in the last day at least). Where its taker dies, the lease
   * ends and the next delivery of the event takes it over.
   * @param leaseSeconds how long it stays the caller's: at most {@link LONGEST_LEASE_SECONDS}, longer than handling it takes.
   */
  take(eventId: string, leaseSeconds: number): Promise<TakenEvent>;
  /** Notes that an event was handled, whoever had it. */
  finish(eventId: string): Promise<void>;
  /** Removes events taken before a date. */
  prune(before: Date): Promise<number>;
}

/** A public answer that the bot posted, so that it can be corrected, linked to or taken away. */
export interface PostedAnswer {
  /** The inquiry it answers. */
  readonly inquiryId: string;
  readonly at: Date;
  readonly platform: string;
  readonly scope: string | undefined;
  readonly channel: string;
  /** The platform's id of the message with the question; undefined where there is none (a slash command). */
  readonly questionId?: string | undefined;
  /** What the adapter needs to find the message again, as it wrote it. */
  readonly address: string;
  /** A link to the message for people. */
  readonly link?: string | undefined;
  /** The entry shown, with the revision shown; absent where no entry was. */
  readonly entryId?: string | undefined;
  readonly revision?: number | undefined;
  readonly lang: string;
}

export interface PostedAnswers {
  /** Saves it; the same inquiry again replaces it. */
  add(answer: PostedAnswer): Promise<void>;
  get(inquiryId: string): Promise<PostedAnswer | undefined>;
  /** The answers to one message. */
  toQuestion(platform: string, questionId: string): Promise<PostedAnswer[]>;
  /** The latest answer that showed an entry in a channel since a time. */
  latestInChannel(platform: string, channel: string, entryId: string, since: Date): Promise<PostedAnswer | undefined>;
  /** Answers that show an older revision of an entry, oldest first. */
  outdated(entryId: string, revision: number, limit: number): Promise<PostedAnswer[]>;
  remove(inquiryId: string): Promise<void>;
  prune(before: Date): Promise<number>;
}

export interface Cooldowns {
  /**
   * Takes one use of a key. Counted over all processes.
   * @returns undefined where it was free, else the seconds (rounded up) until the next use is.
   */
  take(key: string, uses: number, windowSeconds: number): Promise<number | undefined>;
  prune(before: Date): Promise<number>;
}

/** Work to be done once, by whichever process takes it. */
export interface NewJob {
  /**
   * What makes it one piece of work, such as `correct:<inquiry>:<revision>`. An id that was added before is not added
   * again, even when the work is done (for as long as done jobs are kept, at least a day).
   */
  readonly id: string;
  /** Which handler does it, such as `correct-answer`. */
  readonly kind: string;
  /** What the handler needs, as JSON. Removed once the job is done. */
  readonly payload: unknown;
  /** Not before this time. Default: at once. */
  readonly runAt?: Date | undefined;
  /** Keyed hash of the person it concerns, so that it can be forgotten. */
  readonly person?: string | undefined;
}

/** A job that belongs to its taker until the lease ends. */
export interface TakenJob {
  readonly id: string;
  readonly kind: string;
  readonly payload: unknown;
  /** 1 for the first try. Above 1 an earlier taker failed or died, perhaps after the work was done outside the store. */
  readonly attempt: number;
  /** Proves that the job is still this taker's; a later taker gets another one. */
  readonly lease: string;
}

/** How many jobs there are. */
export interface JobCounts {
  /** To be done, now or later, or being done. */
  readonly waiting: number;
  /** Given up. */
  readonly failed: number;
}

/**
 * Work shared by all processes. A job is given to one taker at a time and is never lost: where its taker dies, the
 * lease ends and another takes it. What is done inside the store happens exactly once; for what is done outside
 * (a message sent), `id` is the key by which a platform can drop the second try.
 */
export interface JobQueue {
  /** Adds jobs. Returns how many were new. */
  add(jobs: readonly NewJob[]): Promise<number>;
  /**
   * Takes jobs that are due, oldest first.
   * @param leaseSeconds how long they stay the caller's: at most {@link LONGEST_LEASE_SECONDS}, longer than the work
   *   takes, as short as a wait after a crash may be.
   */
  take(kinds: readonly string[], limit: number, leaseSeconds: number): Promise<TakenJob[]>;
  /** Marks a job done. False where the lease had ended and somebody else has it. */
  complete(job: TakenJob): Promise<boolean>;
  /** Gives a job back to be tried again. False where the lease had ended and somebody else has it. */
  retry(job: TakenJob, runAt: Date): Promise<boolean>;
  /** Gives a job up; it is counted and kept until it is pruned. False where somebody else has it. */
  fail(job: TakenJob): Promise<boolean>;
  counts(): Promise<JobCounts>;
  /** Removes the jobs that concern a person, done or not. */
  forget(person: string): Promise<number>;
  /** Removes jobs that were done or given up before a date. */
  prune(before: Date): Promise<number>;
}

/** A lease that ends later than this from now was written by a clock that has been set back since: it counts as ended. */
export const LONGEST_LEASE_SECONDS = 900;

/** What communities that installed the app themselves gave it, sealed by the adapter: the database alone shows no token. */
export interface Installations {
  get(platform: string, id: string): Promise<string | undefined>;
  /** Saves one; the same community again replaces it. */
  set(platform: string, id: string, value: string): Promise<void>;
  /** Removes one; removing what is not there is no error. */
  remove(platform: string, id: string): Promise<void>;
}
