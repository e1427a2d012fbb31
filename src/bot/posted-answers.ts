// Where does an answer stand, so that it can be corrected, linked to and taken away?

import type { Store } from '../store/store.ts';
import { scopeOf } from './asker.ts';
import type { Incoming, Platform } from './incoming.ts';
import type { Log } from './log.ts';
import { correctJob } from './moderation/tell-job.ts';
import type { AnswerReply } from './reply.ts';

/** Where a reply was posted. */
export interface PostedMessage {
  /** What the adapter needs to find the message again. */
  readonly address: string;
  /** A link to it for people. */
  readonly link?: string | undefined;
}

/** What adapters tell the bot of where its answers stand, and ask it. */
export interface PostedAnswersKeeper {
  /**
   * To be called once a public reply with an `inquiryId` was posted, so that the answer can be corrected, linked to and
   * taken away. Never throws: what fails is logged.
   */
  posted(incoming: Incoming, reply: AnswerReply, message: PostedMessage): Promise<void>;
  /** The answers that were posted to a message, for taking them away or replacing them. Empty where none is known. */
  answersTo(
    platform: Platform,
    questionId: string,
  ): Promise<readonly { readonly inquiryId: string; readonly address: string }[]>;
  /** To be called once a posted answer was taken away. */
  unposted(inquiryId: string): Promise<void>;
}

export function createPostedAnswers(
  store: Pick<Store, 'posted' | 'inquiries' | 'entries' | 'jobs'>,
  log: Log,
  now: () => Date,
): PostedAnswersKeeper {
  return {
    async posted(incoming, reply, { address, link }) {
      if (reply.inquiryId === undefined) return;
      const { place } = incoming;
      const scope = scopeOf(place);
      try {
        const before = incoming.kind === 'question' ? undefined : await store.posted.get(reply.inquiryId);
        // A button that names another community's question, as only a forged one does, takes nothing from its answer.
        const asked = incoming.kind === 'question' ? undefined : await store.inquiries.get(reply.inquiryId);
        if ([before, asked].some((known) => known !== undefined && known.scope !== scope)) return;
        await store.posted.add({
          inquiryId: reply.inquiryId,
          at: now(),
          platform: place.platform,
          scope,
          channel: place.channel,
          // A button below an answer leaves it the answer to the same message.
          questionId: incoming.kind === 'question' ? incoming.questionId : before?.questionId,
          address,
          link,
          entryId: reply.shows?.entryId,
          revision: reply.shows?.revision,
          lang: reply.answer.lang,
        });
        if (reply.shows !== undefined) await correctIfOutdated(place.platform, reply.inquiryId, reply.shows, reply);
      } catch (error) {
        log.warn(
          { error, platform: place.platform },
          'could not record a posted answer; it will not be corrected later',
        );
      }
    },

    async answersTo(platform, questionId) {
      try {
        return await store.posted.toQuestion(platform, questionId);
      } catch (error) {
        log.warn({ error, platform }, 'could not look up the answers to a message');
        return [];
      }
    },

    async unposted(inquiryId) {
      try {
        await store.posted.remove(inquiryId);
      } catch (error) {
        log.warn({ error }, 'could not forget an answer that was taken away');
      }
    },
  };

  /**
   * An entry that changed while its answer was on the way found no record of the answer to correct. Read after the record
   * was written: a change that is not seen here sees the record.
   */
  async function correctIfOutdated(
    platform: Platform,
    inquiryId: string,
    { entryId, revision }: NonNullable<AnswerReply['shows']>,
    { answer }: AnswerReply,
  ): Promise<void> {
    const current = await store.entries.get(entryId);
    if (current === undefined || current.revision <= revision) return;
    if (current.status === 'published' && current.entry.verdict === answer.verdict) return;
    await store.jobs.add([correctJob(platform, { inquiryId, entryId, revision: current.revision })]);
  }
}
