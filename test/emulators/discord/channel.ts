// What can a test do and see in a channel?
import { deleteMessage, deleteTogether } from './messages.ts';
import { type PermissionName, permissionBits } from './permissions.ts';
import { channelPayload } from './wire.ts';
import type { Overwrite, World, WorldChannel, WorldMessage, WorldRole, WorldUser } from './world.ts';

/** A channel, a thread or a direct message, as a test holds it. */
export interface EmulatedChannel {
  readonly id: string;
  readonly name: string;
  readonly world: WorldChannel;
  /** Everything written here and not deleted, private messages included, in order. */
  readonly messages: WorldMessage[];
  /** The bot's public messages here, in order. */
  readonly botMessages: WorldMessage[];
  /** The bot's next public message here that no earlier call returned; waits for it if need be. */
  nextMessage(): Promise<WorldMessage>;
  /** Changes permissions of a role or of a person (the bot: `emulator.bot`) in this channel. Default: the bot. */
  permit(change: { allow?: PermissionName[]; deny?: PermissionName[]; for?: WorldRole | WorldUser }): void;
  /** A public thread on this channel. */
  thread(name: string): EmulatedChannel;
  archive(state: { archived: boolean; locked?: boolean }): void;
  /** A message by a webhook, which bots should not answer. */
  webhookSays(text: string): WorldMessage;
  /** A moderator's bulk deletion: one MESSAGE_DELETE_BULK. */
  purge(messages: readonly WorldMessage[]): void;
  /** Deletes the channel, and tells the bot. */
  remove(): void;
}

/** What a channel's handle needs of the emulator. */
export interface ChannelTools {
  makeThread(parent: WorldChannel, name: string): EmulatedChannel;
  webhookSays(channel: WorldChannel, text: string): WorldMessage;
}

export function emulatedChannel(world: World, channel: WorldChannel, tools: ChannelTools): EmulatedChannel {
  const returned = new Set<WorldMessage>();
  const isPublicByBot = (message: WorldMessage): boolean => message.author === world.bot && !message.onlyFor;
  const tell = (name: string): void =>
    world.announce({
      name,
      ...(channel.guild && { guildId: channel.guild.id }),
      payload: () => channelPayload(channel),
    });
  return {
    id: channel.id,
    name: channel.name,
    world: channel,
    get messages() {
      return channel.messages.filter((message) => !message.deleted);
    },
    get botMessages() {
      return channel.messages.filter((message) => isPublicByBot(message) && !message.deleted);
    },
    async nextMessage() {
      const next = await world.signal.until(
        () => channel.messages.find((message) => isPublicByBot(message) && !returned.has(message)),
        `a message of the bot in #${channel.name}`,
      );
      returned.add(next);
      return next;
    },
    permit({ allow = [], deny = [], for: target = world.bot }) {
      const type: Overwrite['type'] = 'permissions' in target ? 0 : 1;
      channel.overwrites = channel.overwrites.filter((one) => one.id !== target.id);
      channel.overwrites.push({ id: target.id, type, allow: permissionBits(allow), deny: permissionBits(deny) });
      tell('CHANNEL_UPDATE');
    },
    thread: (name) => tools.makeThread(channel, name),
    archive({ archived, locked = false }) {
      channel.archived = archived;
      channel.locked = locked;
      tell('THREAD_UPDATE');
    },
    webhookSays: (text) => tools.webhookSays(channel, text),
    purge: (messages) => deleteTogether(world, channel, messages),
    remove() {
      for (const message of channel.messages) if (message.onlyFor) deleteMessage(world, message);
      world.channels.delete(channel.id);
      if (channel.guild) channel.guild.channels = channel.guild.channels.filter((one) => one !== channel);
      tell(channel.parent ? 'THREAD_DELETE' : 'CHANNEL_DELETE');
    },
  };
}
