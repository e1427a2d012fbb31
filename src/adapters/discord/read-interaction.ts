// What does somebody want who used a command, a button, a menu or a form?

import {
  type APIApplicationCommandInteractionDataOption,
  type APIAttachment,
  type APIChatInputApplicationCommandInteraction,
  type APIInteraction,
  type APIMessage,
  type APIMessageApplicationCommandInteraction,
  type APIMessageComponentInteraction,
  type APIModalSubmitInteraction,
  ApplicationCommandOptionType,
  ApplicationIntegrationType,
  ChannelType,
  ComponentType,
  InteractionContextType,
  MessageFlags,
  PermissionFlagsBits,
} from 'discord.js';
import { type Call, decodeCall } from '../../bot/call.ts';
import type { IncomingQuestion, Subject } from '../../bot/incoming.ts';
import { neededText, textOrNone, textsIn } from './fields.ts';
import { messageLink, subjectOf } from './message-text.ts';

type Base = Pick<IncomingQuestion, 'eventId' | 'place' | 'person' | 'locale'>;

const THREADS: readonly (ChannelType | undefined)[] = [
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.AnnouncementThread,
];

/** Who did it, where, in which language. */
export function readBase(interaction: APIInteraction, operators: ReadonlySet<string>): Base {
  const { member, channel } = interaction;
  const personId = neededText(member?.user.id ?? interaction.user?.id, "the person's id");
  // A server where only the person installed the bot is not a community of the bot's.
  const isGuest = interaction.authorizing_integration_owners[ApplicationIntegrationType.GuildInstall] !== undefined;
  const community = isGuest ? textOrNone(interaction.guild_id, "the server's id") : undefined;
  const parent =
    channel !== undefined && THREADS.includes(channel.type) && 'parent_id' in channel ? channel.parent_id : undefined;
  const manages = PermissionFlagsBits.ManageGuild | PermissionFlagsBits.Administrator;
  const permissions = /^\d{1,30}$/.test(member?.permissions ?? '') ? BigInt(member?.permissions ?? 0) : 0n;
  const isManager = community !== undefined && (permissions & manages) !== 0n;
  const locale = 'locale' in interaction ? textOrNone(interaction.locale, 'the language') : undefined;
  return {
    eventId: interaction.id,
    place: {
      platform: 'discord',
      community,
      channel: textOrNone(channel?.id, "the channel's id") ?? '',
      parentChannel: textOrNone(parent, "the channel's parent"),
      direct: interaction.context === InteractionContextType.BotDM,
    },
    person: { id: personId, isManager, isOperator: operators.has(personId), groups: textsIn(member?.roles) },
    locale,
  };
}

/** The values of a slash command's options, by name, as text; those of files are apart. */
export function readOptions({ data }: APIChatInputApplicationCommandInteraction): {
  args: Record<string, string>;
  attachments: Record<string, APIAttachment>;
} {
  const args: Record<string, string> = {};
  const attachments: Record<string, APIAttachment> = {};
  for (const option of data.options ?? []) {
    const attachment = attachmentOf(option, data.resolved?.attachments);
    if (attachment !== undefined) attachments[option.name] = attachment;
    // A value that is no text, number or flag is none: there is nothing in it to check.
    else if ('value' in option && typeof option.value !== 'object') args[option.name] = String(option.value);
  }
  return { args, attachments };
}

function attachmentOf(
  option: APIApplicationCommandInteractionDataOption,
  resolved: Readonly<Record<string, APIAttachment>> | undefined,
): APIAttachment | undefined {
  return option.type === ApplicationCommandOptionType.Attachment ? resolved?.[option.value] : undefined;
}

/** The message that a message command was used on. Discord gives its text whatever the bot may read otherwise. */
export function readTarget({ data, guild_id, channel }: APIMessageApplicationCommandInteraction): Subject {
  const message = data.resolved.messages[data.target_id] as APIMessage | undefined;
  const link = messageLink(guild_id, channel.id, data.target_id);
  const subject = message === undefined ? { text: '', link } : subjectOf(message, link);
  return { text: subject.text, link };
}

/** The call that a button, or the chosen option of a menu, carries; undefined where it is none of ours. */
export function readComponent({ data }: APIMessageComponentInteraction): Call | undefined {
  return decodeCall(data.component_type === ComponentType.StringSelect ? (data.values[0] ?? '') : data.custom_id);
}

/** What was filled into a form, by the name of the field; files are apart. */
export function readFields({ data }: APIModalSubmitInteraction): {
  fields: Record<string, string>;
  attachments: Record<string, APIAttachment>;
} {
  const fields: Record<string, string> = {};
  const attachments: Record<string, APIAttachment> = {};
  for (const part of data.components) {
    const inputs = part.type === ComponentType.Label ? [part.component] : 'components' in part ? part.components : [];
    for (const input of inputs) {
      if (input.type === ComponentType.FileUpload) {
        const attachment = data.resolved?.attachments?.[input.values[0] ?? ''];
        if (attachment !== undefined) attachments[input.custom_id] = attachment;
      } else if ('value' in input && typeof input.value === 'string') fields[input.custom_id] = input.value;
      else if ('values' in input) fields[input.custom_id] = input.values[0] ?? '';
    }
  }
  return { fields, attachments };
}

/** Whether only the person sees the message whose button was pressed. */
export function isPrivateMessage(message: Pick<APIMessage, 'flags'> | undefined): boolean {
  return ((message?.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
}
