// Is this call allowed and complete, and what comes of it?

import type { Asker, CommandDefinition, Services } from './command.ts';
import type { IncomingCall } from './incoming.ts';
import type { Reply } from './reply.ts';
import { mayActAs } from './role.ts';
import { UserError } from './user-error.ts';

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
  return command.run({ incoming, args, fields: incoming.fields ?? {}, asker }, services);
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
    const value = option.kind === 'file' ? incoming.files?.[option.name]?.name : args[option.name];
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
