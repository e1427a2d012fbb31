// Is this call allowed and complete, and what comes of it?

import type { Asker, CommandDefinition, Services } from './command.ts';
import type { IncomingCall } from './incoming.ts';
import { inLanguage } from './present/localized.ts';
import { presentNotice } from './present/present-notice.ts';
import type { Reply } from './reply.ts';
import { mayActAs } from './role.ts';
import { UserError } from './user-error.ts';

/** Entries offered for half-remembered words. */
const MOST_CHOICES = 10;

/**
 * The one gate for commands, buttons, menus and forms: knows the command, checks role and options, runs it.
 * @throws UserError
 */
export async function runCall(incoming: IncomingCall, asker: Asker, services: Services): Promise<Reply> {
  const { command: name, args } = incoming.call;
  const command = services.commands.find((each) => each.name === name);
  if (command === undefined) throw new UserError('problem.unknown-command', { name });
  if (!mayActAs(asker.role, command.role)) {
    throw new UserError('problem.not-allowed', { role: asker.texts.t(`role.${command.role}`) });
  }
  checkOptions(command, incoming, asker);
  const choice = await chooseEntry(command, args, asker, services);
  if (choice !== undefined) return choice;
  return command.run({ incoming, args, fields: incoming.fields ?? {}, asker }, services);
}

/** Where a person typed words in place of an entry's id: the entries they may mean. Buttons always carry an id. */
async function chooseEntry(
  command: CommandDefinition,
  args: Readonly<Record<string, string>>,
  asker: Asker,
  services: Services,
): Promise<Reply> {
  const option = command.listed ? command.options.find(({ kind }) => kind === 'entry') : undefined;
  const typed = option && args[option.name];
  if (option === undefined || typed === undefined) return undefined;
  if ((await services.store.entries.get(typed)) !== undefined) return undefined;
  const found = services.findEntries(typed, asker.scope, MOST_CHOICES);
  if (found.length === 0) throw new UserError('problem.no-entry', { entry: typed });
  const { t, lang } = asker.texts;
  return {
    kind: 'answer',
    visibility: 'private',
    answer: {
      ...presentNotice(asker.texts, t('find.headline', { count: found.length, query: typed })),
      choices: {
        placeholder: t('ask.choose'),
        options: found.map(({ id, claim }) => ({
          label: inLanguage(claim, lang)?.text ?? id,
          call: { command: command.name, args: { ...args, [option.name]: id } },
        })),
      },
    },
  };
}

function checkOptions(command: CommandDefinition, incoming: IncomingCall, asker: Asker): void {
  const { t } = asker.texts;
  const { args } = incoming.call;
  const fromMenu = command.messageAction !== undefined && incoming.subject !== undefined;
  for (const name of Object.keys(args)) {
    if (!command.options.some((option) => option.name === name)) {
      throw new UserError('problem.unknown-option', { command: command.name, option: name });
    }
  }
  for (const option of command.options) {
    // A command asks for its file itself, in a form.
    if (option.kind === 'file') continue;
    const value = args[option.name];
    if (value === undefined || value.trim() === '') {
      if (!option.required || fromMenu) continue;
      throw new UserError('problem.missing-option', {
        command: command.name,
        option: option.name,
        summary: t(option.summary),
      });
    }
    if (option.kind === 'number' && !isNumberBetween(value, option.min, option.max)) {
      throw new UserError('problem.bad-number', {
        option: option.name,
        min: option.min ?? 0,
        max: option.max ?? Number.MAX_SAFE_INTEGER,
      });
    }
    const choices = option.kind === 'flag' ? ['true', 'false'] : option.choices;
    if (choices && !choices.includes(value)) {
      throw new UserError('problem.bad-choice', { option: option.name, choices: choices.join(', ') });
    }
  }
}

function isNumberBetween(value: string, min = 0, max = Number.MAX_SAFE_INTEGER): boolean {
  return /^\d{1,15}$/.test(value) && Number(value) >= min && Number(value) <= max;
}
