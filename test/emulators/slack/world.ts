// Who and what exists in the emulated Slack?

import type { Message } from './message.ts';
import type { Fields } from './payload.ts';
import type { View } from './view.ts';

export interface UserState {
  readonly id: string;
  readonly name: string;
  readonly realName: string;
  locale: string;
  isAdmin: boolean;
  isOwner: boolean;
  readonly isBot: boolean;
  deleted: boolean;
}

export interface ChannelState {
  readonly id: string;
  readonly name: string;
  readonly type: 'channel' | 'group' | 'im' | 'mpim';
  readonly members: Set<string>;
  archived: boolean;
  /** Every message, ephemeral ones included, oldest first. */
  readonly messages: Message[];
}

export interface GroupState {
  readonly id: string;
  readonly handle: string;
  readonly name: string;
  readonly members: Set<string>;
}

/** `live`, or how Slack refuses it. */
export type TokenStatus = 'live' | 'token_revoked' | 'account_inactive' | 'invalid_auth' | 'token_expired';

export interface TokenState {
  readonly token: string;
  status: TokenStatus;
  scopes: readonly string[];
}

export interface FileState {
  readonly id: string;
  readonly name: string;
  /** Who uploaded it. */
  readonly user: string;
  /** Bytes, as the upload said. */
  readonly length: number;
  content: Buffer | undefined;
  deleted: boolean;
  body: Fields;
}

export interface WorkspaceState {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  readonly botUserId: string;
  readonly botId: string;
  installed: boolean;
  readonly tokens: Map<string, TokenState>;
  readonly users: Map<string, UserState>;
  readonly channels: Map<string, ChannelState>;
  readonly groups: Map<string, GroupState>;
  readonly files: Map<string, FileState>;
  /** Home tabs by person. */
  readonly homes: Map<string, View>;
  /** Open modals by person, the topmost last. */
  readonly modals: Map<string, View[]>;
}

/** Counters that give every id and timestamp once. */
export interface Ids {
  next(prefix: string): string;
  /** A message timestamp: seconds with six decimals, ever rising. */
  ts(): string;
  secret(prefix: string): string;
}

export function createIds(now: () => number): Ids {
  let count = 0;
  let lastMicros = 0;
  const next = (prefix: string) => {
    count += 1;
    return `${prefix}${count.toString(36).toUpperCase().padStart(9, '0')}`;
  };
  return {
    next,
    ts() {
      lastMicros = Math.max(lastMicros + 1, now() * 1000);
      return `${Math.floor(lastMicros / 1e6)}.${String(lastMicros % 1e6).padStart(6, '0')}`;
    },
    secret: (prefix) => `${prefix}-${next('S')}-emulated`,
  };
}
