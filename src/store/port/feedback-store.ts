// What did readers think of an answer?

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
