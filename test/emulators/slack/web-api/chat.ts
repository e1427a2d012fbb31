// How does an app post, change and delete messages?

import type { Message } from '../message.ts';
import { botAuthor, flag, messageContent } from '../message-content.ts';
import { copyOf, type Fields, isFields, textIn } from '../payload.ts';
import { edit, post, remove } from '../posting.ts';
import { SlackError } from '../slack-error.ts';
import { complain } from '../slack-state.ts';
import type { ChannelState } from '../world.ts';
import { dmWith } from './conversations.ts';
import { type Call, channelIn, type MethodTable, required } from './method.ts';

const write = () => ['chat:write'];

/** Where a post goes: a channel the app is in, or the direct message with a person given by id. */
function postTarget(call: Call): ChannelState {
  const id = required(call.params, 'channel');
  if (call.workspace.users.has(id)) return dmWith(call.state, call.workspace, id);
  const channel = channelIn(call);
  if (channel.archived) throw new SlackError('is_archived');
  const open = channel.type === 'channel' && call.token.scopes.includes('chat:write.public');
  if (!channel.members.has(call.workspace.botUserId) && !open) throw new SlackError('not_in_channel');
  return channel;
}

function threadIn(call: Call, channel: ChannelState): Fields {
  const ts = call.params.thread_ts;
  if (ts === undefined || ts === '') return {};
  const parent = channel.messages.find((message) => message.ts === ts && message.viewer === undefined);
  if (parent === undefined) throw new SlackError('thread_not_found');
  if (parent.threadTs !== undefined && parent.threadTs !== parent.ts) {
    complain(call.state, 'thread_ts names a reply, not the message that began the thread');
  }
  return { thread_ts: parent.ts };
}

/** What the app notes with a message. Slack answers without it, and says so in a warning, where it is malformed. */
function metadataIn({ params, state }: Call): Fields {
  const { metadata } = params;
  if (metadata === undefined) return {};
  if (isFields(metadata) && typeof metadata.event_type === 'string' && isFields(metadata.event_payload))
    return { metadata };
  complain(state, 'chat.postMessage: metadata needs event_type and event_payload');
  return {};
}

function ownMessage(call: Call, refusal: string): Message {
  const channel = channelIn(call);
  const ts = required(call.params, 'ts');
  const message = channel.messages.find((entry) => entry.ts === ts && entry.viewer === undefined);
  if (message === undefined) throw new SlackError('message_not_found');
  if (message.author !== call.workspace.botUserId) throw new SlackError(refusal);
  return message;
}

/** The same second, the same channel: Slack takes about one post a second. */
function checkRate(call: Call, channel: ChannelState): void {
  if (!call.state.enforceRates) return;
  const second = call.state.clock.now() - 1000;
  const recent = channel.messages.filter(
    (message) => message.author === call.workspace.botUserId && Number(message.ts) * 1000 > second,
  );
  if (recent.length > 0) throw new SlackError('rate_limited');
}

export const chatMethods: MethodTable = {
  'chat.postMessage': {
    scopes: write,
    run(call) {
      const channel = postTarget(call);
      checkRate(call, channel);
      const content = messageContent(call.state, call.params, 'chat.postMessage');
      const body = {
        ...content,
        ...metadataIn(call),
        ...botAuthor(call.state, call.workspace),
        ...threadIn(call, channel),
      };
      if (flag(call.params, 'reply_broadcast')) Object.assign(body, { subtype: 'thread_broadcast' });
      const { message } = post(call.state, call.workspace.id, channel.id, body);
      return { channel: channel.id, ts: message.ts, message: copyOf(message.body) };
    },
  },
  'chat.postEphemeral': {
    scopes: write,
    run(call) {
      const channel = postTarget(call);
      const user = required(call.params, 'user');
      if (!channel.members.has(user)) throw new SlackError('user_not_in_channel');
      const content = messageContent(call.state, call.params, 'chat.postEphemeral');
      const body = { ...content, ...botAuthor(call.state, call.workspace), ...threadIn(call, channel) };
      return { message_ts: post(call.state, call.workspace.id, channel.id, body, user).message.ts };
    },
  },
  'chat.update': {
    scopes: write,
    run(call) {
      const message = ownMessage(call, 'cant_update_message');
      const content = messageContent(call.state, call.params, 'chat.update');
      edit(call.state, message, content, call.workspace.botUserId);
      return { channel: message.channel, ts: message.ts, text: message.text, message: copyOf(message.body) };
    },
  },
  'chat.delete': {
    scopes: write,
    run(call) {
      const message = ownMessage(call, 'cant_delete_message');
      remove(call.state, message);
      return { channel: message.channel, ts: message.ts };
    },
  },
  'chat.getPermalink': {
    run(call) {
      const channel = channelIn(call);
      const ts = required(call.params, 'message_ts');
      const message = channel.messages.find((entry) => entry.ts === ts && entry.viewer === undefined);
      if (message === undefined) throw new SlackError('message_not_found');
      const thread = message.threadTs;
      const query = thread === undefined || thread === ts ? '' : `?thread_ts=${thread}&cid=${channel.id}`;
      const host = `https://${call.workspace.domain}.slack.com`;
      return {
        channel: channel.id,
        permalink: `${host}/archives/${channel.id}/p${textIn(ts).replace('.', '')}${query}`,
      };
    },
  },
};
