// Which message is the question about, and can it be read?

import { type APIMessage, Routes } from 'discord.js';
import type { Subject } from '../../bot/incoming.ts';
import type { DiscordLink } from './discord-link.ts';
import { kindOfFailure } from './failure.ts';
import { messageLink, subjectOf } from './message-text.ts';
import type { GatewayMessage, ReadQuestion } from './read-question.ts';

/**
 * The message replied to, else what the question brings along. Discord sends the message replied to with the question,
 * but not always: then it is fetched.
 * @throws whatever the network throws: not having seen it is no reason to say it is gone.
 */
export async function readSubject(
  message: GatewayMessage,
  { about, brought }: ReadQuestion,
  { rest }: Pick<DiscordLink, 'rest'>,
): Promise<Subject | undefined> {
  if (about === undefined) return brought;
  const link = messageLink(message.guild_id, about.channel, about.id);
  if (message.referenced_message === null) return { text: '', link, unreadable: 'deleted' };
  if (message.referenced_message !== undefined) return subjectOf(message.referenced_message, link);
  try {
    return subjectOf((await rest.get(Routes.channelMessage(about.channel, about.id))) as APIMessage, link);
  } catch (error) {
    const kind = kindOfFailure(error);
    if (kind === 'gone') return { text: '', link, unreadable: 'deleted' };
    if (kind === 'forbidden') return { text: '', link, unreadable: 'no-permission' };
    throw error;
  }
}
