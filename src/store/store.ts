// Where does everything live that the bot keeps?

import type { AuditStore } from './port/audit-store.ts';
import type { ChangeFeed } from './port/change-feed.ts';
import type { Cooldowns } from './port/cooldowns.ts';
import type { DraftStore } from './port/draft-store.ts';
import type { EntryStore } from './port/entry-store.ts';
import type { FeedbackStore } from './port/feedback-store.ts';
import type { InboxStore } from './port/inbox-store.ts';
import type { InquiryStore } from './port/inquiry-store.ts';
import type { Installations } from './port/installations.ts';
import type { JobQueue } from './port/job-queue.ts';
import type { PostedAnswers } from './port/posted-answers.ts';
import type { SeenEvents } from './port/seen-events.ts';
import type { SettingsStore } from './port/settings-store.ts';

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
