// What do a command and its options look like in each language, for a platform that lists them?

import { LANGUAGES, textsOf } from '../i18n/texts.ts';
import type { CommandDefinition, OptionDefinition } from './command.ts';

/** A text in each language of ours, by the language's code. */
export type Translated = Readonly<Record<string, string>>;

export interface CommandDescription extends Pick<CommandDefinition, 'name' | 'role' | 'listed'> {
  readonly summary: Translated;
  /** Its label in a message's menu, where it stands in one. */
  readonly messageAction: Translated | undefined;
  readonly options: readonly OptionDescription[];
}

export interface OptionDescription extends Omit<OptionDefinition, 'summary'> {
  readonly summary: Translated;
}

/** The commands with their texts in every language, in the same order. */
export function describeCommands(commands: readonly CommandDefinition[]): CommandDescription[] {
  return commands.map(({ name, role, listed, summary, messageAction, options }) => ({
    name,
    role,
    listed,
    summary: translated(summary),
    messageAction: messageAction && translated(messageAction),
    options: options.map((option) => ({ ...option, summary: translated(option.summary) })),
  }));
}

function translated(key: CommandDefinition['summary']): Translated {
  return Object.fromEntries(LANGUAGES.map((lang) => [lang, textsOf(lang).t(key)]));
}
