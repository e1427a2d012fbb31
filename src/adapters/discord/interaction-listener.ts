// What does the bot do when somebody uses a command, a button, a menu or a form?

import {
  type APIApplicationCommandAutocompleteInteraction,
  type APIAttachment,
  type APIInteraction,
  type APIMessage,
  ApplicationCommandType,
  InteractionResponseType,
  InteractionType,
  Routes,
} from 'discord.js';
import type { Call } from '../../bot/call.ts';
import { decodeCall } from '../../bot/call.ts';
import type { CommandDescription } from '../../bot/describe-commands.ts';
import type { AttachedFile, Incoming, IncomingCall } from '../../bot/incoming.ts';
import { couldNotCheck, staleButton } from '../../bot/platform-notices.ts';
import type { AnswerReply, Reply } from '../../bot/reply.ts';
import { writeAddress } from './address.ts';
import { messageCommandNamed } from './command-payloads.ts';
import type { DiscordLink } from './discord-link.ts';
import { kindOfFailure } from './failure.ts';
import { cut, LIMITS } from './limits.ts';
import { messageLink } from './message-text.ts';
import { isPrivateMessage, readBase, readComponent, readFields, readOptions, readTarget } from './read-interaction.ts';
import { respond } from './respond.ts';

/** The command that asks a question. Its answer follows the manners of every question: cooldowns, channels, no repeats. */
const ASK = 'check';

/** The largest file read, in bytes. Imports of a community are far smaller. */
const MOST_FILE_BYTES = 8 * 1024 * 1024;

/** A file that cannot be taken in: too large, or not to be fetched. */
export class AttachmentError extends Error {
  readonly code = 'attachment';
}

export function createInteractionListener(
  link: DiscordLink,
  commands: readonly CommandDescription[],
): (interaction: APIInteraction) => void {
  const { bot, rest, tasks, operators } = link;

  async function answer(interaction: APIInteraction, incoming: Incoming): Promise<void> {
    await give(interaction, incoming, bot.handle(incoming));
  }

  async function give(interaction: APIInteraction, incoming: Incoming, work: Promise<Reply>): Promise<void> {
    try {
      const message = await respond(interaction, work, expectation(incoming), link);
      await taken(interaction, incoming, await work, message);
    } catch (error) {
      // The same event twice: the first one is being answered.
      if (kindOfFailure(error) === 'answered') return;
      link.failed(error, 'could not answer an interaction', { interaction: interaction.type, id: interaction.id });
      if (kindOfFailure(error) === 'refused') await apologize(interaction, incoming);
    }
  }

  /** What we made of the answer was refused: the person is told that there was none. */
  async function apologize(interaction: APIInteraction, incoming: Incoming): Promise<void> {
    const reply = privately(couldNotCheck('', interaction.id, incoming.locale));
    try {
      await respond(interaction, Promise.resolve(reply), 'private', link);
    } catch (error) {
      link.failed(error, 'could not say that an answer failed', { id: interaction.id });
    }
  }

  /** Discord took the reply. Public answers in servers that have the bot can be changed later, so they are told to it. */
  async function taken(
    interaction: APIInteraction,
    incoming: Incoming,
    reply: Reply,
    message: APIMessage | undefined,
  ): Promise<void> {
    if (reply === undefined || reply.kind === 'taken') return;
    const { community, direct } = incoming.place;
    const isForAll = message !== undefined && !isPrivateMessage(message) && (community !== undefined || direct);
    if (reply.kind === 'form' || !isForAll) return bot.finished(incoming);
    const { channel_id: channel, id } = message;
    const address = { address: writeAddress({ channel, message: id }), link: messageLink(community, channel, id) };
    await bot.posted(asQuestion(interaction, incoming), reply, address);
  }

  async function used(interaction: APIInteraction): Promise<void> {
    const base = readBase(interaction, operators);
    switch (interaction.type) {
      case InteractionType.ApplicationCommand: {
        const { data } = interaction;
        if (data.type === ApplicationCommandType.Message) {
          const subject = readTarget(interaction as Parameters<typeof readTarget>[0]);
          const command = messageCommandNamed(commands, data.name)?.name ?? data.name;
          if (command === ASK)
            return answer(interaction, { ...base, kind: 'question', text: '', subject, private: true });
          return answer(interaction, { ...base, kind: 'call', call: { command, args: {} }, subject });
        }
        if (data.type !== ApplicationCommandType.ChatInput) return;
        const { args, attachments } = readOptions(interaction as Parameters<typeof readOptions>[0]);
        if (data.name === ASK) {
          const isPrivate = args.private === 'true' ? true : undefined;
          return answer(interaction, { ...base, kind: 'question', text: args.text ?? '', private: isPrivate });
        }
        const call = { command: data.name, args };
        const incoming: IncomingCall = { ...base, kind: 'call', call };
        if (Object.keys(attachments).length === 0) return answer(interaction, incoming);
        return give(interaction, incoming, handleWithFiles(interaction.id, incoming, attachments));
      }
      case InteractionType.MessageComponent: {
        const call = readComponent(interaction);
        const isPrivate = isPrivateMessage(interaction.message);
        return press(interaction, { ...base, kind: 'call', private: isPrivate }, call);
      }
      case InteractionType.ModalSubmit: {
        const fields = readFields(interaction);
        const isPrivate = isPrivateMessage(interaction.message);
        return press(
          interaction,
          { ...base, kind: 'call', private: isPrivate, fields },
          decodeCall(interaction.data.custom_id),
        );
      }
      case InteractionType.ApplicationCommandAutocomplete:
        return complete(interaction);
      default:
        return;
    }
  }

  async function handleWithFiles(
    id: string,
    incoming: IncomingCall,
    attachments: Readonly<Record<string, APIAttachment>>,
  ): Promise<Reply> {
    try {
      return await bot.handle({ ...incoming, files: await readFiles(attachments) });
    } catch (error) {
      link.failed(error, 'could not take in an attached file', { id });
      return privately(couldNotCheck('', id, incoming.locale));
    }
  }

  async function press(
    interaction: APIInteraction,
    incoming: Omit<IncomingCall, 'call'>,
    call: Call | undefined,
  ): Promise<void> {
    if (call !== undefined) return answer(interaction, { ...incoming, call });
    const stale = Promise.resolve(privately(staleButton(incoming.locale)));
    return give(interaction, { ...incoming, call: { command: 'stale', args: {} } }, stale);
  }

  async function complete(interaction: APIApplicationCommandAutocompleteInteraction): Promise<void> {
    const { id, token, data } = interaction;
    const typed = data.options.find((option) => 'focused' in option && option.focused === true);
    const text = typed !== undefined && 'value' in typed ? String(typed.value) : '';
    const found = bot.suggest(readBase(interaction, operators), text).slice(0, LIMITS.choices);
    const choices = found.map(({ value, label }) => ({ name: cut(label, LIMITS.choiceText), value }));
    const body = { type: InteractionResponseType.ApplicationCommandAutocompleteResult, data: { choices } };
    try {
      await rest.post(Routes.interactionCallback(id, token), { auth: false, body });
    } catch (error) {
      // Typing went on, and a later question has been answered already.
      if (kindOfFailure(error) !== 'expired') link.failed(error, 'could not complete an option');
    }
  }

  return (interaction) => tasks.run(interaction.id, () => used(interaction));
}

/** What an answer will most likely be, before it is known. */
function expectation(incoming: Incoming): 'public' | 'private' {
  return incoming.kind === 'question' && incoming.private !== true && !incoming.place.direct ? 'public' : 'private';
}

/** A candidate chosen below an answer goes on answering the message that was asked about. */
function asQuestion(interaction: APIInteraction, incoming: Incoming): Incoming {
  const questionId = 'message' in interaction ? interaction.message?.message_reference?.message_id : undefined;
  if (incoming.kind === 'question' || questionId === undefined) return incoming;
  const { place, person, locale, eventId } = incoming;
  return { kind: 'question', place, person, locale, eventId, text: '', questionId };
}

async function readFiles(attachments: Readonly<Record<string, APIAttachment>>): Promise<Record<string, AttachedFile>> {
  const files: Record<string, AttachedFile> = {};
  for (const [name, { filename, url, size }] of Object.entries(attachments)) {
    if (size > MOST_FILE_BYTES) throw new AttachmentError(`a file of ${size} bytes, at most ${MOST_FILE_BYTES}`);
    const response = await fetch(url);
    if (!response.ok) throw new AttachmentError(`Discord gave ${response.status} for an attached file`);
    files[name] = { name: filename, content: new Uint8Array(await response.arrayBuffer()) };
  }
  return files;
}

function privately(shown: AnswerReply['answer']): AnswerReply {
  return { kind: 'answer', visibility: 'private', answer: shown };
}
