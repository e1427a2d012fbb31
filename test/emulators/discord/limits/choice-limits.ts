// Which autocomplete choices does Discord show?
import { z } from 'zod';
import type { FieldFault } from '../api-error.ts';
import type { Payload } from '../payload.ts';
import { formFaults } from './form-check.ts';
import { localizations } from './localization-limits.ts';

export const choiceLimits = { choices: 25, name: 100, value: 100 } as const;

/** One choice, of a command's option or of an autocomplete answer. */
export const choiceSchema = z.strictObject({
  name: z.string().min(1).max(choiceLimits.name),
  name_localizations: localizations(1, choiceLimits.name),
  value: z.union([z.string().min(1).max(choiceLimits.value), z.number()]),
});

const answer = z.strictObject({ choices: z.array(z.looseObject({})).max(choiceLimits.choices) });

/** Every fault of an autocomplete answer; paths start at the callback's `data`. */
export function choiceFaults(data: Payload): FieldFault[] {
  const choices = Array.isArray(data.choices) ? data.choices : [];
  return [
    ...formFaults(answer, data, ['data']),
    ...choices.flatMap((choice, index) => formFaults(choiceSchema, choice, ['data', 'choices', index])),
  ];
}
