// Why is it done? The field of a form that asks.

import type { Request } from '../command.ts';
import type { FormField } from '../reply.ts';

/** Longest reason. */
export const MAX_REASON = 400;

/** The field, with what was typed in it. */
export function reasonField({ asker, fields }: Request): FormField {
  return {
    name: 'reason',
    label: asker.texts.t('field.change-reason'),
    kind: 'paragraph',
    value: fields.reason?.slice(0, 3000),
    required: true,
    maxLength: MAX_REASON,
  };
}

/** What is wrong with a reason that is empty or too long. */
export function reasonProblem(reason: string, { asker }: Request): string {
  return reason === ''
    ? asker.texts.t('field-problem.empty')
    : asker.texts.t('field-problem.too-long', { max: MAX_REASON, length: reason.length });
}
