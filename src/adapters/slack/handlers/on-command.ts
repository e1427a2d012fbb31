// What happens on /istrue?

import type { App } from '@slack/bolt';
import type { Incoming } from '../../../bot/incoming.ts';
import { readCommandText } from '../command-text.ts';
import { deliver } from '../deliver.ts';
import { askedBy, type Desk, type Spot } from '../desk.ts';
import { fieldsOf, textOf, textOrNone } from '../fields.ts';
import { acknowledge } from './acknowledge.ts';
import { askForEntry } from './ask-for-entry.ts';

/** Answers the slash command: a question in private, with a button that shares the answer; or a command of the bot. */
export function onCommand(app: App, desk: Desk): void {
  // Whatever the command is called in the app's settings, it is ours.
  app.command(/.*/, async ({ ack, body }) => {
    await acknowledge(desk, ack);
    const payload = fieldsOf(body);
    const spot: Spot = {
      team: textOf(payload.team_id),
      user: textOf(payload.user_id),
      channel: textOrNone(payload.channel_id),
      direct: false,
      responseUrl: textOrNone(payload.response_url),
      triggerId: textOrNone(payload.trigger_id),
      shareTo: { as: 'channel' },
    };
    const base = {
      ...askedBy(spot, await desk.people.find(spot.team, spot.user)),
      eventId: textOrNone(payload.trigger_id),
    };
    const read = readCommandText(textOf(payload.text), desk.bot.commands);
    if (read.kind === 'call' && (await askForEntry(desk, spot, base, read.call))) return;
    const incoming = ((): Incoming => {
      switch (read.kind) {
        case 'help':
          return { ...base, kind: 'call', call: { command: 'help', args: {} } };
        case 'question':
          return { ...base, kind: 'question', text: read.text, private: true };
        case 'call': {
          const { text } = read.call.args;
          if (read.call.command === 'check' && text !== undefined)
            return { ...base, kind: 'question', text, private: true };
          return { ...base, kind: 'call', call: read.call };
        }
      }
    })();
    await deliver(desk, spot, incoming, await desk.bot.handle(incoming));
  });
}
