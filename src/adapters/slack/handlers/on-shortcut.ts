// What happens when a message's menu is used on a message?

import type { App } from '@slack/bolt';
import type { Incoming } from '../../../bot/incoming.ts';
import { deliver } from '../deliver.ts';
import { askedBy, type Desk, messageId, type Spot } from '../desk.ts';
import { type Fields, fieldsOf, textOf, textOrNone } from '../fields.ts';
import { readMessage } from '../read-message.ts';
import { acknowledge } from './acknowledge.ts';

/** A command's callback in a message's menu is its name and this. */
export const SHORTCUT_SUFFIX = '_message';

/** Checks the message, or does what else the menu offers, for the one person who chose it. */
export function onShortcut(app: App, desk: Desk): void {
  app.shortcut(/.*/, async ({ ack, body }) => {
    await acknowledge(desk, ack);
    const payload = fieldsOf(body);
    if (payload.type !== 'message_action') return;
    const spot = spotOf(payload);
    const message = fieldsOf(payload.message);
    const base = {
      ...askedBy(spot, await desk.people.find(spot.team, spot.user)),
      eventId: textOrNone(payload.trigger_id),
    };
    const subject = { text: readMessage(message), link: linkTo(payload) };
    const name = textOf(payload.callback_id).replace(new RegExp(`${SHORTCUT_SUFFIX}$`), '');
    const incoming: Incoming =
      name === 'check'
        ? { ...base, kind: 'question', text: '', subject, private: true, questionId: spot.shareTo?.question }
        : { ...base, kind: 'call', call: { command: name, args: {} }, subject };
    await deliver(desk, spot, incoming, await desk.bot.handle(incoming));
  });
}

function spotOf(payload: Fields): Spot {
  const message = fieldsOf(payload.message);
  const ts = textOf(message.ts) || textOf(payload.message_ts);
  const thread = textOrNone(message.thread_ts);
  const team = textOf(fieldsOf(payload.team).id);
  const channel = textOrNone(fieldsOf(payload.channel).id);
  return {
    team,
    user: textOf(fieldsOf(payload.user).id),
    channel,
    direct: false,
    // In the thread only where the message stands in one: a new thread would stay closed before the asker's eyes.
    thread: thread === ts ? undefined : thread,
    responseUrl: textOrNone(payload.response_url),
    triggerId: textOrNone(payload.trigger_id),
    shareTo: { as: 'thread', thread: thread ?? ts, question: channel && messageId(team, channel, ts) },
  };
}

function linkTo(payload: Fields): string | undefined {
  const domain = textOf(fieldsOf(payload.team).domain);
  const channel = textOf(fieldsOf(payload.channel).id);
  const ts = textOf(fieldsOf(payload.message).ts) || textOf(payload.message_ts);
  if (domain === '' || channel === '' || ts === '') return undefined;
  return `https://${domain}.slack.com/archives/${channel}/p${ts.replace('.', '')}`;
}
