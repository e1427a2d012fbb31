// How does an app read channels and threads?

import { historyScope } from '../events.ts';
import type { Message } from '../message.ts';
import { flag } from '../message-content.ts';
import { compact, copyOf, type Fields } from '../payload.ts';
import { SlackError } from '../slack-error.ts';
import type { SlackState } from '../slack-state.ts';
import type { ChannelState, WorkspaceState } from '../world.ts';
import { type Call, channelIn, type MethodTable, page, required } from './method.ts';

const READ = { channel: 'channels:read', group: 'groups:read', im: 'im:read', mpim: 'mpim:read' } as const;
const TYPES = { public_channel: 'channel', private_channel: 'group', im: 'im', mpim: 'mpim' } as const;

const named = (call: Call) => call.workspace.channels.get(String(call.params.channel));
const readScope = (call: Call): string[] => {
  const channel = named(call);
  return channel === undefined ? Object.values(READ) : [READ[channel.type]];
};
const pastScope = (call: Call): string[] => {
  const channel = named(call);
  return channel === undefined ? [] : [historyScope(channel)];
};

/** The direct message between the app and a person, made when there is none. */
export function dmWith(state: SlackState, workspace: WorkspaceState, user: string): ChannelState {
  const members = [workspace.botUserId, user];
  const found = [...workspace.channels.values()].find(
    (channel) => channel.type === 'im' && members.every((member) => channel.members.has(member)),
  );
  if (found !== undefined) return found;
  const channel: ChannelState = {
    id: state.ids.next('D'),
    name: 'directmessage',
    type: 'im',
    members: new Set(members),
    archived: false,
    messages: [],
  };
  workspace.channels.set(channel.id, channel);
  return channel;
}

export function channelPayload(workspace: WorkspaceState, channel: ChannelState): Fields {
  const im = channel.type === 'im';
  return compact({
    id: channel.id,
    name: im ? undefined : channel.name,
    user: im ? [...channel.members].find((member) => member !== workspace.botUserId) : undefined,
    is_channel: channel.type === 'channel',
    is_group: channel.type === 'group',
    is_im: im,
    is_mpim: channel.type === 'mpim',
    is_private: channel.type !== 'channel',
    is_archived: channel.archived,
    is_member: channel.members.has(workspace.botUserId),
    context_team_id: workspace.id,
  });
}

/** The messages a bot may read: ephemeral ones are in no history. */
function readable(call: Call, channel: ChannelState): Message[] {
  if (!channel.members.has(call.workspace.botUserId)) throw new SlackError('not_in_channel');
  const { oldest, latest, inclusive } = call.params;
  const from = oldest === undefined ? 0 : Number(oldest);
  const to = latest === undefined ? Number.POSITIVE_INFINITY : Number(latest);
  const edges = inclusive === 'true' || inclusive === true || inclusive === '1';
  return channel.messages.filter((message) => {
    const ts = Number(message.ts);
    const within = edges ? ts >= from && ts <= to : ts > from && ts < to;
    return message.viewer === undefined && within;
  });
}

/** The messages as they are given out: metadata only to those who ask for all of it. */
const bodies = ({ params }: Call, messages: readonly Message[]) =>
  messages.map((message) => {
    const { metadata, ...body } = copyOf(message.body);
    return metadata === undefined || !flag(params, 'include_all_metadata') ? body : { ...body, metadata };
  });

export const conversationMethods: MethodTable = {
  'conversations.history': {
    scopes: pastScope,
    run(call) {
      const top = readable(call, channelIn(call)).filter(
        (message) =>
          message.threadTs === undefined ||
          message.threadTs === message.ts ||
          message.body.subtype === 'thread_broadcast',
      );
      const { items, response_metadata } = page(call.params, top.reverse(), 100);
      return { messages: bodies(call, items), has_more: response_metadata.next_cursor !== '', response_metadata };
    },
  },
  'conversations.replies': {
    scopes: pastScope,
    run(call) {
      const channel = channelIn(call);
      const ts = required(call.params, 'ts');
      const asked = channel.messages.find((message) => message.ts === ts && message.viewer === undefined);
      if (asked === undefined) throw new SlackError('thread_not_found');
      // Asked by a reply's own timestamp, Slack gives that reply alone.
      const alone = asked.threadTs !== undefined && asked.threadTs !== ts;
      const parent = channel.messages.find((message) => message.ts === ts);
      const rest = readable(call, channel).filter((message) => message !== parent && message.threadTs === ts);
      const all = alone ? [asked] : [asked, ...rest];
      const { items, response_metadata } = page(call.params, all, 1000);
      return { messages: bodies(call, items), has_more: response_metadata.next_cursor !== '', response_metadata };
    },
  },
  'conversations.info': {
    scopes: readScope,
    run: (call) => ({ channel: channelPayload(call.workspace, channelIn(call)) }),
  },
  'conversations.members': {
    scopes: readScope,
    run(call) {
      const { items, response_metadata } = page(call.params, [...channelIn(call).members], 100);
      return { members: items, response_metadata };
    },
  },
  'conversations.list': {
    scopes: (call) =>
      String(call.params.types ?? 'public_channel')
        .split(',')
        .map((type) => READ[TYPES[type.trim() as keyof typeof TYPES] ?? 'channel']),
    run(call) {
      const wanted = String(call.params.types ?? 'public_channel').split(',');
      const types = wanted.map((type) => TYPES[type.trim() as keyof typeof TYPES]);
      if (types.includes(undefined as never)) throw new SlackError('invalid_types');
      const seen = [...call.workspace.channels.values()].filter(
        (channel) =>
          types.includes(channel.type) &&
          (channel.type === 'channel' || channel.members.has(call.workspace.botUserId)) &&
          !(channel.archived && String(call.params.exclude_archived) === 'true'),
      );
      const { items, response_metadata } = page(call.params, seen, 100);
      return { channels: items.map((channel) => channelPayload(call.workspace, channel)), response_metadata };
    },
  },
  'conversations.open': {
    scopes: () => ['im:write'],
    run(call) {
      const user = required(call.params, 'users');
      if (!call.workspace.users.has(user)) throw new SlackError('user_not_found');
      return { channel: channelPayload(call.workspace, dmWith(call.state, call.workspace, user)) };
    },
  },
};
