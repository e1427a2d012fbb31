// What of a message does the application get to read?
import { GatewayIntentBits } from 'discord.js';
import { asPayload, asPayloads, type Payload } from './payload.ts';
import { may } from './permissions.ts';
import { isBetweenPeople, type World, type WorldEvent, type WorldMessage } from './world.ts';

/** Discord empties these without the Message Content intent, in the message and in the message it refers to. */
const emptied = { content: '', embeds: [], attachments: [], components: [] } as const;

function readable(world: World, payload: Payload, inGuild: boolean): boolean {
  const mentioned = asPayloads(payload.mentions).some((user) => user.id === world.bot.id);
  return !inGuild || mentioned || asPayload(payload.author).id === world.bot.id;
}

/**
 * The message as the application sees it. Without the intent, what was said stays only in messages that mention the
 * bot, in direct messages and in its own; a message that is replied to is judged by itself, not by the reply.
 */
export function visibleMessage(world: World, payload: Payload, inGuild: boolean, contentGranted: boolean): Payload {
  if (contentGranted) return payload;
  const seen: Payload = readable(world, payload, inGuild) ? { ...payload } : { ...payload, ...emptied };
  if (!readable(world, payload, inGuild)) {
    delete seen.poll;
    if (seen.message_snapshots) {
      seen.message_snapshots = asPayloads(seen.message_snapshots).map((snapshot) => ({
        message: { ...asPayload(snapshot.message), ...emptied },
      }));
    }
  }
  if (seen.referenced_message) {
    seen.referenced_message = visibleMessage(world, asPayload(seen.referenced_message), inGuild, false);
  }
  return seen;
}

/** MESSAGE_CREATE or MESSAGE_UPDATE: told to sessions with the right intent, of channels the bot sees. */
export function messageEvent(world: World, name: string, message: WorldMessage, payload: Payload): WorldEvent {
  const { channel } = message;
  const guild = channel.guild;
  const wanted = guild ? GatewayIntentBits.GuildMessages : GatewayIntentBits.DirectMessages;
  return {
    name,
    ...(guild && { guildId: guild.id }),
    payload(intents) {
      if ((intents & wanted) === 0 || isBetweenPeople(channel)) return undefined;
      if (guild && (!guild.botPresent || !may(channel, world.bot, 'ViewChannel'))) return undefined;
      return visibleMessage(world, payload, guild !== undefined, (intents & GatewayIntentBits.MessageContent) !== 0);
    },
  };
}
