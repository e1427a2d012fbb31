// What happens on /istrue?

import type { App } from '@slack/bolt';
import type { Call } from '../../../bot/call.ts';
import type { Incoming } from '../../../bot/incoming.ts';
import { type CommandText, readCommandText } from '../command-text.ts';
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
    const read = await decided(desk, base, readCommandText(textOf(payload.text), desk.bot.commands));
    if (read.kind === 'call' && (await askForEntry(desk, spot, base, read.call))) return;
    const incoming: Incoming =
      read.kind === 'question'
        ? { ...base, kind: 'question', text: read.text, private: true }
        : { ...base, kind: 'call', call: read.call };
    await deliver(desk, spot, incoming, await desk.bot.handle(incoming));
  });
}

type Decided = { readonly kind: 'question'; readonly text: string } | { readonly kind: 'call'; readonly call: Call };

/** What is meant, now that it is known who says it. */
async function decided(desk: Desk, base: Pick<Incoming, 'place' | 'person'>, read: CommandText): Promise<Decided> {
  switch (read.kind) {
    case 'help':
      return { kind: 'call', call: { command: 'help', args: {} } };
    case 'question':
      return read;
    case 'either':
      return (await desk.bot.mayUse(base, read.call.command))
        ? { ...read, kind: 'call' }
        : { ...read, kind: 'question' };
    case 'call': {
      const { command, args } = read.call;
      return command === 'check' && args.text !== undefined ? { kind: 'question', text: args.text } : read;
    }
  }
}
