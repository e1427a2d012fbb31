// What may somebody do in a channel?
import { PermissionFlagsBits } from 'discord.js';
import { ApiError, refusals } from './api-error.ts';
import { channelType, type Overwrite, type WorldChannel, type WorldGuild, type WorldUser } from './world.ts';

export type PermissionName = keyof typeof PermissionFlagsBits;

/** The permissions by name as the bit set Discord sends. */
export function permissionBits(names: readonly PermissionName[]): bigint {
  return names.reduce((bits, name) => bits | PermissionFlagsBits[name], 0n);
}

/** What @everyone may do in a new server. */
export const everyonePermissions = permissionBits([
  'ViewChannel',
  'SendMessages',
  'SendMessagesInThreads',
  'EmbedLinks',
  'AttachFiles',
  'AddReactions',
  'ReadMessageHistory',
  'UseApplicationCommands',
  'UseExternalApps',
  'CreatePublicThreads',
]);

const everything = Object.values(PermissionFlagsBits).reduce((bits, bit) => bits | bit, 0n);

/** A person's permissions in the whole server: @everyone's and those of their roles. */
export function guildPermissions(guild: WorldGuild, user: WorldUser): bigint {
  if (guild.ownerId === user.id) return everything;
  const roleIds = new Set([guild.id, ...(guild.members.get(user.id)?.roleIds ?? [])]);
  const bits = guild.roles.filter((role) => roleIds.has(role.id)).reduce((sum, role) => sum | role.permissions, 0n);
  return (bits & PermissionFlagsBits.Administrator) === 0n ? bits : everything;
}

function apply(bits: bigint, overwrites: readonly Overwrite[]): bigint {
  const deny = overwrites.reduce((sum, one) => sum | one.deny, 0n);
  const allow = overwrites.reduce((sum, one) => sum | one.allow, 0n);
  return (bits & ~deny) | allow;
}

/** A person's permissions in one channel: the server's, then the overwrites of @everyone, of roles and of the member. A thread has its parent's. */
export function channelPermissions(channel: WorldChannel, user: WorldUser): bigint {
  const guild = channel.guild;
  if (!guild) return everything;
  let bits = guildPermissions(guild, user);
  if (bits === everything) return bits;
  const { overwrites } = channel.parent ?? channel;
  const roleIds = guild.members.get(user.id)?.roleIds ?? [];
  bits = apply(
    bits,
    overwrites.filter((one) => one.id === guild.id),
  );
  bits = apply(
    bits,
    overwrites.filter((one) => one.type === 0 && roleIds.includes(one.id)),
  );
  return apply(
    bits,
    overwrites.filter((one) => one.type === 1 && one.id === user.id),
  );
}

export function may(channel: WorldChannel, user: WorldUser, permission: PermissionName): boolean {
  return (channelPermissions(channel, user) & PermissionFlagsBits[permission]) !== 0n;
}

/** Refuses with 50001 what the user does not see, and with 50013 what they may not do there. */
export function demand(channel: WorldChannel, user: WorldUser, ...permissions: PermissionName[]): void {
  if (channel.guild && user.bot && !channel.guild.botPresent) throw refusals.missingAccess();
  if (!may(channel, user, 'ViewChannel')) throw refusals.missingAccess();
  if (permissions.some((permission) => !may(channel, user, permission))) throw refusals.missingPermissions();
}

/** Whether the user may write here at all, and put these things in the message. */
export function demandWriting(
  channel: WorldChannel,
  user: WorldUser,
  carries: { embeds: boolean; files: boolean },
): void {
  if (channel.type === channelType.dm) {
    if (channel.recipient?.acceptsDms === false) throw refusals.cannotReachUser();
    return;
  }
  demand(channel, user, channel.type === channelType.publicThread ? 'SendMessagesInThreads' : 'SendMessages');
  if (channel.locked) throw refusals.archivedThread();
  if (carries.embeds) demand(channel, user, 'EmbedLinks');
  if (carries.files) demand(channel, user, 'AttachFiles');
}

/** Whether an error is one of Discord's refusals. */
export function isRefusal(error: unknown): error is ApiError {
  return error instanceof ApiError;
}
