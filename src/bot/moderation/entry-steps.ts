// In which steps is an entry filled in, at most five fields at a time?

import type { Entry } from '../../entry/entry-schema.ts';
import type { TextKey } from '../../i18n/resource.ts';
import { LANGUAGES, type Texts } from '../../i18n/texts.ts';
import type { Call } from '../call.ts';
import type { FormField, FormReply } from '../reply.ts';
import { entryField } from './entry-fields.ts';
import { type FieldProblem, problemWords } from './field-problem.ts';
import { MAX_FIELD_LENGTH, type WritingContext } from './text-fields.ts';

/** The steps, with the fields of each. `main` comes first; the others any time later. */
export const STEPS = {
  main: ['claim', 'verdict', 'answer', 'sources', 'first'],
  judgement: ['nature', 'confidence', 'reason', 'not-proven', 'review-by'],
  origin: ['origin', 'timeline', 'quotes'],
  words: ['wordings', 'negatives', 'tags', 'circulates', 'reviewed'],
  language: ['claim-2', 'answer-2', 'not-proven-2', 'origin-2', 'reason-2'],
  'language-words': ['wordings-2', 'negatives-2'],
  update: ['note', 'note-2'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type Step = keyof typeof STEPS;

/** All steps, in the order in which they are offered. */
export const STEP_NAMES = Object.keys(STEPS) as readonly Step[];

/** Longest note on what changed. */
const MAX_NOTE = 400;

/** The step whose form has a field. */
export function stepOfField(name: string): Step {
  return STEP_NAMES.find((step) => (STEPS[step] as readonly string[]).includes(name)) ?? 'main';
}

/** Where an entry in one language may get its second one. */
export function secondLanguage(lang: string): string {
  return LANGUAGES.find((other) => other !== lang) ?? 'en';
}

export interface StepForm {
  readonly step: Step;
  readonly submit: Call;
  readonly reopen: Call;
  /** What was typed and not yet understood or published, by the name of the field. */
  readonly typed: Readonly<Record<string, string>>;
  /** The entry as it would be. */
  readonly partial: Partial<Entry>;
  readonly problems: readonly FieldProblem[];
}

/** The form of a step, filled with what is there: what was typed before what the entry holds. */
export function stepForm(
  { step, submit, reopen, typed, partial, problems }: StepForm,
  context: WritingContext,
  texts: Texts,
): FormReply {
  const { t } = texts;
  const names: readonly string[] = STEPS[step];
  const here = problems.filter(({ field }) => names.includes(field));
  return {
    kind: 'form',
    lang: texts.lang,
    title: t(`step.${step}`),
    submitLabel: t('action.go-on'),
    submit,
    reopen,
    reopenLabel: t('action.mend'),
    problem: here.length === 0 ? undefined : here.map((problem) => problemLine(problem, texts)).join('\n'),
    fields: names.map((name) => formField(name)),
  };

  function formField(name: string): FormField {
    const field = entryField(name);
    const value = typed[name] ?? field?.write(partial, context) ?? '';
    const problem = here.find((each) => each.field === name);
    return {
      name,
      label: fieldLabel(name, context, texts),
      kind: field?.kind ?? 'paragraph',
      hint: t(`field-hint.${baseName(name)}`),
      value: value.slice(0, MAX_FIELD_LENGTH),
      required: field?.required === true || name === 'note' || (step === 'main' && name !== 'first'),
      problem: problem && problemWords(problem, texts),
      maxLength: Math.min(field?.max ?? MAX_NOTE, MAX_FIELD_LENGTH),
      options: field?.choices?.map(({ value: option, label }) => ({ value: option, label: t(label) })),
    };
  }
}

/** A field's name for people; with the language where it is the second one. */
export function fieldLabel(name: string, context: Pick<WritingContext, 'second'>, texts: Texts): string {
  const label = texts.t(`field.${baseName(name)}`);
  return name.endsWith('-2') ? `${label} (${texts.languageName(context.second)})` : label;
}

/** A problem with the name of its field before it. */
export function problemLine(problem: FieldProblem, texts: Texts): string {
  const label = texts.t(`field.${baseName(problem.field)}`);
  return texts.t('field-problem.in-field', { field: label, problem: problemWords(problem, texts) });
}

/** The labels a field can have. */
type FieldName = Extract<TextKey, `field-hint.${string}`> extends `field-hint.${infer Name}` ? Name : never;

function baseName(name: string): FieldName {
  return name.replace(/-2$/, '') as FieldName;
}
