// What may the bot do in a channel?

import { type Client, PermissionFlagsBits } from 'discord.js';

export interface ChannelRights {
  readonly write: boolean;
  readonly embed: boolean;
  /** Without it Discord refuses replies. */
  readonly readHistory: boolean;
}

const ALL: ChannelRights = { write: true, embed: true, readHistory: true };

/**
 * Asked before posting, since Discord counts refusals and shuts a bot out that collects them. All, where it is not known.
 */
export function rightsIn(client: Client, channelId: string): ChannelRights {
  const channel = client.channels.cache.get(channelId);
  if (channel === undefined || channel.isDMBased() || client.user === null) return ALL;
  const rights = channel.permissionsFor(client.user);
  if (rights === null) return ALL;
  const write = channel.isThread() ? PermissionFlagsBits.SendMessagesInThreads : PermissionFlagsBits.SendMessages;
  return {
    write: rights.has(PermissionFlagsBits.ViewChannel) && rights.has(write),
    embed: rights.has(PermissionFlagsBits.EmbedLinks),
    readHistory: rights.has(PermissionFlagsBits.ReadMessageHistory),
  };
}
