// How does a form look as a Discord modal?

import {
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
  type APITextDisplayComponent,
  ComponentType,
  TextInputStyle,
} from 'discord.js';
import type { Answer } from '../../bot/answer.ts';
import { encodeCall } from '../../bot/call.ts';
import type { FormField, FormReply } from '../../bot/reply.ts';
import { cut, LIMITS } from './limits.ts';
import { escapeText } from './markdown.ts';

/** A form as a modal. What was wrong before stands above the fields, or at the field where all five places are taken. */
export function renderForm(form: FormReply): APIModalInteractionResponseCallbackData {
  const fields = form.fields.slice(0, LIMITS.modalParts).map(labelOf);
  const hasRoom = fields.length < LIMITS.modalParts;
  const above: APITextDisplayComponent[] =
    form.problem !== undefined && hasRoom
      ? [{ type: ComponentType.TextDisplay, content: cut(escapeText(form.problem), LIMITS.content) }]
      : [];
  return {
    custom_id: encodeCall(form.submit),
    title: cut(form.title, LIMITS.modalTitle),
    components: [...above, ...fields],
  };
}

/** In the place of a form, where Discord opens none: what is to be said, and a button that opens it. */
export function renderFormAsAnswer({ lang, title, problem, reopen, reopenLabel }: FormReply): Answer {
  return {
    kind: problem === undefined ? 'notice' : 'problem',
    lang,
    headline: title,
    lead: problem === undefined ? undefined : [{ text: problem }],
    sections: [],
    actions: [{ label: reopenLabel, call: reopen, style: 'primary' }],
  };
}

function labelOf(field: FormField): APILabelComponent {
  const about = field.problem === undefined ? field.hint : `⚠️ ${field.problem}`;
  return {
    type: ComponentType.Label,
    label: cut(field.label, LIMITS.label),
    ...(about !== undefined && about !== '' && { description: cut(about, LIMITS.labelDescription) }),
    component: componentOf(field),
  };
}

function componentOf(field: FormField): APILabelComponent['component'] {
  switch (field.kind) {
    case 'choice':
      return menuOf(field);
    case 'file':
      return { type: ComponentType.FileUpload, custom_id: field.name, required: field.required, max_values: 1 };
    default:
      return inputOf(field);
  }
}

function inputOf({
  name,
  kind,
  value,
  required,
  maxLength = LIMITS.inputText,
}: FormField): APILabelComponent['component'] {
  // What was typed before comes back whole, even where it is longer than what may be sent.
  const most = Math.min(LIMITS.inputText, Math.max(maxLength, value?.length ?? 0));
  return {
    type: ComponentType.TextInput,
    custom_id: name,
    style: kind === 'paragraph' ? TextInputStyle.Paragraph : TextInputStyle.Short,
    required,
    max_length: most,
    ...(value !== undefined && value !== '' && { value: value.slice(0, LIMITS.inputText) }),
  };
}

function menuOf({ name, value, required, options = [] }: FormField): APILabelComponent['component'] {
  return {
    type: ComponentType.StringSelect,
    custom_id: name,
    required,
    min_values: required ? 1 : 0,
    max_values: 1,
    options: options.slice(0, LIMITS.selectOptions).map((option) => ({
      label: cut(option.label, LIMITS.optionText),
      value: option.value.slice(0, LIMITS.optionText),
      default: option.value === value,
    })),
  };
}
