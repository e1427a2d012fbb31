// How does a private answer become one for all?

import type { IncomingCall, IncomingQuestion } from '../../../bot/incoming.ts';
import type { AnswerReply } from '../../../bot/reply.ts';
import { checkedMessage } from '../check-content.ts';
import { deliver, remember } from '../deliver.ts';
import type { Desk, Spot } from '../desk.ts';
import type { KnownPerson } from '../people.ts';
import { QUIET, send } from '../post.ts';
import { type MessageContent, renderAnswer } from '../render-answer.ts';
import { postToResponseUrl } from '../slack-api.ts';
import { refusalOf } from '../slack-error.ts';

/** Posts the answer where it may be shared and takes the private one away. Never throws. */
export async function deliverShared(
  desk: Desk,
  spot: Spot,
  incoming: IncomingCall,
  reply: AnswerReply,
  { person, name }: KnownPerson,
): Promise<void> {
  const names = new Map<string, string>(name === undefined ? [] : [[person.id, name]]);
  const { place, locale, eventId } = incoming;
  const question: IncomingQuestion = {
    eventId,
    place,
    person,
    locale,
    kind: 'question',
    text: '',
    questionId: spot.shareTo?.question,
  };
  try {
    const message = checkedMessage(renderAnswer(reply.answer, { audience: 'many', names }));
    await publish(desk, spot, message, question, reply);
    if (spot.responseUrl !== undefined) await postToResponseUrl(spot.responseUrl, { delete_original: true });
  } catch (error) {
    await deliver(desk, spot, incoming, desk.bot.failed(incoming, error));
  }
}

/** In the bot's own name where it is in the channel, else through the response address. @throws where neither works. */
async function publish(
  desk: Desk,
  spot: Spot,
  message: MessageContent,
  question: IncomingQuestion,
  reply: AnswerReply,
): Promise<void> {
  const thread = spot.shareTo?.thread ?? spot.thread;
  try {
    const client = await desk.workspaces.client(spot.team);
    const posted = await send(client, spot.channel ?? spot.user, message, thread);
    await remember(desk, spot, question, reply, posted, client);
  } catch (error) {
    if (refusalOf(error) !== 'gone' || spot.responseUrl === undefined) throw error;
    const place = thread === undefined ? {} : { thread_ts: thread };
    const body = { ...message, ...QUIET, ...place, response_type: 'in_channel', replace_original: false };
    if ((await postToResponseUrl(spot.responseUrl, body)) !== 'ok') throw error;
    await desk.bot.finished(question);
  }
}
