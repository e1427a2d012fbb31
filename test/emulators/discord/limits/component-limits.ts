// Which buttons and menus does Discord accept in a message?
import { z } from 'zod';
import type { FieldFault } from '../api-error.ts';
import { asPayload, asPayloads, type Payload } from '../payload.ts';

export const componentLimits = {
  rows: 5,
  buttonsInRow: 5,
  label: 80,
  customId: 100,
  url: 512,
  options: 25,
  optionText: 100,
  placeholder: 150,
} as const;

/** Component types that the emulator knows. */
export const componentType = {
  row: 1,
  button: 2,
  stringSelect: 3,
  textInput: 4,
  label: 18,
  textDisplay: 10,
  fileUpload: 19,
} as const;
const linkStyle = 5;

export const customId = z.string().min(1).max(componentLimits.customId);
const emoji = z.strictObject({ id: z.string().nullish(), name: z.string().nullish(), animated: z.boolean().nullish() });

const button = z
  .strictObject({
    type: z.literal(componentType.button),
    id: z.number().optional(),
    style: z.number().int().min(1).max(5),
    label: z.string().min(1).max(componentLimits.label).nullish(),
    emoji: emoji.nullish(),
    custom_id: customId.nullish(),
    url: z
      .string()
      .max(componentLimits.url)
      .refine((value) => /^(https?|discord):\/\/\S+$/.test(value), { message: 'Not a well formed URL.' })
      .nullish(),
    disabled: z.boolean().nullish(),
  })
  .superRefine((value, context) => {
    const link = value.style === linkStyle;
    if ((link ? value.url : value.custom_id) == null) {
      context.addIssue({ code: 'custom', path: [link ? 'url' : 'custom_id'], message: 'This field is required' });
    }
    if (link ? value.custom_id : value.url) {
      context.addIssue({
        code: 'custom',
        path: [link ? 'custom_id' : 'url'],
        message: 'A custom id and url cannot both be specified',
      });
    }
    if (!value.label && !value.emoji) {
      context.addIssue({ code: 'custom', path: ['label'], message: 'A button must have a label or emoji' });
    }
  });

export const selectSchema = z
  .strictObject({
    type: z.literal(componentType.stringSelect),
    id: z.number().optional(),
    custom_id: customId,
    placeholder: z.string().max(componentLimits.placeholder).nullish(),
    min_values: z.number().int().min(0).max(25).nullish(),
    max_values: z.number().int().min(1).max(25).nullish(),
    disabled: z.boolean().nullish(),
    required: z.boolean().nullish(),
    options: z
      .array(
        z.strictObject({
          label: z.string().min(1).max(componentLimits.optionText),
          value: z.string().min(1).max(componentLimits.optionText),
          description: z.string().max(componentLimits.optionText).nullish(),
          emoji: emoji.nullish(),
          default: z.boolean().nullish(),
        }),
      )
      .min(1)
      .max(componentLimits.options),
  })
  .superRefine((value, context) => {
    if (new Set(value.options.map((option) => option.value)).size < value.options.length) {
      context.addIssue({ code: 'custom', path: ['options'], message: 'The specified option value is already used' });
    }
    if (value.options.length > 0 && (value.max_values ?? 1) > value.options.length) {
      context.addIssue({ code: 'custom', path: ['max_values'], message: 'Must not exceed the number of options.' });
    }
  });

/** User, role, mentionable and channel menus (types 5 to 8), whose options are Discord's own. */
const pickerSchema = z.strictObject({
  type: z.number().int().min(5).max(8),
  id: z.number().optional(),
  custom_id: customId,
  placeholder: z.string().max(componentLimits.placeholder).nullish(),
  min_values: z.number().int().min(0).max(25).nullish(),
  max_values: z.number().int().min(1).max(25).nullish(),
  disabled: z.boolean().nullish(),
  required: z.boolean().nullish(),
  channel_types: z.array(z.number()).nullish(),
  default_values: z.array(z.strictObject({ id: z.string(), type: z.string() })).nullish(),
});

/** The schema of one component in a row; the type decides it, so that faults name the field and not the union. */
export function componentSchema(type: unknown): z.ZodType {
  if (type === componentType.button) return button;
  if (type === componentType.stringSelect) return selectSchema;
  if (typeof type === 'number' && type >= 5 && type <= 8) return pickerSchema;
  return z.never({ message: 'This component type cannot stand in a row of a message.' });
}

export const rowSchema = z
  .strictObject({
    type: z.literal(componentType.row),
    id: z.number().optional(),
    components: z
      .array(z.looseObject({ type: z.number() }))
      .min(1)
      .max(componentLimits.buttonsInRow),
  })
  .superRefine((row, context) => {
    const menus = row.components.filter((component) => component.type !== componentType.button).length;
    if (menus > 0 && row.components.length > 1) {
      context.addIssue({ code: 'custom', path: ['components'], message: 'A menu needs a row of its own.' });
    }
  });

/** Custom ids must differ within one message or modal. */
export function duplicateIdFaults(components: readonly Payload[]): FieldFault[] {
  const seen = new Set<unknown>();
  const faults: FieldFault[] = [];
  const check = (component: Payload, path: readonly (string | number)[]): void => {
    const id = component.custom_id;
    if (typeof id === 'string') {
      if (seen.has(id)) {
        faults.push({
          path: [...path, 'custom_id'],
          code: 'COMPONENT_CUSTOM_ID_DUPLICATED',
          message: 'Component custom id cannot be duplicated',
        });
      }
      seen.add(id);
    }
    for (const [index, inner] of asPayloads(component.components).entries())
      check(inner, [...path, 'components', index]);
    if (component.component !== undefined) check(asPayload(component.component), [...path, 'component']);
  };
  for (const [index, component] of components.entries()) check(component, ['components', index]);
  return faults;
}
