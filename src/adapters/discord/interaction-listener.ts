// What does the bot do when somebody uses a command, a button, a menu or a form?

import {
  type APIApplicationCommandAutocompleteInteraction,
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
import type { Incoming, IncomingCall } from '../../bot/incoming.ts';
import { couldNotCheck, staleButton } from '../../bot/platform-notices.ts';
import type { AnswerReply, Reply } from '../../bot/reply.ts';
import { writeAddress } from './address.ts';
import { messageCommandNamed } from './command-payloads.ts';
import type { DiscordLink } from './discord-link.ts';
import { kindOfFailure } from './failure.ts';
import { cut, LIMITS } from './limits.ts';
import { messageLink } from './message-text.ts';
import { offeredFiles } from './offered-files.ts';
import { isPrivateMessage, readBase, readComponent, readFields, readOptions, readTarget } from './read-interaction.ts';
import { respond } from './respond.ts';

/** The command that asks a question. Its answer follows the manners of every question: cooldowns, channels, no repeats. */
const ASK = 'check';

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
      if (kindOfFailure(error) === 'refused') await apologize(interaction);
    }
  }

  /** What we made of the answer was refused: the person is told that there was none. */
  async function apologize(interaction: APIInteraction): Promise<void> {
    const locale = 'locale' in interaction && typeof interaction.locale === 'string' ? interaction.locale : undefined;
    const reply = privately(couldNotCheck('', interaction.id, locale));
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
        return answer(interaction, { ...base, kind: 'call', call, files: offeredFiles(attachments, link) });
      }
      case InteractionType.MessageComponent: {
        const call = readComponent(interaction);
        const isPrivate = isPrivateMessage(interaction.message);
        return press(interaction, { ...base, kind: 'call', private: isPrivate }, call);
      }
      case InteractionType.ModalSubmit: {
        const { fields, attachments } = readFields(interaction);
        const isPrivate = isPrivateMessage(interaction.message);
        return press(
          interaction,
          { ...base, kind: 'call', private: isPrivate, fields, files: offeredFiles(attachments, link) },
          decodeCall(interaction.data.custom_id),
        );
      }
      case InteractionType.ApplicationCommandAutocomplete:
        return complete(interaction);
      default:
        return;
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

  /** Where it cannot be read what somebody did, they are told so. */
  async function heard(interaction: APIInteraction): Promise<void> {
    try {
      await used(interaction);
    } catch (error) {
      const { id, type, token } = interaction;
      link.failed(error, 'could not read an interaction', { interaction: type, id });
      const takesMessage = type !== InteractionType.ApplicationCommandAutocomplete && type !== InteractionType.Ping;
      if (typeof id === 'string' && typeof token === 'string' && takesMessage) await apologize(interaction);
    }
  }

  return (interaction) => tasks.run(interaction.id, () => heard(interaction));
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

function privately(shown: AnswerReply['answer']): AnswerReply {
  return { kind: 'answer', visibility: 'private', answer: shown };
}
