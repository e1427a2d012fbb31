// What happens when somebody mentions the bot in a channel or thread?

import type { App } from '@slack/bolt';
import type { IncomingQuestion } from '../../../bot/incoming.ts';
import { deliver } from '../deliver.ts';
import { askedBy, type Desk, messageId, type Spot } from '../desk.ts';
import { fieldsOf, textOf, textOrNone } from '../fields.ts';
import { requireOurs, UnhandledEventError } from '../late-acknowledgement.ts';
import { readMarkup } from '../read-message.ts';
import { readSubject } from '../read-subject.ts';

/** Answers in the thread of the mention, or in the one it begins. Bots are not answered. */
export function onMention(app: App, desk: Desk): void {
  app.event('app_mention', async ({ event, body, context }) => {
    const message = fieldsOf(event);
    if (textOf(message.user) === '' || textOf(message.bot_id) !== '' || message.edited !== undefined) return;
    await answerMessage(desk, textOf(fieldsOf(body).team_id), message, {
      eventId: textOrNone(fieldsOf(body).event_id),
      again: (context.retryNum ?? 0) > 0,
    });
  });
}

/** Which event it is, and whether Slack has delivered it before. */
export interface EventMark {
  readonly eventId: string | undefined;
  readonly again: boolean;
}

/**
 * Answers a message that asks the bot something.
 * @throws UnhandledEventError where Slack is to deliver it again.
 */
export async function answerMessage(
  desk: Desk,
  team: string,
  message: ReturnType<typeof fieldsOf>,
  { eventId, again }: EventMark,
): Promise<void> {
  const [user, channel, ts] = [textOf(message.user), textOf(message.channel), textOf(message.ts)];
  const direct = message.channel_type === 'im';
  const thread = textOrNone(message.thread_ts);
  const inThread = thread === ts ? undefined : thread;
  // In a direct message there is nobody to spare: answers need no thread of their own.
  const once = eventId === undefined ? undefined : { key: eventId, again, after: ts };
  const spot: Spot = { team, user, channel, direct, thread: direct ? inThread : (thread ?? ts), once };
  const known = await desk.people.find(team, user);
  const question = await questionOf(desk, spot, message, { channel, ts, thread: inThread });
  const incoming: IncomingQuestion = { ...askedBy(spot, known), ...question, eventId };
  const reply = await desk.bot.handle(incoming);
  requireOurs(reply);
  if (!(await deliver(desk, spot, incoming, reply))) throw new UnhandledEventError('the answer was not delivered');
}

/** What a message asks, with the message it may be about. */
export async function questionOf(
  desk: Desk,
  { team }: Spot,
  message: ReturnType<typeof fieldsOf>,
  place: { channel: string; ts: string; thread: string | undefined },
): Promise<Pick<IncomingQuestion, 'kind' | 'text' | 'subject' | 'questionId'>> {
  const text = readMarkup(textOf(message.text)).trim();
  const client = await desk.workspaces.client(team);
  const { botUserId } = await desk.workspaces.identity(team);
  const subject = await readSubject(client, message, text, { ...place, botUserId });
  return { kind: 'question', text, subject, questionId: messageId(team, place.channel, place.ts) };
}
