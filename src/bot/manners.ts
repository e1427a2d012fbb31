// Is this a moment to speak?

import type { Asker, Services } from './command.ts';
import type { IncomingQuestion } from './incoming.ts';
import { presentNotice } from './present/present-notice.ts';
import type { AnswerReply } from './reply.ts';
import { UserError } from './user-error.ts';

/**
 * Refuses a question that comes too soon after others, or in a channel where the bot does not answer. A person alone
 * with the bot is bound by the person's own limit only.
 * @throws UserError
 */
export async function refuseHaste(
  asker: Asker,
  { store }: Pick<Services, 'store'>,
  { private: privately = false }: Pick<IncomingQuestion, 'private'> = {},
): Promise<void> {
  const { place, settings, person } = asker;
  if (place.platform === 'console') return;
  if (!privately) refuseOtherChannels(asker);
  const wait =
    (await store.cooldowns.take(`person:${person}`, settings.questionsPerMinute, 60)) ??
    (place.direct
      ? undefined
      : await store.cooldowns.take(`channel:${place.platform}:${place.channel}`, settings.channelPerMinute, 60));
  if (wait !== undefined) throw new UserError('problem.too-fast', { count: wait });
}

/**
 * Refuses to speak up in a channel where the managers do not want answers.
 * @throws UserError
 */
export function refuseOtherChannels({ place, settings }: Pick<Asker, 'place' | 'settings'>): void {
  if (place.direct || settings.channels.length === 0) return;
  const allowed = [place.channel, place.parentChannel].some((id) => id !== undefined && settings.channels.includes(id));
  if (!allowed) throw new UserError('problem.not-in-channel');
}

/** The reply, or a link to the same answer where it was given in this channel a moment ago. */
export async function unlessJustAnswered(
  reply: AnswerReply,
  question: IncomingQuestion,
  { place, settings, texts }: Asker,
  { store, now }: Pick<Services, 'store' | 'now'>,
): Promise<AnswerReply> {
  if (
    reply.shows === undefined ||
    reply.visibility === 'private' ||
    place.direct ||
    question.edited === true ||
    settings.repeatMinutes === 0
  ) {
    return reply;
  }
  const window = settings.repeatMinutes * 60_000;
  const since = new Date(now().getTime() - window);
  const earlier = await store.posted.latestInChannel(place.platform, place.channel, reply.shows.entryId, since);
  if (earlier?.link === undefined || earlier.revision !== reply.shows.revision) return reply;
  // Given "later" than now by more than that: the clock was set back since, and nobody knows when it was.
  if (earlier.at.getTime() > now().getTime() + window) return reply;
  const answer = presentNotice(texts, texts.t('repeat.lead'));
  return {
    kind: 'answer',
    visibility: 'public',
    answer: {
      ...answer,
      lead: [
        { text: reply.answer.headline, style: 'strong' },
        { text: ' · ' },
        { text: texts.t('repeat.lead'), url: earlier.link },
      ],
    },
  };
}
