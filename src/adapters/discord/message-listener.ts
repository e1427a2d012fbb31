// What does the bot do when a message is written, edited or deleted?

import {
  type GatewayMessageDeleteBulkDispatchData,
  type GatewayMessageDeleteDispatchData,
  type GatewayMessageUpdateDispatchData,
  Routes,
  SnowflakeUtil,
} from 'discord.js';
import type { IncomingQuestion, Subject } from '../../bot/incoming.ts';
import { cannotWhisper, couldNotCheck } from '../../bot/platform-notices.ts';
import type { AnswerReply } from '../../bot/reply.ts';
import { type MessageAddress, readAddress, writeAddress } from './address.ts';
import type { DiscordLink } from './discord-link.ts';
import { kindOfFailure } from './failure.ts';
import { neededText, textsIn } from './fields.ts';
import { messageLink } from './message-text.ts';
import { editAnswer, openDirect, postAnswer } from './post-message.ts';
import { checkIds, type GatewayMessage, type ReadQuestion, readQuestion } from './read-question.ts';
import { readSubject } from './read-subject.ts';
import { createRecentMap } from './recent-map.ts';

/** An edit makes a question of a message that was none for this long after it was written, in milliseconds. */
const EDIT_WINDOW_MS = 10 * 60_000;

/** A person is told of their own mistakes in a direct message once in this time, in milliseconds. */
const SCOLD_AGAIN_MS = 60_000;

/** Deletions and own replies remembered, for what happens while an answer is under way. About 1 MB. */
const MOST_REMEMBERED = 5_000;

export interface MessageListener {
  written(message: GatewayMessage): void;
  edited(message: GatewayMessageUpdateDispatchData): void;
  deleted(event: GatewayMessageDeleteDispatchData): void;
  deletedTogether(event: GatewayMessageDeleteBulkDispatchData): void;
}

export function createMessageListener(link: DiscordLink): MessageListener {
  const { client, bot, pace, rest, tasks, selfId } = link;
  /** Messages deleted while they were being answered. */
  const gone = createRecentMap<true>(MOST_REMEMBERED);
  /** What the bot replied to a message, also where it was no answer that the store keeps. */
  const replies = createRecentMap<MessageAddress>(MOST_REMEMBERED);
  const scolded = createRecentMap<number>(MOST_REMEMBERED);

  function questionIn(message: GatewayMessage): ReadQuestion | undefined {
    const mentionsRole = message.guild_id !== undefined && textsIn(message.mention_roles).length > 0;
    const guild = mentionsRole ? client.guilds.cache.get(message.guild_id ?? '') : undefined;
    const role = guild?.roles.botRoleFor(selfId)?.id;
    return readQuestion(message, { id: selfId, role });
  }

  function incomingOf(message: GatewayMessage, { text }: ReadQuestion, subject?: Subject): IncomingQuestion {
    const { id, author, guild_id: community, channel_id: channel } = message;
    const direct = community === undefined;
    return {
      kind: 'question',
      eventId: id,
      questionId: id,
      place: { platform: 'discord', community, channel, parentChannel: parentOf(channel), direct },
      // A question in words needs no rights, so they are not worked out.
      person: { id: author.id, isManager: false, groups: textsIn(message.member?.roles) },
      text,
      subject,
    };
  }

  function parentOf(channelId: string): string | undefined {
    const channel = client.channels.cache.get(channelId);
    return channel?.isThread() ? (channel.parentId ?? undefined) : undefined;
  }

  /** The bot's reply. Where what the question is about cannot be fetched, that it could not check. */
  async function replyTo(message: GatewayMessage, question: ReadQuestion, changes: Partial<IncomingQuestion> = {}) {
    let subject: Subject | undefined;
    try {
      subject = await readSubject(message, question, link);
    } catch (error) {
      const incoming = incomingOf(message, question);
      link.failed(error, 'could not fetch the message that a question is about', { id: message.id });
      const answer = couldNotCheck(question.text, message.id);
      return { incoming, reply: { kind: 'answer', visibility: 'public', answer } satisfies AnswerReply };
    }
    const incoming = { ...incomingOf(message, question, subject), ...changes };
    const reply = await bot.handle(incoming);
    return reply?.kind === 'answer' ? { incoming, reply } : undefined;
  }

  async function answerMessage(message: GatewayMessage, question: ReadQuestion): Promise<void> {
    const { channel_id: channel, id } = message;
    const typing = setTimeout(() => void showTyping(channel), pace.typingAfter);
    let found: Awaited<ReturnType<typeof replyTo>>;
    try {
      found = await replyTo(message, question);
    } finally {
      clearTimeout(typing);
    }
    if (found !== undefined && gone.get(id) === undefined) await deliver(message, found.incoming, found.reply);
  }

  async function deliver(message: GatewayMessage, incoming: IncomingQuestion, reply: AnswerReply): Promise<void> {
    const { channel_id: channel, id, guild_id: guild } = message;
    if (mustWhisper(incoming, reply)) return whisper(message, incoming, reply);
    // The nonce keeps an answer from coming twice where its process died between sending and noting, for the few minutes
    // that Discord remembers it. Where it died before sending, there is no answer: Discord delivers an event to one
    // connection, and what that one received is not delivered again.
    try {
      const posted = await postAnswer(link, {
        channel,
        replyTo: id,
        nonce: id,
        answer: reply.answer,
        files: reply.files,
      });
      const address = { channel, message: posted.id };
      replies.set(id, address);
      await bot.posted(incoming, reply, {
        address: writeAddress(address),
        link: messageLink(guild, channel, posted.id),
      });
      if (gone.get(id) !== undefined) await takeAway(id);
    } catch (error) {
      link.failed(error, 'could not post an answer', { channel, guild });
    }
  }

  /** A message cannot be answered privately where it stands: what is for the asker alone goes to them directly. */
  async function whisper(message: GatewayMessage, incoming: IncomingQuestion, reply: AnswerReply): Promise<void> {
    const { author, channel_id: channel, id } = message;
    const isOwnMistake = reply.answer.kind === 'problem';
    if (isOwnMistake) {
      const last = scolded.get(author.id);
      if (last !== undefined && performance.now() - last < SCOLD_AGAIN_MS) return bot.finished(incoming);
      scolded.set(author.id, performance.now());
    }
    try {
      const direct = await openDirect(link, author.id);
      await postAnswer(link, { channel: direct, nonce: id, answer: reply.answer, files: reply.files });
      await bot.finished(incoming);
    } catch (error) {
      if (kindOfFailure(error) !== 'dm-closed') {
        link.failed(error, 'could not answer in a direct message');
        return;
      }
      if (isOwnMistake) return bot.finished(incoming);
      const answer = cannotWhisper(reply.answer.lang);
      try {
        const posted = await postAnswer(link, { channel, replyTo: id, nonce: id, answer });
        replies.set(id, { channel, message: posted.id });
        await bot.finished(incoming);
      } catch (second) {
        link.failed(second, 'could not post an answer', { channel });
      }
    }
  }

  async function showTyping(channel: string): Promise<void> {
    try {
      await rest.post(Routes.channelTyping(channel));
    } catch {
      // Where the bot may not even type, the answer itself will say so.
    }
  }

  async function earlierReplies(id: string): Promise<{ address: MessageAddress; inquiryId: string | undefined }[]> {
    const kept = await bot.answersTo('discord', id);
    const known = kept.flatMap(({ address, inquiryId }) => {
      const read = readAddress(address);
      return read === undefined ? [] : [{ address: read, inquiryId }];
    });
    const remembered = replies.get(id);
    const isKnown = known.some(({ address }) => address.message === remembered?.message);
    return remembered === undefined || isKnown ? known : [...known, { address: remembered, inquiryId: undefined }];
  }

  /** The answers to a message go. */
  async function takeAway(id: string): Promise<void> {
    for (const { address, inquiryId } of await earlierReplies(id)) {
      try {
        await rest.delete(Routes.channelMessage(address.channel, address.message));
      } catch (error) {
        if (kindOfFailure(error) !== 'gone') link.failed(error, 'could not take an answer away');
      }
      if (inquiryId !== undefined) await bot.unposted(inquiryId);
    }
    replies.delete(id);
  }

  async function answerEdit(message: GatewayMessage): Promise<void> {
    const { id } = message;
    const [earlier, ...others] = await earlierReplies(id);
    const question = questionIn(message);
    if (question === undefined) return takeAway(id);
    const written = Number(SnowflakeUtil.timestampFrom(id));
    if (earlier === undefined && Date.now() - written > EDIT_WINDOW_MS) return;
    const edited = earlier !== undefined;
    const found = await replyTo(message, question, { eventId: `${id}:${message.edited_timestamp}`, edited });
    if (found === undefined || gone.get(id) !== undefined) return;
    const { incoming, reply } = found;
    if (earlier === undefined) return deliver(message, incoming, reply);
    for (const { inquiryId } of [earlier, ...others]) if (inquiryId !== undefined) await bot.unposted(inquiryId);
    try {
      await editAnswer(link, earlier.address, reply.answer);
      const { channel } = earlier.address;
      await bot.posted(incoming, reply, {
        address: writeAddress(earlier.address),
        link: messageLink(message.guild_id, channel, earlier.address.message),
      });
    } catch (error) {
      link.failed(error, 'could not change the answer to an edited question');
    }
  }

  function forget(id: string): void {
    neededText(id, "the message's id");
    gone.set(id, true);
    tasks.run(id, () => takeAway(id));
  }

  return {
    written(message) {
      const question = questionIn(message);
      if (question !== undefined) tasks.run(message.id, () => answerMessage(message, question));
    },
    edited(message) {
      // Discord also tells of link previews and pins this way; only a real edit has a date.
      if (message.edited_timestamp === null || message.edited_timestamp === undefined) return;
      if (message.author?.bot === true || message.webhook_id !== undefined) return;
      checkIds(message);
      tasks.run(message.id, () => answerEdit(message));
    },
    deleted: ({ id }) => forget(id),
    deletedTogether: ({ ids }) => textsIn(ids).forEach(forget),
  };
}

/** Refusals are told to the person alone; a failure of ours, and a word on how to ask, are said where they were asked for. */
function mustWhisper({ place }: IncomingQuestion, { visibility, answer }: AnswerReply): boolean {
  if (place.direct || visibility === 'public' || answer.kind === 'notice') return false;
  return !(answer.kind === 'problem' && answer.headline !== '');
}
