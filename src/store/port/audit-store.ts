// What have moderators done?

import type { NewJob } from './job-queue.ts';

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
