// What can a private answer be shared as, a moment later?

import { randomBytes } from 'node:crypto';
import type { AnswerReply } from '../../bot/reply.ts';
import { fieldsOf, textOf, textOrNone } from './fields.ts';

/** How long an answer can be shared after it was given, in milliseconds; as long as the bot remembers a question. */
const SHAREABLE_MS = 60 * 60_000;

/** Most answers remembered; the oldest go first. About 20 MB at worst. */
const MOST_ANSWERS = 5_000;

/** Where a shared answer goes. */
export interface ShareTarget {
  readonly as: 'channel' | 'thread';
  readonly thread?: string | undefined;
  /** The id of the message that was asked about, for `questionId`. */
  readonly question?: string | undefined;
}

/** What a share button carries: enough to share an answer that shows an entry even after a restart. */
export interface ShareTicket extends ShareTarget {
  readonly id: string;
  readonly entryId?: string | undefined;
  readonly inquiryId?: string | undefined;
}

export interface Shares {
  /** Remembers an answer and gives what the button carries; undefined where sharing it would tell nobody anything. */
  offer(reply: AnswerReply, target: ShareTarget): ShareTicket | undefined;
  /** The answer; undefined where it is forgotten. */
  recall(id: string): AnswerReply | undefined;
  /** True the first time, until {@link release}: a double click shares once. */
  begin(id: string): boolean;
  release(id: string): void;
}

export function createShares(now: () => number): Shares {
  const kept = new Map<string, { readonly reply: AnswerReply; readonly until: number }>();
  const begun = new Set<string>();
  return {
    offer(reply, target) {
      const { kind, entryId } = reply.answer;
      if (kind !== 'answer' && kind !== 'differs') return undefined;
      const id = randomBytes(9).toString('base64url');
      kept.set(id, { reply, until: now() + SHAREABLE_MS });
      for (const [old, { until }] of kept) {
        if (kept.size <= MOST_ANSWERS && until > now()) break;
        kept.delete(old);
        begun.delete(old);
      }
      return { ...target, id, inquiryId: reply.inquiryId, entryId: kind === 'answer' ? entryId : undefined };
    },
    recall(id) {
      const found = kept.get(id);
      return found && found.until > now() ? found.reply : undefined;
    },
    begin(id) {
      if (begun.has(id)) return false;
      begun.add(id);
      return true;
    },
    release(id) {
      begun.delete(id);
    },
  };
}

/** The ticket as text for a button, and back; undefined where the text is none. */
export function encodeTicket({ id, entryId, inquiryId, ...target }: ShareTicket): string {
  return JSON.stringify({ id, entry: entryId, of: inquiryId, to: encodeTarget(target) });
}

export function decodeTicket(text: string): ShareTicket | undefined {
  try {
    const { id, entry, of, to } = fieldsOf(JSON.parse(text));
    const target = decodeTarget(textOf(to));
    if (textOf(id) === '' || target === undefined) return undefined;
    return { ...target, id: textOf(id), entryId: textOrNone(entry), inquiryId: textOrNone(of) };
  } catch {
    return undefined;
  }
}

/** A target as text for a block's id, and back; undefined where the text is none. */
export function encodeTarget({ as, thread = '', question = '' }: ShareTarget): string {
  return [as, thread, question].join('|');
}

export function decodeTarget(text: string): ShareTarget | undefined {
  const [as, thread = '', question = ''] = text.split('|');
  if (as !== 'channel' && as !== 'thread') return undefined;
  return { as, thread: thread === '' ? undefined : thread, question: question === '' ? undefined : question };
}
