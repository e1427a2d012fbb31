// What is one method of the emulated Web API?

import type { Fields } from '../payload.ts';
import { SlackError } from '../slack-error.ts';
import type { SlackState } from '../slack-state.ts';
import type { ChannelState, TokenState, WorkspaceState } from '../world.ts';

/** A call by a bot token. */
export interface Call {
  readonly state: SlackState;
  readonly workspace: WorkspaceState;
  readonly token: TokenState;
  readonly params: Fields;
}

export interface Method {
  /** The scopes of which the token needs one; none when it needs none. */
  readonly scopes?: (call: Call) => readonly string[];
  run(call: Call): Fields;
}

export type MethodTable = Readonly<Record<string, Method>>;

/** The argument as a string. Throws `invalid_arguments` when it is missing. */
export function required(params: Fields, name: string): string {
  const value = params[name];
  if ((typeof value !== 'string' && typeof value !== 'number') || value === '') {
    throw new SlackError('invalid_arguments', {
      response_metadata: { messages: [`[ERROR] missing required field: ${name}`] },
    });
  }
  return String(value);
}

/** The channel that an argument names. Throws `channel_not_found`, also for private ones the app is not in. */
export function channelIn(call: Call, name = 'channel'): ChannelState {
  const channel = call.workspace.channels.get(required(call.params, name));
  if (channel === undefined || (channel.type !== 'channel' && !channel.members.has(call.workspace.botUserId))) {
    throw new SlackError('channel_not_found');
  }
  return channel;
}

/** One page of a list by `limit` and `cursor`, in Slack's form. */
export function page<T>(params: Fields, all: readonly T[], usual: number): { items: T[]; response_metadata: Fields } {
  const limit = Math.min(1000, Math.max(1, Number(params.limit ?? usual) || usual));
  const cursor = typeof params.cursor === 'string' ? params.cursor : '';
  const start = cursor === '' ? 0 : Number(Buffer.from(cursor, 'base64').toString('utf8').replace('next:', ''));
  if (!Number.isInteger(start) || start < 0) throw new SlackError('invalid_cursor');
  const end = start + limit;
  const next = end < all.length ? Buffer.from(`next:${end}`).toString('base64') : '';
  return { items: all.slice(start, end), response_metadata: { next_cursor: next } };
}
