// What happens when a button is pressed or something is chosen?

import type { App } from '@slack/bolt';
import { type Call, decodeCall } from '../../../bot/call.ts';
import type { IncomingCall } from '../../../bot/incoming.ts';
import type { Reply } from '../../../bot/reply.ts';
import { deliver } from '../deliver.ts';
import { askedBy, type Desk, isDirect, type Spot } from '../desk.ts';
import { type Fields, fieldsOf, listOf, textOf, textOrNone } from '../fields.ts';
import { filesInCall } from '../read-files.ts';
import { targetOfBlockId } from '../share-target.ts';
import { decodeMetadata, encodeMetadata } from '../view-metadata.ts';
import { acknowledge } from './acknowledge.ts';
import { ENTRY_ACTION } from './ask-for-entry.ts';
import { deliverShared } from './deliver-shared.ts';
import { publishHome } from './on-home.ts';
import { inTime, showWaiting } from './waiting.ts';

/** The same press again within this time is a double click, in milliseconds. */
const DOUBLE_CLICK_MS = 2_000;

/** Every button and menu carries a call; the bot's gate decides whether it may be made. */
export function onAction(app: App, desk: Desk): void {
  const presses = createPresses(desk.elapsed);

  app.action(/.*/, async ({ ack, body }) => {
    await acknowledge(desk, ack);
    const payload = fieldsOf(body);
    const [action = {}] = listOf(payload.actions);
    const spot = spotOf(payload, action);
    const value = chosen(action);
    const key = [spot.team, spot.user, textOf(fieldsOf(payload.container).message_ts), value].join(' ');
    if (!presses.begin(key)) return;
    try {
      await act(desk, spot, callOf(action, value), textOrNone(payload.trigger_id));
    } finally {
      presses.end(key);
    }
  });
}

async function act(desk: Desk, spot: Spot, pressed: Call | undefined, eventId: string | undefined): Promise<void> {
  const known = await desk.people.find(spot.team, spot.user);
  // A button whose value is no call is from another time: the bot says so, as for any command it does not know.
  const { call, files } = filesInCall(desk, spot, pressed ?? { command: 'stale-button', args: {} });
  const isPrivate = spot.on?.kind === 'message' && spot.on.ephemeral;
  const incoming: IncomingCall = { ...askedBy(spot, known), eventId, kind: 'call', call, files, private: isPrivate };
  const handled = desk.bot.handle(incoming);
  const reply = Object.keys(files).length > 0 ? await patientReply(desk, spot, handled, known.locale) : await handled;
  if (call.command === 'share' && reply?.kind === 'answer' && reply.visibility === 'public')
    return deliverShared(desk, spot, incoming, reply, known);
  await deliver(desk, spot, incoming, reply);
  if (spot.on?.kind === 'home' && reply?.kind === 'answer') await publishHome(desk, spot.team, spot.user);
}

/** A file may take a minute: what was pressed is put out of reach meanwhile, and what comes of it takes its place. */
async function patientReply(desk: Desk, spot: Spot, work: Promise<Reply>, locale: string | undefined): Promise<Reply> {
  const handled = work.then((reply) => ({ reply }));
  const done = await inTime(handled);
  if (done !== undefined) return done.reply;
  const metadata = encodeMetadata(undefined, {
    thread: undefined,
    responseUrl: undefined,
    shareTo: undefined,
    ...spot,
  });
  const isSaid = await showWaiting(desk, spot, locale, metadata);
  const { reply } = await handled;
  return isSaid && reply?.kind === 'answer' ? { ...reply, replaces: true } : reply;
}

/**
 * Tells a double click from two: the same press while the first is worked on, or right after it, is none. By a clock that
 * is never set: one that was set back would leave a button dead. Each process counts its own; where the second click
 * reaches another, it is a press like any other.
 */
function createPresses(elapsed: () => number): { begin(key: string): boolean; end(key: string): void } {
  const until = new Map<string, number>();
  return {
    begin(key) {
      for (const [old, at] of until) if (at < elapsed()) until.delete(old);
      if (until.has(key)) return false;
      until.set(key, Number.POSITIVE_INFINITY);
      return true;
    },
    end: (key) => void until.set(key, elapsed() + DOUBLE_CLICK_MS),
  };
}

function chosen(action: Fields): string {
  return textOf(action.value) || textOf(fieldsOf(action.selected_option).value);
}

/** The call of a button or menu; a menu that finds entries holds the call in its id and the entry in its value. */
function callOf(action: Fields, value: string): Call | undefined {
  const id = textOf(action.action_id);
  if (!id.startsWith(ENTRY_ACTION)) return decodeCall(value);
  const [, option = '', rest = ''] = /^entry:([a-z-]+):(.*)$/s.exec(id) ?? [];
  const call = decodeCall(rest);
  return call && { command: call.command, args: { ...call.args, [option]: value } };
}

function spotOf(payload: Fields, action: Fields): Spot {
  const container = fieldsOf(payload.container);
  const view = fieldsOf(payload.view);
  const common = {
    team: textOf(fieldsOf(payload.team).id) || textOf(fieldsOf(payload.user).team_id),
    user: textOf(fieldsOf(payload.user).id),
    triggerId: textOrNone(payload.trigger_id),
  };
  if (container.type === 'view' || textOf(view.id) !== '') {
    const { channel, thread, shareTo } = decodeMetadata(textOf(view.private_metadata));
    const kind = view.type === 'home' ? 'home' : 'modal';
    return { ...common, channel, thread, shareTo, direct: false, on: { kind, viewId: textOf(view.id) } };
  }
  const channel = textOrNone(container.channel_id) ?? textOrNone(fieldsOf(payload.channel).id);
  const ephemeral = container.is_ephemeral === true;
  const thread = textOrNone(container.thread_ts) ?? textOrNone(fieldsOf(payload.message).thread_ts);
  return {
    ...common,
    channel,
    direct: !ephemeral && isDirect(channel),
    thread,
    responseUrl: textOrNone(payload.response_url),
    on: { kind: 'message', ts: textOf(container.message_ts), ephemeral },
    shareTo: ephemeral ? targetOfBlockId(textOf(action.block_id)) : undefined,
  };
}
