// How is a form filled in line by line?

import type { Call } from '../../bot/call.ts';
import type { FormField, FormReply } from '../../bot/reply.ts';

/** What comes of a typed line. */
export type FormStep =
  | { readonly kind: 'ask'; readonly text: string }
  | {
      readonly kind: 'send';
      readonly submit: Call;
      readonly fields: Readonly<Record<string, string>>;
      /** Paths of files, by the name of the field. */
      readonly files: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'left'; readonly text: string };

/** A form that asks for one field after the other. */
export interface FormDialogue {
  /** What to show at first. */
  prompt(): string;
  type(line: string): FormStep;
}

/** Ends a text of several lines. */
const END = '.';
/** Leaves a field empty. */
const NOTHING = '-';
/** Leaves the form; what was sent before is kept by the bot. */
const LEAVE = '/cancel';

/**
 * An empty line keeps what stands in the field. A text of several lines ends with a line that is a full stop; choices
 * are numbered. Nothing is sent before the last field.
 */
export function openFormDialogue(form: FormReply): FormDialogue {
  const fields: Record<string, string> = {};
  const files: Record<string, string> = {};
  let at = 0;
  let lines: string[] = [];

  function ask(): string {
    const field = form.fields[at];
    if (field === undefined) return '';
    const parts = [`${field.label}${field.required ? ' *' : ''}${field.hint === undefined ? '' : ` – ${field.hint}`}`];
    if (field.problem !== undefined) parts.push(`⚠️ ${field.problem}`);
    if (field.kind === 'choice') {
      parts.push((field.options ?? []).map(({ label }, i) => `[${i + 1}] ${label}`).join('  '));
    }
    const value = valueWords(field);
    if (value !== '') parts.push(`= ${value}`);
    parts.push(
      field.kind === 'paragraph'
        ? `(Enter = ✓, ${NOTHING} = ∅, ${END} = ↵, ${LEAVE})`
        : `(Enter = ✓, ${NOTHING} = ∅, ${LEAVE})`,
    );
    return parts.join('\n');
  }

  function next(value: string): FormStep {
    const field = form.fields[at];
    if (field?.kind === 'file') {
      if (value.trim() !== '') files[field.name] = value.trim();
    } else if (field !== undefined) fields[field.name] = value;
    at += 1;
    lines = [];
    if (at < form.fields.length) return { kind: 'ask', text: ask() };
    return { kind: 'send', submit: form.submit, fields, files };
  }

  return {
    prompt: () =>
      [`── ${form.title} ──`, ...(form.problem === undefined ? [] : [`⚠️ ${form.problem}`]), ask()].join('\n'),

    type(line) {
      const field = form.fields[at];
      if (field === undefined || line.trim() === LEAVE) return { kind: 'left', text: '–' };
      if (field.kind === 'paragraph') {
        if (lines.length === 0 && line.trim() === '') return next(field.value ?? '');
        if (lines.length === 0 && line.trim() === NOTHING) return next('');
        if (line.trim() === END) return next(lines.join('\n'));
        lines.push(line);
        return { kind: 'ask', text: '' };
      }
      if (line.trim() === '') return next(field.value ?? '');
      if (line.trim() === NOTHING) return next('');
      return next(field.kind === 'choice' ? chosen(field, line.trim()) : line);
    },
  };
}

function valueWords({ kind, value, options }: FormField): string {
  if (value === undefined || value === '') return '';
  return kind === 'choice' ? (options?.find((option) => option.value === value)?.label ?? value) : value;
}

/** A number, a value or a label; anything else goes to the bot, which says what is wrong with it. */
function chosen({ options = [] }: FormField, typed: string): string {
  if (/^\d+$/.test(typed)) return options[Number(typed) - 1]?.value ?? typed;
  return options.find(({ label }) => label.toLowerCase() === typed.toLowerCase())?.value ?? typed;
}
