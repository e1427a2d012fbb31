// What do our commands look like to Discord?

import {
  type APIApplicationCommandBasicOption,
  type ApplicationCommandOptionAllowedChannelType,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  ChannelType,
  InteractionContextType,
  PermissionFlagsBits,
  type RESTPostAPIApplicationCommandsJSONBody,
} from 'discord.js';
import type { CommandDescription, OptionDescription, Translated } from '../../bot/describe-commands.ts';
import { cut, LIMITS } from './limits.ts';

/**
 * Whom Discord shows a command to, before the server's own overrides (Server Settings ▸ Integrations). What a person may
 * do is decided by the bot, from its settings.
 */
const SHOWN_TO: Readonly<Record<CommandDescription['role'], bigint | null>> = {
  asker: null,
  moderator: PermissionFlagsBits.ManageMessages,
  manager: PermissionFlagsBits.ManageGuild,
  operator: PermissionFlagsBits.Administrator,
};

const EVERYWHERE = {
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM, InteractionContextType.PrivateChannel],
  integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
};
/** Moderation concerns a server that has the bot; the operator's own work may be done in direct messages too. */
const IN_SERVERS = {
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
  integration_types: [ApplicationIntegrationType.GuildInstall],
};

/** Channels where people write. */
const TEXT_CHANNELS: ApplicationCommandOptionAllowedChannelType[] = [
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.GuildForum,
];

/** The listed commands as slash commands, and those that stand in a message's menu. */
export function commandPayloads(commands: readonly CommandDescription[]): RESTPostAPIApplicationCommandsJSONBody[] {
  const slash = commands.filter(({ listed }) => listed).map(slashCommand);
  const onMessages = commands.flatMap((command) =>
    command.messageAction === undefined ? [] : [messageCommand(command, command.messageAction)],
  );
  return [...slash, ...onMessages];
}

/** The command behind a name in a message's menu. */
export function messageCommandNamed(
  commands: readonly CommandDescription[],
  name: string,
): CommandDescription | undefined {
  return commands.find(({ messageAction }) => messageAction?.en === name);
}

function slashCommand(command: CommandDescription): RESTPostAPIApplicationCommandsJSONBody {
  // Discord wants the required options first.
  const options = [...command.options].sort((a, b) => Number(b.required) - Number(a.required));
  return {
    type: ApplicationCommandType.ChatInput,
    name: command.name,
    ...described(command.summary),
    options: options.map(optionPayload),
    ...audience(command),
  };
}

function messageCommand(command: CommandDescription, names: Translated): RESTPostAPIApplicationCommandsJSONBody {
  const { en = command.name, ...translations } = names;
  return {
    type: ApplicationCommandType.Message,
    name: en,
    name_localizations: translations,
    ...audience(command),
  };
}

function audience({ role }: CommandDescription) {
  const shownTo = SHOWN_TO[role];
  return {
    default_member_permissions: shownTo === null ? null : shownTo.toString(),
    ...(role === 'asker' ? EVERYWHERE : IN_SERVERS),
  };
}

function described(summary: Translated) {
  const { en = '', ...translations } = summary;
  return {
    description: cut(en, LIMITS.commandDescription),
    description_localizations: Object.fromEntries(
      Object.entries(translations).map(([lang, text]) => [lang, cut(text, LIMITS.commandDescription)]),
    ),
  };
}

function optionPayload(option: OptionDescription): APIApplicationCommandBasicOption {
  const common = { name: option.name, required: option.required, ...described(option.summary) };
  switch (option.kind) {
    case 'text':
      return { ...common, type: ApplicationCommandOptionType.String };
    case 'entry':
      return { ...common, type: ApplicationCommandOptionType.String, autocomplete: true };
    case 'choice': {
      const choices = (option.choices ?? []).map((value) => ({ name: value, value }));
      return { ...common, type: ApplicationCommandOptionType.String, choices };
    }
    case 'flag':
      return { ...common, type: ApplicationCommandOptionType.Boolean };
    case 'number':
      return {
        ...common,
        type: ApplicationCommandOptionType.Integer,
        ...(option.min !== undefined && { min_value: option.min }),
        ...(option.max !== undefined && { max_value: option.max }),
      };
    case 'person':
      return { ...common, type: ApplicationCommandOptionType.User };
    case 'group':
      return { ...common, type: ApplicationCommandOptionType.Role };
    case 'channel':
      return { ...common, type: ApplicationCommandOptionType.Channel, channel_types: TEXT_CHANNELS };
    case 'file':
      return { ...common, type: ApplicationCommandOptionType.Attachment };
  }
}
