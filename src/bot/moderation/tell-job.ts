// How does a message become work that survives a restart?

import type { Entry } from '../../entry/entry-schema.ts';
import type { EntryRecord } from '../../store/entry-record.ts';
import type { NewJob } from '../../store/port/job-queue.ts';
import type { Answer } from '../answer.ts';
import type { Platform } from '../incoming.ts';
import type { TellTarget } from '../messenger.ts';

/** What a `tell` job holds. */
export interface TellPayload {
  readonly target: TellTarget;
  readonly answer: Answer;
}

/** What a `correct` job holds: one posted answer that shows an older revision. */
export interface CorrectPayload {
  readonly inquiryId: string;
  readonly entryId: string;
  readonly revision: number;
}

/** An entry whose posted answers show what no longer stands. */
export type CorrectedEntry = Omit<CorrectPayload, 'inquiryId'>;

/** What a `correct-answers` job holds: the entries whose posted answers are corrected, all of them. */
export type CorrectAllPayload = readonly CorrectedEntry[];

/** Work of one platform is taken by a process that speaks to this platform. */
export const tellKind = (platform: Platform) => `tell-${platform}`;
export const correctKind = (platform: string) => `correct-${platform}`;
export const CORRECT_ALL = 'correct-answers';

/** A message to be sent once, even where the process ends before it is sent. */
export function tellJob(
  id: string,
  platform: Platform,
  target: TellTarget,
  answer: Answer,
  person: string | undefined,
): NewJob {
  const payload: TellPayload = { target, answer };
  return { id, kind: tellKind(platform), payload, person };
}

/**
 * One earlier answer is to be corrected, once a revision.
 * @param runAt default: at once.
 */
export function correctJob(platform: string, payload: CorrectPayload, runAt?: Date): NewJob {
  const id = `correct:${payload.inquiryId}:${payload.revision}`;
  return { id, kind: correctKind(platform), payload, ...(runAt === undefined ? {} : { runAt }) };
}

/** Whether answers from the entry as it was say what it no longer says. */
export function turnsAround(
  before: Pick<EntryRecord, 'status' | 'entry'> | undefined,
  entry: Pick<Entry, 'verdict'>,
): boolean {
  return before?.status === 'published' && before.entry.verdict !== entry.verdict;
}

/** What follows where an entry becomes another one: earlier answers are corrected if its verdict is another. */
export function jobsOfChange(before: EntryRecord, entry: Entry): NewJob[] {
  return turnsAround(before, entry) ? [correctAllJob({ entryId: before.id, revision: before.revision + 1 })] : [];
}

/** Earlier answers of entries that were changed together are to be corrected, once a revision. */
export function correctAllJob(first: CorrectedEntry, others: readonly CorrectedEntry[] = []): NewJob {
  const payload: CorrectAllPayload = [first, ...others];
  // A revision of an entry is made once, so its first one tells the work apart from every other.
  return { id: `correct:${first.entryId}:${first.revision}`, kind: CORRECT_ALL, payload };
}
