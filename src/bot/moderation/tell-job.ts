// How does a message become work that survives a restart?

import type { NewJob } from '../../store/store.ts';
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

/** What a `correct-answers` job holds: all posted answers of an entry. */
export type CorrectAllPayload = Omit<CorrectPayload, 'inquiryId'>;

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

/** Earlier answers of an entry are to be corrected, once a revision. */
export function correctAllJob(payload: CorrectAllPayload): NewJob {
  return { id: `correct:${payload.entryId}:${payload.revision}`, kind: CORRECT_ALL, payload };
}
