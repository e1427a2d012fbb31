// What happens when a button is pressed or something is chosen?

import type { App } from '@slack/bolt';
import { type Call, decodeCall } from '../../../bot/call.ts';
import type { IncomingCall } from '../../../bot/incoming.ts';
import { deliver, SHARE_ACTION } from '../deliver.ts';
import { askedBy, type Desk, isDirect, type Spot } from '../desk.ts';
import { type Fields, fieldsOf, listOf, textOf, textOrNone } from '../fields.ts';
import { decodeTarget } from '../shares.ts';
import { decodeMetadata } from '../view-metadata.ts';
import { acknowledge } from './acknowledge.ts';
import { ENTRY_ACTION } from './ask-for-entry.ts';
import { publishHome } from './on-home.ts';
import { share } from './share.ts';

/** The same press again within this time is a double click, in milliseconds. */
const DOUBLE_CLICK_MS = 2_000;

/** Every button and menu carries a call; the bot's gate decides whether it may be made. */
export function onAction(app: App, desk: Desk): void {
  const pressed = new Map<string, number>();

  function isDoubleClick(key: string): boolean {
    const now = desk.now();
    for (const [old, at] of pressed) {
      if (at > now - DOUBLE_CLICK_MS) break;
      pressed.delete(old);
    }
    if (pressed.has(key)) return true;
    pressed.set(key, now);
    return false;
  }

  app.action(/.*/, async ({ ack, body }) => {
    await acknowledge(desk, ack);
    const payload = fieldsOf(body);
    const [action = {}] = listOf(payload.actions);
    const spot = spotOf(payload, action);
    const value = chosen(action);
    if (isDoubleClick([spot.team, spot.user, textOf(fieldsOf(payload.container).message_ts), value].join(' '))) return;
    const known = await desk.people.find(spot.team, spot.user);
    const base = { ...askedBy(spot, known), eventId: textOrNone(payload.trigger_id) };
    if (action.action_id === SHARE_ACTION) return share(desk, spot, base, value, known.name);
    // A button whose value is no call is from another time: the bot says so, as for any command it does not know.
    const call = callOf(action, value) ?? { command: 'stale-button', args: {} };
    const incoming: IncomingCall = { ...base, kind: 'call', call };
    const reply = await desk.bot.handle(incoming);
    await deliver(desk, spot, incoming, reply);
    if (spot.on?.kind === 'home' && reply?.kind === 'answer') await publishHome(desk, spot.team, spot.user);
  });
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
    shareTo: ephemeral ? (decodeTarget(textOf(action.block_id)) ?? undefined) : undefined,
  };
}
