// How does Discord write users, members, servers and channels in JSON?

import type { Payload } from './payload.ts';
import { channelPermissions } from './permissions.ts';
import {
  channelType,
  type World,
  type WorldChannel,
  type WorldGuild,
  type WorldMember,
  type WorldRole,
  type WorldUser,
} from './world.ts';

const joinedAt = '2024-01-01T00:00:00.000000+00:00';

export function userPayload(user: WorldUser): Payload {
  return {
    id: user.id,
    username: user.name.toLowerCase().replaceAll(/[^a-z0-9_.]/g, '_'),
    global_name: user.bot ? null : user.name,
    discriminator: '0',
    avatar: null,
    bot: user.bot,
    public_flags: 0,
  };
}

/** A member without the user, as it stands beside a message's author. */
export function memberPayload(member: WorldMember): Payload {
  return { roles: member.roleIds, joined_at: joinedAt, deaf: false, mute: false, flags: 0, nick: null, avatar: null };
}

/** A member in an interaction: with the user and with the permissions in that channel. */
export function interactionMember(channel: WorldChannel, user: WorldUser): Payload {
  const member = channel.guild?.members.get(user.id) ?? { user, roleIds: [] };
  return {
    ...memberPayload(member),
    user: userPayload(user),
    permissions: channelPermissions(channel, user).toString(),
  };
}

export function rolePayload(role: WorldRole, position: number): Payload {
  return {
    id: role.id,
    name: role.name,
    permissions: role.permissions.toString(),
    position,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    managed: role.botId !== undefined,
    ...(role.botId !== undefined && { tags: { bot_id: role.botId } }),
    mentionable: true,
    flags: 0,
  };
}

export function channelPayload(channel: WorldChannel): Payload {
  const base: Payload = {
    id: channel.id,
    type: channel.type,
    last_message_id: channel.messages.at(-1)?.id ?? null,
    flags: 0,
  };
  if (channel.type === channelType.dm) {
    return { ...base, recipients: channel.recipient ? [userPayload(channel.recipient)] : [] };
  }
  const inGuild: Payload = {
    ...base,
    name: channel.name,
    guild_id: channel.guild?.id,
    parent_id: channel.parent?.id ?? null,
  };
  if (channel.type === channelType.publicThread) {
    return {
      ...inGuild,
      owner_id: channel.guild?.ownerId,
      message_count: channel.messages.length,
      member_count: 1,
      rate_limit_per_user: 0,
      thread_metadata: {
        archived: channel.archived,
        locked: channel.locked,
        auto_archive_duration: 1440,
        archive_timestamp: joinedAt,
        create_timestamp: joinedAt,
      },
    };
  }
  return {
    ...inGuild,
    position: 0,
    nsfw: false,
    topic: null,
    rate_limit_per_user: 0,
    permission_overwrites: channel.overwrites.map((one) => ({
      id: one.id,
      type: one.type,
      allow: one.allow.toString(),
      deny: one.deny.toString(),
    })),
  };
}

/** The server as GUILD_CREATE tells it. Only the bot's own member is in it, as without the Guild Members intent. */
export function guildPayload(world: World, guild: WorldGuild): Payload {
  const own = guild.members.get(world.bot.id);
  const isThread = (channel: WorldChannel): boolean => channel.type === channelType.publicThread;
  return {
    id: guild.id,
    name: guild.name,
    icon: null,
    owner_id: guild.ownerId,
    preferred_locale: guild.locale,
    features: [],
    afk_timeout: 300,
    verification_level: 0,
    default_message_notifications: 1,
    explicit_content_filter: 0,
    mfa_level: 0,
    premium_tier: 0,
    nsfw_level: 0,
    system_channel_flags: 0,
    joined_at: joinedAt,
    large: false,
    unavailable: false,
    member_count: guild.members.size,
    roles: guild.roles.map(rolePayload),
    emojis: [],
    stickers: [],
    voice_states: [],
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
    members: own ? [{ ...memberPayload(own), user: userPayload(own.user) }] : [],
    channels: guild.channels.filter((channel) => !isThread(channel)).map(channelPayload),
    threads: guild.channels.filter(isThread).map(channelPayload),
  };
}
