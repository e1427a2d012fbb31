// What is kept of a question asked?

import type { DecisionKind } from '../../core/match.ts';

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
