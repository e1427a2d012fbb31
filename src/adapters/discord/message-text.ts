// What does a Discord message say, all of it that can be read?

import { type APIEmbed, type APIMessage, MessageReferenceType } from 'discord.js';
import type { Subject } from '../../bot/incoming.ts';

type Readable = Pick<APIMessage, 'content' | 'embeds' | 'attachments'> & Partial<Pick<APIMessage, 'message_snapshots'>>;

/**
 * The words of a message: its text, its embeds, what its pictures are described as, and a message forwarded in it. What
 * is missing, null or no text says nothing.
 */
export function textOfMessage(message: Partial<Readable>): string {
  const { content, embeds, attachments, message_snapshots: snapshots } = message;
  return [
    textOf(content),
    ...listOf(embeds).map(textOfEmbed),
    ...listOf(attachments).map(({ description }) => textOf(description)),
    ...listOf(snapshots).map((snapshot) => textOfMessage(snapshot.message ?? {})),
  ]
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join('\n');
}

function textOfEmbed({ title, description, fields, url }: APIEmbed): string {
  const parts = [title, description, ...listOf(fields).flatMap(({ name, value }) => [name, value]), url];
  return parts
    .map(textOf)
    .filter((part) => part !== '')
    .join('\n');
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The objects in a list; none where it is no list. */
function listOf<T>(value: readonly T[] | null | undefined): T[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'object' && each !== null) : [];
}

/** Whether a message carries nothing at all that Discord let the bot see: the sign of a missing permission. */
export function isVeiled(message: Partial<APIMessage>): boolean {
  const nothing = textOfMessage(message) === '';
  return (
    nothing &&
    listOf(message.attachments).length === 0 &&
    listOf(message.components).length === 0 &&
    listOf(message.sticker_items).length === 0
  );
}

/** A message as what a question is about. */
export function subjectOf(message: Partial<APIMessage>, link: string): Subject {
  const subject = { text: textOfMessage(message), link };
  return isVeiled(message) ? { ...subject, unreadable: 'no-permission' } : subject;
}

/** The message that this one replies to, as an address; undefined where it replies to none. */
export function repliedTo(message: Pick<APIMessage, 'message_reference'>): { channel: string; id: string } | undefined {
  const { message_reference: reference } = message;
  if (!reference || reference.type === MessageReferenceType.Forward) return undefined;
  const { channel_id: channel, message_id: id } = reference;
  return typeof channel === 'string' && typeof id === 'string' ? { channel, id } : undefined;
}

/** A link to a message for people. */
export function messageLink(guild: string | undefined, channel: string, id: string): string {
  return `https://discord.com/channels/${guild ?? '@me'}/${channel}/${id}`;
}
