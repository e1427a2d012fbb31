// What can a test do with one workspace?

import { sendEvent } from './events.ts';
import { createPerson } from './hands.ts';
import { installToken, spoilTokens } from './installation.ts';
import type { Message } from './message.ts';
import { type Action, act } from './outcome.ts';
import type { Person } from './person.ts';
import type { ResponseUrls } from './response-urls.ts';
import type { SlackState } from './slack-state.ts';
import type { ChannelState, TokenStatus, UserState, WorkspaceState } from './world.ts';

export interface UserOptions {
  /** Default en-US. */
  readonly locale?: string;
  readonly admin?: boolean;
  readonly owner?: boolean;
  readonly realName?: string;
  /** Another app's bot user. */
  readonly bot?: boolean;
}

export interface ChannelOptions {
  /** Members; default everybody who exists by then. */
  readonly members?: readonly Person[];
  readonly private?: boolean;
  /** A direct message of several people. */
  readonly group?: boolean;
  /** Whether the app is in it. Default true. */
  readonly withApp?: boolean;
}

export interface Workspace {
  readonly id: string;
  readonly name: string;
  readonly botUserId: string;
  readonly botId: string;
  /** The newest bot token. Throws when the app is not installed. */
  readonly botToken: string;
  readonly state: WorkspaceState;
  user(name: string, options?: UserOptions): Person;
  /** Makes a channel and returns its id. People made later join it when no members were given. */
  channel(name: string, options?: ChannelOptions): string;
  group(handle: string, members: readonly Person[]): string;
  /** Messages of a channel, oldest first; with a viewer that person's ephemeral ones as well. */
  messages(channel: string, viewer?: Person): Message[];
  /** The last of them. Throws when there is none. */
  lastMessage(channel: string, viewer?: Person): Message;
  /** Tokens fail from now on: `token_revoked`, `account_inactive`, `invalid_auth`; `live` mends them. No event. */
  tokensBecome(status: TokenStatus): void;
  /** Takes scopes away from every token. */
  withoutScopes(...scopes: string[]): void;
  /** Somebody deletes every file of the workspace. */
  deletesFiles(): void;
  /** An admin removes the app: tokens stop, `app_uninstalled` and `tokens_revoked` are sent. */
  uninstallsApp(): Action;
  /** An admin revokes the bot token: `tokens_revoked` is sent. */
  revokesTokens(): Action;
}

export function createWorkspace(
  state: SlackState,
  responseUrls: ResponseUrls,
  options: { name: string; installed: boolean },
): Workspace {
  const bot: UserState = {
    id: state.ids.next('U'),
    name: state.app.name,
    realName: state.app.name,
    locale: 'en-US',
    isAdmin: false,
    isOwner: false,
    isBot: true,
    deleted: false,
  };
  const world: WorkspaceState = {
    id: state.ids.next('T'),
    name: options.name,
    domain: options.name.toLowerCase().replace(/[^a-z0-9]+/g, '-'),
    botUserId: bot.id,
    botId: state.ids.next('B'),
    installed: false,
    tokens: new Map(),
    users: new Map([[bot.id, bot]]),
    channels: new Map(),
    groups: new Map(),
    files: new Map(),
    homes: new Map(),
    modals: new Map(),
  };
  state.workspaces.set(world.id, world);
  if (options.installed) installToken(state, world, state.app.scopes);
  const open = new Set<ChannelState>();

  const messages = (channelId: string, viewer?: Person): Message[] => {
    const channel = world.channels.get(channelId);
    if (channel === undefined) throw new Error(`No channel ${channelId}`);
    return channel.messages.filter((message) => message.viewer === undefined || message.viewer === viewer?.id);
  };
  const leave = (status: TokenStatus, events: readonly string[]): Action =>
    act(state, bot.id, () => {
      const details: Record<string, object> = {
        tokens_revoked: { tokens: { oauth: [], bot: [bot.id] } },
        app_uninstalled: {},
      };
      // The events are the last that reach the app: it is told, then it is gone.
      const acks = events.map((type) => sendEvent(state, world.id, type, { type, ...details[type] }));
      spoilTokens(world, status);
      if (status === 'account_inactive') world.installed = false;
      return { ack: acks[0] };
    });

  return {
    id: world.id,
    name: world.name,
    botUserId: bot.id,
    botId: world.botId,
    state: world,
    get botToken() {
      const token = [...world.tokens.keys()].at(-1);
      if (token === undefined) throw new Error(`The app is not installed in ${world.name}`);
      return token;
    },
    user(name, { locale = 'en-US', admin = false, owner = false, realName = name, bot: isBot = false } = {}) {
      const user: UserState = {
        id: state.ids.next('U'),
        name,
        realName,
        locale,
        isAdmin: admin,
        isOwner: owner,
        isBot,
        deleted: false,
      };
      world.users.set(user.id, user);
      for (const channel of open) channel.members.add(user.id);
      return createPerson({ state, responseUrls, workspace: world, user });
    },
    channel(name, { members, private: isPrivate = false, group = false, withApp = true } = {}) {
      const everybody = [...world.users.keys()].filter((id) => id !== bot.id);
      const channel: ChannelState = {
        id: state.ids.next('C'),
        name,
        type: group ? 'mpim' : isPrivate ? 'group' : 'channel',
        members: new Set([...(members?.map((person) => person.id) ?? everybody), ...(withApp ? [bot.id] : [])]),
        archived: false,
        messages: [],
      };
      world.channels.set(channel.id, channel);
      if (members === undefined) open.add(channel);
      return channel.id;
    },
    group(handle, members) {
      const id = state.ids.next('S');
      world.groups.set(id, { id, handle, name: handle, members: new Set(members.map((person) => person.id)) });
      return id;
    },
    messages,
    lastMessage(channelId, viewer) {
      const message = messages(channelId, viewer).at(-1);
      if (message === undefined) throw new Error('There is no message.');
      return message;
    },
    tokensBecome: (status) => spoilTokens(world, status),
    withoutScopes(...scopes) {
      for (const token of world.tokens.values()) token.scopes = token.scopes.filter((scope) => !scopes.includes(scope));
    },
    deletesFiles() {
      for (const file of world.files.values()) file.deleted = true;
    },
    uninstallsApp: () => leave('account_inactive', ['tokens_revoked', 'app_uninstalled']),
    revokesTokens: () => leave('token_revoked', ['tokens_revoked']),
  };
}
