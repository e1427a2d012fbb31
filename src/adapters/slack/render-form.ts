// How does a form look as a Slack modal, and what was filled into it?

import type { FormField, FormReply } from '../../bot/reply.ts';
import { wordsIn } from '../../bot/words.ts';
import { type Block, context, option, type PlainTextObject, plainObject, section } from './blocks.ts';
import { checkedViewBlocks } from './check-content.ts';
import { type Fields, fieldsOf, textOf } from './fields.ts';
import { MAX_INPUT_LABEL, MAX_INPUT_VALUE, MAX_OPTIONS, MAX_PRIVATE_METADATA, MAX_VIEW_TITLE } from './limits.ts';
import { cutText, escapeText } from './mrkdwn.ts';

export const FORM_CALLBACK = 'form';
const FIELD_ACTION = 'value';

export interface ModalView {
  readonly type: 'modal';
  readonly callback_id: string;
  readonly title: PlainTextObject;
  readonly submit?: PlainTextObject;
  readonly close?: PlainTextObject;
  readonly private_metadata: string;
  readonly blocks: readonly Block[];
}

/**
 * A form as a modal.
 * @param metadata what its submission must know; see `view-metadata.ts`.
 * @throws RangeError where the metadata is too long.
 */
export function renderForm(form: FormReply, metadata: string): ModalView {
  if (metadata.length > MAX_PRIVATE_METADATA) throw new RangeError(`a form carries ${metadata.length} characters`);
  const problem = form.problem === undefined ? [] : [section(`⚠️ ${escapeText(cutText(form.problem, 2000))}`)];
  const t = wordsIn(form.lang);
  return {
    type: 'modal',
    callback_id: FORM_CALLBACK,
    title: plainObject(form.title, MAX_VIEW_TITLE),
    submit: plainObject(form.submitLabel, MAX_VIEW_TITLE),
    close: plainObject(t('action.cancel'), MAX_VIEW_TITLE),
    private_metadata: metadata,
    blocks: checkedViewBlocks([...problem, ...form.fields.flatMap(fieldBlocks)]),
  };
}

/** What was filled in, by the name of the field; fields left empty are empty texts. Files are read apart. */
export function readForm(view: Fields): Record<string, string> {
  const values = fieldsOf(fieldsOf(view.state).values);
  return Object.fromEntries(
    Object.entries(values).map(([name, block]) => {
      const state = fieldsOf(fieldsOf(block)[FIELD_ACTION]);
      return [name, textOf(state.value) || textOf(fieldsOf(state.selected_option).value)];
    }),
  );
}

function fieldBlocks(field: FormField): Block[] {
  const { name, label, hint, required, problem } = field;
  const block: Block = {
    type: 'input',
    block_id: name,
    label: plainObject(label, MAX_INPUT_LABEL),
    element: inputOf(field),
    optional: !required,
    ...(hint === undefined ? {} : { hint: plainObject(hint, MAX_INPUT_LABEL) }),
  };
  return problem === undefined ? [block] : [block, context(`⚠️ ${escapeText(cutText(problem, 2000))}`)];
}

function inputOf({ kind, value = '', maxLength, options = [], fileTypes }: FormField) {
  if (kind === 'file') {
    return {
      type: 'file_input' as const,
      action_id: FIELD_ACTION,
      max_files: 1 as const,
      ...(fileTypes === undefined ? {} : { filetypes: fileTypes }),
    };
  }
  if (kind === 'choice') {
    const offered = options.slice(0, MAX_OPTIONS).map((each) => option(each.label, each.value));
    const initial = offered.find((each) => each.value === value);
    return {
      type: 'static_select' as const,
      action_id: FIELD_ACTION,
      options: offered,
      ...(initial === undefined ? {} : { initial_option: initial }),
    };
  }
  const max = Math.min(maxLength ?? MAX_INPUT_VALUE, MAX_INPUT_VALUE);
  return {
    type: 'plain_text_input' as const,
    action_id: FIELD_ACTION,
    multiline: kind === 'paragraph',
    max_length: max,
    ...(value === '' ? {} : { initial_value: value.slice(0, max) }),
  };
}
