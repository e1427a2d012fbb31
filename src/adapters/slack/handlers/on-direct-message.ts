// What happens when somebody writes to the bot, and when they edit or delete what they wrote?

import type { App } from '@slack/bolt';
import type { IncomingQuestion } from '../../../bot/incoming.ts';
import type { AnswerReply } from '../../../bot/reply.ts';
import { decodeAddress, encodeAddress, type MessageAddress } from '../address.ts';
import { checkedMessage } from '../check-content.ts';
import { askedBy, type Desk, messageId, type Spot } from '../desk.ts';
import { type Fields, fieldsOf, textOf, textOrNone } from '../fields.ts';
import { requireOurs } from '../late-acknowledgement.ts';
import { asArguments } from '../post.ts';
import { renderAnswer } from '../render-answer.ts';
import { patiently } from '../slack-api.ts';
import { loggable, refusalOf } from '../slack-error.ts';
import { answerMessage, questionOf } from './on-mention.ts';

/** Kinds of messages that are said by a person and no change of an earlier one. */
const SAID = new Set(['', 'file_share', 'thread_broadcast', 'me_message']);

/** A direct message is a question. Editing it changes the answer in its place; deleting it takes the answer away. */
export function onDirectMessage(app: App, desk: Desk): void {
  app.event('message', async ({ event, body, context }) => {
    const message = fieldsOf(event);
    const team = textOf(fieldsOf(body).team_id);
    const eventId = textOrNone(fieldsOf(body).event_id);
    if (message.channel_type !== 'im' || textOf(message.channel) === '') return;
    const subtype = textOf(message.subtype);
    if (subtype === 'message_changed') return edited(desk, team, message, eventId);
    if (subtype === 'message_deleted') return deleted(desk, team, message);
    if (!SAID.has(subtype) || !isByPerson(message)) return;
    await answerMessage(desk, team, message, { eventId, again: (context.retryNum ?? 0) > 0 });
  });
}

function isByPerson(message: Fields): boolean {
  return textOf(message.user) !== '' && textOf(message.bot_id) === '';
}

async function edited(desk: Desk, team: string, event: Fields, eventId: string | undefined): Promise<void> {
  const message = fieldsOf(event.message);
  // A link's preview that was added, or a thread that grew, is a change too, but not of what was said.
  if (!isByPerson(message) || textOf(message.text) === textOf(fieldsOf(event.previous_message).text)) return;
  const [channel, ts] = [textOf(event.channel), textOf(message.ts)];
  const earlier = await desk.bot.answersTo('slack', messageId(team, channel, ts));
  const [first, ...others] = earlier;
  const address = first && decodeAddress(first.address);
  if (first === undefined || address === undefined) return;
  const spot: Spot = { team, user: textOf(message.user), channel, direct: true };
  const thread = textOrNone(message.thread_ts);
  const question = await questionOf(desk, spot, message, { channel, ts, thread: thread === ts ? undefined : thread });
  const known = await desk.people.find(team, spot.user);
  const incoming: IncomingQuestion = { ...askedBy(spot, known), ...question, eventId, edited: true };
  const reply = await desk.bot.handle(incoming);
  requireOurs(reply);
  if (reply?.kind !== 'answer') return;
  try {
    await replace(desk, address, reply);
    await desk.bot.unposted(first.inquiryId);
    await desk.bot.posted(incoming, reply, { address: encodeAddress(address) });
    for (const other of others) await takeAway(desk, other);
  } catch (error) {
    desk.log.warn(loggable(error), 'could not change the answer to an edited message in Slack');
  }
}

async function replace(desk: Desk, { team, channel, ts }: MessageAddress, { answer }: AnswerReply): Promise<void> {
  const client = await desk.workspaces.client(team);
  const message = checkedMessage(renderAnswer(answer, { audience: 'one' }));
  await patiently(() => client.chat.update({ ...asArguments(message), channel, ts }));
}

async function deleted(desk: Desk, team: string, event: Fields): Promise<void> {
  const ts = textOf(event.deleted_ts) || textOf(fieldsOf(event.previous_message).ts);
  const earlier = await desk.bot.answersTo('slack', messageId(team, textOf(event.channel), ts));
  for (const answer of earlier) await takeAway(desk, answer);
}

async function takeAway(desk: Desk, answer: { readonly inquiryId: string; readonly address: string }): Promise<void> {
  const address = decodeAddress(answer.address);
  if (address === undefined) return;
  const { team, channel, ts } = address;
  try {
    const client = await desk.workspaces.client(team);
    await patiently(() => client.chat.delete({ channel, ts }));
  } catch (error) {
    if (refusalOf(error) !== 'gone') {
      desk.log.warn(loggable(error), 'could not take away the answer to a deleted message in Slack');
      return;
    }
  }
  await desk.bot.unposted(answer.inquiryId);
}
