// Is this message a question to the bot, and what does it ask?

import { type GatewayMessageCreateDispatchData, MessageType } from 'discord.js';
import type { Subject } from '../../bot/incoming.ts';
import { neededText } from './fields.ts';
import { messageLink, repliedTo, textOfMessage } from './message-text.ts';

/** A message as the gateway tells it, in a server or in direct messages. */
export type GatewayMessage = GatewayMessageCreateDispatchData;

/** Who the bot is in the place of the message. */
export interface Self {
  readonly id: string;
  /** The role Discord made for the bot in this server: people pick it by mistake for the bot itself. */
  readonly role?: string | undefined;
}

export interface ReadQuestion {
  /** The asker's words without the mention. */
  readonly text: string;
  /** What the message brings along itself: a forwarded message, a picture's description. */
  readonly brought?: Subject | undefined;
  /** The message to be read, where it replies to one. */
  readonly about?: { readonly channel: string; readonly id: string } | undefined;
}

/**
 * Undefined where the message does not ask the bot: by a bot or a webhook, a system message, without a mention in a
 * server. A reply to the bot's own message mentions it without a word (the "ping" of a reply): that is no question
 * either, only a mention written out is.
 * @throws TypeError where an id is missing: there is then nobody, or no place, to answer.
 */
export function readQuestion(message: GatewayMessage, self: Self): ReadQuestion | undefined {
  if (message.author.bot === true || message.webhook_id !== undefined) return undefined;
  if (message.type !== MessageType.Default && message.type !== MessageType.Reply) return undefined;
  const mention = mentionPattern(self);
  const content = typeof message.content === 'string' ? message.content : '';
  const inServer = message.guild_id !== undefined;
  if (inServer && !mention.test(content)) return undefined;
  checkIds(message);
  const text = content.replaceAll(mention, ' ').replace(/ {2,}/g, ' ').trim();
  const brought = textOfMessage({ ...message, content: '', embeds: [] });
  return {
    text,
    brought:
      brought === ''
        ? undefined
        : { text: brought, link: messageLink(message.guild_id, message.channel_id, message.id) },
    about: repliedTo(message),
  };
}

/** @throws TypeError where an id is missing that a reply needs. */
export function checkIds({ id, channel_id, guild_id, author }: GatewayMessage): void {
  neededText(id, "the message's id");
  neededText(channel_id, "the channel's id");
  neededText(author?.id, "the author's id");
  if (guild_id !== undefined) neededText(guild_id, "the server's id");
}

function mentionPattern({ id, role }: Self): RegExp {
  return new RegExp(role === undefined ? `<@!?${id}>` : `<@!?${id}>|<@&${role}>`, 'g');
}
