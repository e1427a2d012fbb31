// How does a test furnish a server?
import { type ChannelTools, type EmulatedChannel, emulatedChannel } from './channel.ts';
import { writeMessage } from './messages.ts';
import { everyonePermissions, type PermissionName, permissionBits } from './permissions.ts';
import type { Person } from './person.ts';
import { channelPayload, guildPayload, rolePayload } from './wire.ts';
import {
  channelType,
  type World,
  type WorldChannel,
  type WorldGuild,
  type WorldRole,
  type WorldUser,
} from './world.ts';

/** A server ("guild"), as a test holds it. */
export interface EmulatedGuild {
  readonly id: string;
  readonly world: WorldGuild;
  channel(name: string): EmulatedChannel;
  /** `botId` makes it the role that Discord itself gives a bot. */
  role(name: string, permissions?: PermissionName[], options?: { botId?: string }): WorldRole;
  /** Makes a person a member, with these roles. People who write here become members by themselves. */
  join(person: Person, ...roles: WorldRole[]): void;
  /** Changes what @everyone or another role may do in the server. */
  setPermissions(role: WorldRole, permissions: PermissionName[]): void;
  readonly everyone: WorldRole;
  /** The bot is added now, or removed. */
  addBot(): void;
  removeBot(): void;
}

export interface GuildOptions {
  name?: string;
  /** The server's language; default `en-US`. */
  locale?: string;
  /** Default true. False: a server where the app can only be used by those who installed it for themselves. */
  bot?: boolean;
  /** Default: somebody who never speaks. */
  owner?: Person;
}

export function channelTools(world: World): ChannelTools {
  const tools: ChannelTools = {
    makeThread(parent, name) {
      const { guild } = parent;
      const thread = newChannel(world, { type: channelType.publicThread, name, parent, ...(guild && { guild }) });
      guild?.channels.push(thread);
      if (guild)
        world.announce({
          name: 'THREAD_CREATE',
          guildId: guild.id,
          payload: () => ({ ...channelPayload(thread), newly_created: true }),
        });
      return emulatedChannel(world, thread, tools);
    },
    webhookSays(channel, text) {
      const id = world.ids.next();
      const author: WorldUser = { id, name: 'A webhook', bot: true, locale: 'en-US', acceptsDms: false };
      return writeMessage(world, channel, { author, content: text, extra: { webhook_id: id } });
    },
  };
  return tools;
}

/** A channel with nothing in it, known to the world but not yet told to anyone. */
export function newChannel(
  world: World,
  given: Pick<WorldChannel, 'type' | 'name'> & Partial<Pick<WorldChannel, 'guild' | 'parent' | 'recipient'>>,
): WorldChannel {
  const channel: WorldChannel = {
    id: world.ids.next(),
    overwrites: [],
    archived: false,
    locked: false,
    messages: [],
    ...given,
  };
  world.channels.set(channel.id, channel);
  return channel;
}

export function emulatedGuild(world: World, options: GuildOptions): EmulatedGuild {
  const id = world.ids.nextOld();
  const everyone: WorldRole = { id, name: '@everyone', permissions: everyonePermissions };
  const guild: WorldGuild = {
    id,
    name: options.name ?? 'A server',
    locale: options.locale ?? 'en-US',
    ownerId: options.owner?.id ?? world.ids.next(),
    botPresent: options.bot ?? true,
    roles: [everyone],
    members: new Map(),
    channels: [],
  };
  const tools = channelTools(world);
  const tell = (name: string, payload: () => Record<string, unknown>): void =>
    world.announce({
      name,
      guildId: id,
      payload: () => (guild.botPresent || name === 'GUILD_DELETE' ? payload() : undefined),
    });
  world.guilds.set(id, guild);
  if (guild.botPresent) guild.members.set(world.bot.id, { user: world.bot, roleIds: [] });
  tell('GUILD_CREATE', () => guildPayload(world, guild));

  return {
    id,
    world: guild,
    everyone,
    channel(name) {
      const channel = newChannel(world, { type: channelType.text, name, guild });
      guild.channels.push(channel);
      tell('CHANNEL_CREATE', () => channelPayload(channel));
      return emulatedChannel(world, channel, tools);
    },
    role(name, permissions = [], { botId } = {}) {
      const role: WorldRole = {
        id: world.ids.next(),
        name,
        permissions: permissionBits(permissions),
        ...(botId !== undefined && { botId }),
      };
      guild.roles.push(role);
      tell('GUILD_ROLE_CREATE', () => ({ guild_id: id, role: rolePayload(role, guild.roles.length) }));
      return role;
    },
    join(person, ...roles) {
      guild.members.set(person.id, { user: person.world, roleIds: roles.map((role) => role.id) });
    },
    setPermissions(role, permissions) {
      role.permissions = permissionBits(permissions);
      tell('GUILD_ROLE_UPDATE', () => ({ guild_id: id, role: rolePayload(role, guild.roles.indexOf(role)) }));
    },
    addBot() {
      guild.botPresent = true;
      guild.members.set(world.bot.id, { user: world.bot, roleIds: [] });
      tell('GUILD_CREATE', () => guildPayload(world, guild));
    },
    removeBot() {
      guild.botPresent = false;
      guild.members.delete(world.bot.id);
      tell('GUILD_DELETE', () => ({ id }));
    },
  };
}
