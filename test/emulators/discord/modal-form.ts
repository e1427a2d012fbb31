// What does a person send when they fill in a form?

import type { Attachments, ChosenFile } from './attachments.ts';
import { pickValues } from './components.ts';
import { componentType } from './limits/component-limits.ts';
import { modalLimits } from './limits/modal-limits.ts';
import { asPayload, asPayloads, asText, type Payload } from './payload.ts';

/** Texts by the field's label or custom id; for a menu, the labels or values picked; for an upload, the file. */
export type FormValues = Readonly<Record<string, string | readonly string[] | ChosenFile>>;

interface Field {
  part: Payload;
  input: Payload;
  label: string;
}

function fieldsOf(modal: Payload): Field[] {
  return asPayloads(modal.components).flatMap((part): Field[] => {
    if (part.type === componentType.label) {
      return [{ part, input: asPayload(part.component), label: asText(part.label) }];
    }
    if (part.type !== componentType.row) return [];
    const input = asPayload(asPayloads(part.components)[0]);
    return [{ part, input, label: asText(input.label) }];
  });
}

function filled(
  { input, label }: Field,
  given: string | readonly string[] | ChosenFile | undefined,
  upload: (file: ChosenFile) => string,
): Payload {
  const base = { type: input.type, id: input.id ?? 1, custom_id: input.custom_id };
  const required = input.required !== false;
  if (input.type === componentType.fileUpload) {
    const file = typeof given === 'object' && 'fileName' in given ? given : undefined;
    if (required && file === undefined) throw new Error(`"${label}" is required.`);
    return { ...base, values: file === undefined ? [] : [upload(file)] };
  }
  if (typeof given === 'object' && 'fileName' in given) throw new Error(`"${label}" takes no file.`);
  if (input.type !== componentType.textInput) {
    const preset = asPayloads(input.options)
      .filter((option) => option.default)
      .map((option) => asText(option.value));
    const values = given === undefined ? preset : pickValues(input, [given].flat());
    if (required && values.length === 0) throw new Error(`"${label}" is required.`);
    return { ...base, values };
  }
  const value = given === undefined ? asText(input.value) : String(given);
  const longest = Number(input.max_length ?? modalLimits.inputText);
  if (required && value === '') throw new Error(`"${label}" is required.`);
  if (value.length > longest) throw new Error(`"${label}" takes ${longest} characters at most.`);
  if (value !== '' && value.length < Number(input.min_length ?? 0)) throw new Error(`"${label}" is too short.`);
  return { ...base, value };
}

/** `components` and `resolved` of the submission's `data`. What is not given keeps its prefilled value. */
export function fillForm(modal: Payload, values: FormValues, attachments: Attachments): Payload {
  const fields = fieldsOf(modal);
  const unknown = Object.keys(values).find(
    (key) => !fields.some(({ input, label }) => key === label || key === input.custom_id),
  );
  if (unknown !== undefined) {
    throw new Error(`The form has no field "${unknown}"; there is: ${fields.map((field) => field.label).join(', ')}.`);
  }
  const uploaded: Payload = {};
  const upload = (file: ChosenFile): string => {
    const attachment = attachments.add(file);
    const id = asText(attachment.id);
    uploaded[id] = attachment;
    return id;
  };
  const components = fields.map((field, index) => {
    const answer = filled(field, values[asText(field.input.custom_id)] ?? values[field.label], upload);
    return field.part.type === componentType.label
      ? { type: componentType.label, id: index + 1, component: answer }
      : { type: componentType.row, id: index + 1, components: [answer] };
  });
  return { components, ...(Object.keys(uploaded).length > 0 && { resolved: { attachments: uploaded } }) };
}
