// Which commands may an application register?
import { z } from 'zod';
import type { FieldFault } from '../api-error.ts';
import { asPayload, asPayloads, asText, type Payload } from '../payload.ts';
import { choiceLimits, choiceSchema } from './choice-limits.ts';
import { formFaults } from './form-check.ts';
import { localizations } from './localization-limits.ts';

export const commandLimits = {
  name: 32,
  description: 100,
  options: 25,
  total: 8000,
  slash: 100,
  message: 15,
  user: 15,
} as const;

/** Command types: slash, on a person, on a message. */
export const commandType = { slash: 1, user: 2, message: 3 } as const;

const slashName = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const lowercase = (name: string): boolean => slashName.test(name) && name === name.toLowerCase();
const name = z
  .string()
  .min(1)
  .max(commandLimits.name)
  .refine(lowercase, { message: 'Command name is invalid: letters, digits, - and _, in lower case.' });
const description = z.string().min(1).max(commandLimits.description);

const shared = {
  id: z.string().optional(),
  type: z.number().int().min(1).max(3).optional(),
  default_member_permissions: z.union([z.string(), z.null()]).optional(),
  dm_permission: z.boolean().nullish(),
  default_permission: z.boolean().nullish(),
  integration_types: z.array(z.number().int().min(0).max(1)).min(1).nullish(),
  contexts: z.array(z.number().int().min(0).max(2)).min(1).nullish(),
  nsfw: z.boolean().nullish(),
  handler: z.number().optional(),
};

const slashCommand = z.strictObject({
  ...shared,
  name,
  name_localizations: localizations(1, commandLimits.name, slashName),
  description,
  description_localizations: localizations(1, commandLimits.description),
  options: z.array(z.looseObject({})).max(commandLimits.options).nullish(),
});

const menuCommand = z.strictObject({
  ...shared,
  name: z.string().min(1).max(commandLimits.name),
  name_localizations: localizations(1, commandLimits.name),
  description: z.literal('').nullish(),
  description_localizations: z.null().optional(),
  options: z.array(z.never()).nullish(),
});

const option = z
  .strictObject({
    type: z.number().int().min(1).max(11),
    name,
    name_localizations: localizations(1, commandLimits.name, slashName),
    description,
    description_localizations: localizations(1, commandLimits.description),
    required: z.boolean().nullish(),
    choices: z.array(choiceSchema).max(choiceLimits.choices).nullish(),
    options: z.array(z.looseObject({})).max(commandLimits.options).nullish(),
    channel_types: z.array(z.number()).nullish(),
    min_value: z.number().nullish(),
    max_value: z.number().nullish(),
    min_length: z.number().int().min(0).max(6000).nullish(),
    max_length: z.number().int().min(1).max(6000).nullish(),
    autocomplete: z.boolean().nullish(),
  })
  .refine((value) => !(value.autocomplete && value.choices?.length), {
    path: ['choices'],
    message: 'An option has either choices or autocomplete.',
  });

function optionFaults(options: readonly Payload[], path: readonly (string | number)[]): FieldFault[] {
  const faults: FieldFault[] = [];
  let optionalSeen = false;
  for (const [index, one] of options.entries()) {
    const at = [...path, 'options', index];
    faults.push(...formFaults(option, one, at), ...optionFaults(asPayloads(one.options), at));
    if (one.required === true && optionalSeen) {
      faults.push({
        path: at,
        code: 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
        message: 'Required options must be placed before non-required options',
      });
    }
    optionalSeen ||= one.required !== true;
    if (options.findIndex((other) => other.name === one.name) < index) {
      faults.push({
        path: [...at, 'name'],
        code: 'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS',
        message: 'Option name already exists',
      });
    }
  }
  return faults;
}

/** A text counts with the longest of its translations. */
function longest(item: Payload, key: string): number {
  const texts = [item[key], ...Object.values(asPayload(item[`${key}_localizations`]))];
  return Math.max(...texts.map((text) => asText(text).length));
}

/** The characters of a command that count towards 8000: names, descriptions and choice values, all the way down. */
export function commandSize(command: Payload): number {
  const choices = asPayloads(command.choices).map((choice) => longest(choice, 'name') + asText(choice.value).length);
  const own = longest(command, 'name') + longest(command, 'description');
  return own + [...choices, ...asPayloads(command.options).map(commandSize)].reduce((sum, part) => sum + part, 0);
}

const typeOf = (command: Payload): unknown => command.type ?? commandType.slash;

/** Every fault of a bulk registration. */
export function commandFaults(commands: readonly Payload[]): FieldFault[] {
  const faults = commands.flatMap((command, index) => {
    const found = formFaults(typeOf(command) === commandType.slash ? slashCommand : menuCommand, command, [index]);
    found.push(...optionFaults(asPayloads(command.options), [index]));
    if (commandSize(command) > commandLimits.total) {
      found.push({
        path: [index],
        code: 'APPLICATION_COMMAND_TOO_LARGE',
        message: `Command exceeds maximum size (${commandLimits.total})`,
      });
    }
    if (commands.findIndex((other) => other.name === command.name && typeOf(other) === typeOf(command)) < index) {
      found.push({
        path: [index],
        code: 'APPLICATION_COMMANDS_DUPLICATE_NAME',
        message: 'Application command names must be unique',
      });
    }
    return found;
  });
  const caps = [
    [commandType.slash, commandLimits.slash],
    [commandType.user, commandLimits.user],
    [commandType.message, commandLimits.message],
  ] as const;
  for (const [type, cap] of caps) {
    if (commands.filter((command) => typeOf(command) === type).length > cap) {
      faults.push({
        path: [],
        code: 'MAX_COMMANDS',
        message: `Maximum number of application commands of type ${type} reached (${cap}).`,
      });
    }
  }
  return faults;
}
