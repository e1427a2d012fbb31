// How does a private answer become one for all?

import type { Incoming, IncomingQuestion } from '../../../bot/incoming.ts';
import type { AnswerReply } from '../../../bot/reply.ts';
import { wordsIn } from '../../../bot/words.ts';
import { checkedMessage } from '../check-content.ts';
import { remember } from '../deliver.ts';
import type { Desk, Spot } from '../desk.ts';
import { escapeText } from '../mrkdwn.ts';
import { postEphemeral, QUIET, send } from '../post.ts';
import { type MessageContent, renderAnswer } from '../render-answer.ts';
import { decodeTicket, type ShareTicket } from '../shares.ts';
import { postToResponseUrl } from '../slack-api.ts';
import { loggable, refusalOf } from '../slack-error.ts';

/**
 * Posts the answer a ticket stands for and takes the private one away. After a restart the answer is made again where
 * it showed an entry. Never throws.
 */
export async function share(
  desk: Desk,
  spot: Spot,
  base: Pick<Incoming, 'place' | 'person' | 'locale' | 'eventId'>,
  value: string,
  name: string | undefined,
): Promise<void> {
  const ticket = decodeTicket(value);
  if (ticket !== undefined && !desk.shares.begin(ticket.id)) return;
  try {
    const reply = ticket && (await answerOf(desk, base, ticket));
    if (ticket === undefined || reply === undefined) return await refuse(desk, spot, base.locale);
    const { answer } = reply;
    const note = name && escapeText(`${wordsIn(answer.lang)('share.by')} ${name}`);
    const message = checkedMessage(renderAnswer(answer, { audience: 'many', note }));
    const question: IncomingQuestion = { ...base, kind: 'question', text: '', questionId: ticket.question };
    if (await publish(desk, spot, ticket, message, question, reply)) {
      if (spot.responseUrl !== undefined) await postToResponseUrl(spot.responseUrl, { delete_original: true });
    } else desk.shares.release(ticket.id);
  } catch (error) {
    if (ticket !== undefined) desk.shares.release(ticket.id);
    desk.log.error(loggable(error), 'could not share an answer in Slack');
  }
}

async function answerOf(
  desk: Desk,
  base: Pick<Incoming, 'place' | 'person' | 'locale' | 'eventId'>,
  { id, entryId, inquiryId }: ShareTicket,
): Promise<AnswerReply | undefined> {
  const kept = desk.shares.recall(id);
  if (kept !== undefined || entryId === undefined || inquiryId === undefined) return kept;
  const call = { command: 'pick', args: { entry: entryId, of: inquiryId } };
  const reply = await desk.bot.handle({ ...base, kind: 'call', call });
  return reply?.kind === 'answer' ? reply : undefined;
}

/** In the bot's own name where it is in the channel, else through the response address. False where neither works. */
async function publish(
  desk: Desk,
  spot: Spot,
  { thread }: ShareTicket,
  message: MessageContent,
  question: IncomingQuestion,
  reply: AnswerReply,
): Promise<boolean> {
  try {
    const client = await desk.workspaces.client(spot.team);
    const posted = await send(client, spot.channel ?? spot.user, message, thread);
    await remember(desk, spot, question, reply, posted, client);
    return true;
  } catch (error) {
    if (refusalOf(error) !== 'gone' || spot.responseUrl === undefined) throw error;
    const place = thread === undefined ? {} : { thread_ts: thread };
    const body = { ...message, ...QUIET, ...place, response_type: 'in_channel', replace_original: false };
    const result = await postToResponseUrl(spot.responseUrl, body);
    if (result !== 'ok') desk.log.warn(loggable(error), 'could not share an answer in Slack');
    return result === 'ok';
  }
}

async function refuse(desk: Desk, spot: Spot, locale: string | undefined): Promise<void> {
  const text = escapeText(wordsIn(locale)('problem.stale-button'));
  const message = { text, blocks: [{ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } }] } as const;
  const body = { ...message, ...QUIET, response_type: 'ephemeral', replace_original: true };
  if (spot.responseUrl !== undefined && (await postToResponseUrl(spot.responseUrl, body)) === 'ok') return;
  await postEphemeral(desk, spot, message);
}
