// How do messages come into the world, change and go?

import type { Ack } from './delivery.ts';
import { sendMessageEvent } from './events.ts';
import { Message } from './message.ts';
import { compact, copyOf, type Fields, listIn } from './payload.ts';
import { elementsOf } from './rules/blocks.ts';
import { channelOf, type SlackState } from './slack-state.ts';
import type { ChannelState } from './world.ts';

/** What a change set off: the message and the acknowledgements of the events about it. */
export interface Change {
  readonly message: Message;
  readonly acks: readonly Promise<Ack>[];
}

/** Blocks with the ids that Slack makes up where the app gave none. */
export function withIds(state: SlackState, blocks: unknown): Fields[] {
  return listIn(copyOf(blocks)).map((block) => {
    for (const element of elementsOf(block)) {
      if (element.type !== 'image' && typeof element.type === 'string' && !element.type.startsWith('rich_text')) {
        element.action_id ??= state.ids.next('act');
      }
    }
    return { ...block, block_id: block.block_id ?? state.ids.next('blk') };
  });
}

function eventOf(channel: ChannelState, message: Message): Fields {
  return { ...message.body, channel: channel.id, channel_type: channel.type, event_ts: message.ts };
}

/** Posts to everybody, or to `viewer` alone. Thread counters, the journal and events follow. */
export function post(state: SlackState, team: string, channelId: string, body: Fields, viewer?: string): Change {
  const channel = channelOf(state, team, channelId);
  const ts = state.ids.ts();
  const full = compact({
    type: 'message',
    ...body,
    team,
    ts,
    blocks: body.blocks === undefined ? undefined : withIds(state, body.blocks),
  });
  const message = new Message(team, channelId, ts, full, viewer);
  channel.messages.push(message);
  state.journal.add({ kind: viewer === undefined ? 'posted' : 'ephemeral', message });
  if (viewer !== undefined) return { message, acks: [] };
  const parent = channel.messages.find((entry) => entry.ts === message.threadTs && entry.viewer === undefined);
  if (parent !== undefined) {
    const users = new Set([...(Array.isArray(parent.body.reply_users) ? parent.body.reply_users : []), message.author]);
    Object.assign(parent.body, {
      thread_ts: parent.ts,
      reply_count: Number(parent.body.reply_count ?? 0) + 1,
      reply_users: [...users],
      latest_reply: ts,
    });
    full.parent_user_id = parent.author;
  }
  return { message, acks: sendMessageEvent(state, channel, message, eventOf(channel, message)) };
}

/** Changes a message: fields not named stay (as with chat.update), named and undefined or an empty list go. */
export function edit(state: SlackState, message: Message, changes: Fields, by: string): Change {
  const channel = channelOf(state, message.team, message.channel);
  const previous = copyOf(message.body);
  const edited = message.viewer === undefined ? { user: by, ts: state.ids.ts() } : undefined;
  message.body = compact({ ...message.body, ...changes, edited });
  if (changes.blocks !== undefined) message.body.blocks = withIds(state, changes.blocks);
  state.journal.add({ kind: 'edited', message });
  if (message.viewer !== undefined) return { message, acks: [] };
  const event = {
    type: 'message',
    subtype: 'message_changed',
    message: message.body,
    previous_message: previous,
    channel: channel.id,
    channel_type: channel.type,
    hidden: true,
    ts: state.ids.ts(),
    event_ts: state.ids.ts(),
  };
  return { message, acks: sendMessageEvent(state, channel, message, event) };
}

export function remove(state: SlackState, message: Message): Change {
  const channel = channelOf(state, message.team, message.channel);
  message.deleted = true;
  channel.messages.splice(channel.messages.indexOf(message), 1);
  state.journal.add({ kind: 'deleted', message });
  if (message.viewer !== undefined) return { message, acks: [] };
  const event = {
    type: 'message',
    subtype: 'message_deleted',
    previous_message: message.body,
    deleted_ts: message.ts,
    channel: channel.id,
    channel_type: channel.type,
    hidden: true,
    ts: state.ids.ts(),
    event_ts: state.ids.ts(),
  };
  return { message, acks: sendMessageEvent(state, channel, message, event) };
}
