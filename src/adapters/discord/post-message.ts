// How does a message get into a channel, once and whole?

import {
  type APIChannel,
  type APIMessage,
  type RawFile,
  type RESTPostAPIChannelMessageJSONBody,
  Routes,
} from 'discord.js';
import type { Answer } from '../../bot/answer.ts';
import type { AttachedFile } from '../../bot/reply.ts';
import type { DiscordLink } from './discord-link.ts';
import { kindOfFailure } from './failure.ts';
import { checkBody, type MessageBody } from './message-body.ts';
import { NoRightError } from './no-right-error.ts';
import { rightsIn } from './permissions.ts';
import { renderAnswer, renderWithoutEmbed } from './render-answer.ts';

export interface Posting {
  readonly channel: string;
  readonly answer: Answer;
  /** The message to reply to. */
  readonly replyTo?: string | undefined;
  /** At most 25 characters; Discord posts the same one once, so that a retry after a cut connection does not double it. */
  readonly nonce: string;
  readonly files?: readonly AttachedFile[] | undefined;
  /** The one person it is addressed to, and who is notified. */
  readonly addressee?: string | undefined;
}

/** Nobody is ever notified but whom an answer is addressed to. */
export const NO_PINGS = { parse: [], replied_user: false } as const;

/**
 * Posts an answer; as plain text where the bot may not embed, on its own where it may not reply.
 * @throws NoRightError where the bot may not write; DiscordAPIError; whatever the network throws, twice in a row.
 */
export async function postAnswer(
  { client, rest }: Pick<DiscordLink, 'client' | 'rest'>,
  posting: Posting,
): Promise<APIMessage> {
  const rights = rightsIn(client, posting.channel);
  if (!rights.write) throw new NoRightError('the bot may not write in this channel');
  const body = checkBody(rights.embed ? renderAnswer(posting.answer) : renderWithoutEmbed(posting.answer));
  const replyTo = rights.readHistory ? posting.replyTo : undefined;
  try {
    return await send(rest, posting, body, replyTo);
  } catch (error) {
    const kind = kindOfFailure(error);
    if (kind === 'no-history') return send(rest, posting, body, undefined);
    // A connection that was cut may have carried the message through: the nonce keeps it from being posted again.
    if (kind === 'cut') return send(rest, posting, body, replyTo);
    throw error;
  }
}

async function send(
  rest: DiscordLink['rest'],
  { channel, nonce, files, addressee }: Posting,
  drawn: MessageBody,
  replyTo: string | undefined,
): Promise<APIMessage> {
  const body: RESTPostAPIChannelMessageJSONBody = {
    content: addressee === undefined ? drawn.content : `<@${addressee}> ${drawn.content}`.trim(),
    embeds: [...drawn.embeds],
    components: [...drawn.components],
    allowed_mentions:
      addressee === undefined ? { ...NO_PINGS, parse: [] } : { users: [addressee], replied_user: false },
    nonce,
    enforce_nonce: true,
    ...(replyTo !== undefined && { message_reference: { message_id: replyTo, fail_if_not_exists: false } }),
  };
  return (await rest.post(Routes.channelMessages(channel), { body, ...withFiles(files) })) as APIMessage;
}

/** Files as the REST client takes them. */
export function withFiles(files: readonly AttachedFile[] | undefined): { files?: RawFile[] } {
  if (files === undefined || files.length === 0) return {};
  return { files: files.map(({ name, content }) => ({ name, data: Buffer.from(content) })) };
}

/**
 * Puts an answer in the place of an earlier one.
 * @throws DiscordAPIError; whatever the network throws.
 */
export async function editAnswer(
  { client, rest }: Pick<DiscordLink, 'client' | 'rest'>,
  { channel, message }: { readonly channel: string; readonly message: string },
  answer: Answer,
): Promise<void> {
  const drawn = checkBody(rightsIn(client, channel).embed ? renderAnswer(answer) : renderWithoutEmbed(answer));
  const body = { ...drawn, allowed_mentions: NO_PINGS };
  await rest.patch(Routes.channelMessage(channel, message), { body });
}

/** The channel of the direct messages with a person. */
export async function openDirect({ rest }: Pick<DiscordLink, 'rest'>, person: string): Promise<string> {
  const channel = (await rest.post(Routes.userChannels(), { body: { recipient_id: person } })) as APIChannel;
  return channel.id;
}
