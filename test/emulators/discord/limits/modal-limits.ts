// Which forms does Discord open?
import { z } from 'zod';
import type { FieldFault } from '../api-error.ts';
import { asPayload, asPayloads, type Payload } from '../payload.ts';
import { componentType, customId, duplicateIdFaults, selectSchema } from './component-limits.ts';
import { formFaults } from './form-check.ts';

export const modalLimits = {
  title: 45,
  components: 5,
  label: 45,
  labelDescription: 100,
  inputText: 4000,
  placeholder: 100,
  files: 10,
  fileTypes: 10,
} as const;

const modalSchema = z.strictObject({
  custom_id: customId,
  title: z.string().min(1).max(modalLimits.title),
  components: z
    .array(z.looseObject({ type: z.number() }))
    .min(1)
    .max(modalLimits.components),
});

const inputFields = {
  type: z.literal(componentType.textInput),
  id: z.number().optional(),
  custom_id: customId,
  style: z.number().int().min(1).max(2),
  min_length: z.number().int().min(0).max(modalLimits.inputText).nullish(),
  max_length: z.number().int().min(1).max(modalLimits.inputText).nullish(),
  required: z.boolean().nullish(),
  value: z.string().max(modalLimits.inputText).nullish(),
  placeholder: z.string().max(modalLimits.placeholder).nullish(),
};

/** A prefilled value that is longer than its own field's `max_length` is refused as well. */
const fits = (input: { value?: string | null | undefined; max_length?: number | null | undefined }): boolean =>
  (input.value?.length ?? 0) <= (input.max_length ?? modalLimits.inputText);
const tooLong = { path: ['value'], message: 'Must be no longer than max_length.' };

const inputInLabel = z.strictObject(inputFields).refine(fits, tooLong);
const inputInRow = z
  .strictObject({ ...inputFields, label: z.string().min(1).max(modalLimits.label) })
  .refine(fits, tooLong);

const uploadInLabel = z.strictObject({
  type: z.literal(componentType.fileUpload),
  id: z.number().optional(),
  custom_id: customId,
  min_values: z.number().int().min(0).max(modalLimits.files).nullish(),
  max_values: z.number().int().min(1).max(modalLimits.files).nullish(),
  file_types: z.array(z.string()).max(modalLimits.fileTypes).nullish(),
  required: z.boolean().nullish(),
});

const SCHEMAS_IN_LABEL: ReadonlyMap<unknown, typeof selectSchema | typeof uploadInLabel> = new Map<
  unknown,
  typeof selectSchema | typeof uploadInLabel
>([
  [componentType.stringSelect, selectSchema],
  [componentType.fileUpload, uploadInLabel],
]);

const label = z.strictObject({
  type: z.literal(componentType.label),
  id: z.number().optional(),
  label: z.string().min(1).max(modalLimits.label),
  description: z.string().max(modalLimits.labelDescription).nullish(),
  component: z.looseObject({ type: z.number() }),
});
const row = z.strictObject({
  type: z.literal(componentType.row),
  id: z.number().optional(),
  components: z.array(z.looseObject({ type: z.literal(componentType.textInput) })).length(1),
});
const textDisplay = z.strictObject({
  type: z.literal(componentType.textDisplay),
  id: z.number().optional(),
  content: z.string().min(1).max(4000),
});

function partFaults(part: Payload, path: readonly (string | number)[]): FieldFault[] {
  if (part.type === componentType.label) {
    const inner = asPayload(part.component);
    const schema = SCHEMAS_IN_LABEL.get(inner.type) ?? inputInLabel;
    return [...formFaults(label, part, path), ...formFaults(schema, inner, [...path, 'component'])];
  }
  if (part.type === componentType.textDisplay) return formFaults(textDisplay, part, path);
  const inner = asPayload(asPayloads(part.components)[0]);
  return [...formFaults(row, part, path), ...formFaults(inputInRow, inner, [...path, 'components', 0])];
}

/** Every fault of a modal's definition; paths start at the callback's `data`. */
export function modalFaults(modal: Payload): FieldFault[] {
  const parts = asPayloads(modal.components);
  return [
    ...formFaults(modalSchema, modal),
    ...parts.flatMap((part, index) => partFaults(part, ['components', index])),
    ...duplicateIdFaults(parts),
  ].map((fault) => ({ ...fault, path: ['data', ...fault.path] }));
}
