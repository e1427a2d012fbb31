// What exists in the emulated Discord?
import type { EmulatorClock } from './clock.ts';
import type { Payload } from './payload.ts';
import type { Signal } from './signal.ts';
import { type SnowflakeSource, snowflakeSource } from './snowflake.ts';

export const channelType = { text: 0, dm: 1, publicThread: 11 } as const;

export interface WorldUser {
  id: string;
  name: string;
  bot: boolean;
  /** The language of this person's Discord, sent with interactions. */
  locale: string;
  /** False: the bot's direct messages to this person are refused with 50007. */
  acceptsDms: boolean;
}

export interface WorldRole {
  id: string;
  name: string;
  permissions: bigint;
  /** The bot whose own role it is. */
  botId?: string;
}

export interface WorldMember {
  user: WorldUser;
  roleIds: string[];
}

export interface WorldGuild {
  id: string;
  name: string;
  /** The server's own language, `guild_locale` of its interactions. */
  locale: string;
  ownerId: string;
  /** Whether the bot has been added. A user-installed app is used in servers where it has not. */
  botPresent: boolean;
  /** The first is @everyone, whose id is the guild's. */
  roles: WorldRole[];
  members: Map<string, WorldMember>;
  channels: WorldChannel[];
}

export interface Overwrite {
  id: string;
  /** 0 for a role, 1 for a member. */
  type: 0 | 1;
  allow: bigint;
  deny: bigint;
}

export interface WorldChannel {
  id: string;
  type: number;
  name: string;
  guild?: WorldGuild;
  /** The channel a thread hangs on. */
  parent?: WorldChannel;
  /** The person at the other end of a direct message. */
  recipient?: WorldUser;
  overwrites: Overwrite[];
  archived: boolean;
  locked: boolean;
  messages: WorldMessage[];
}

/** A message as it stands now. The object stays the same when the message is edited or deleted. */
export interface WorldMessage {
  readonly id: string;
  readonly channel: WorldChannel;
  readonly author: WorldUser;
  /** The message object as Discord would send it, with everything in it. */
  payload: Payload;
  deleted: boolean;
  /** How many times it was edited; filling in a deferral does not count. */
  edits: number;
  /** Set on private (ephemeral) messages: the only person who sees it. */
  onlyFor?: WorldUser;
  /** The users and roles that got a notification, as `<@id>`, `<@&id>`, `@everyone` or `@here`. */
  pinged: string[];
}

/** A direct message channel that the bot is no part of; only user-installed commands reach it from there. */
export function isBetweenPeople(channel: WorldChannel): boolean {
  return channel.type === channelType.dm && channel.recipient === undefined;
}

/** What happened, for the gateway to tell: the payload may differ with the intents of a session, undefined means "not told". */
export interface WorldEvent {
  name: string;
  guildId?: string;
  payload(intents: number): Payload | undefined;
}

export interface World {
  readonly clock: EmulatorClock;
  readonly ids: SnowflakeSource;
  readonly signal: Signal;
  readonly applicationId: string;
  readonly bot: WorldUser;
  /** Whether the application has the Message Content intent in the developer portal. */
  messageContent: boolean;
  readonly users: Map<string, WorldUser>;
  readonly guilds: Map<string, WorldGuild>;
  readonly channels: Map<string, WorldChannel>;
  /** Tells the connected sessions; set by the gateway. */
  announce(event: WorldEvent): void;
}

export interface WorldOptions {
  clock: EmulatorClock;
  signal: Signal;
  botName: string;
  messageContent: boolean;
}

export function createWorld({ clock, signal, botName, messageContent }: WorldOptions): World {
  const ids = snowflakeSource(clock);
  const applicationId = ids.nextOld();
  const bot: WorldUser = { id: applicationId, name: botName, bot: true, locale: 'en-US', acceptsDms: false };
  return {
    clock,
    ids,
    signal,
    applicationId,
    bot,
    messageContent,
    users: new Map([[bot.id, bot]]),
    guilds: new Map(),
    channels: new Map(),
    announce: () => undefined,
  };
}
