// Which form does a draft open?

import type { Asker } from '../command.ts';
import type { FormReply } from '../reply.ts';
import type { DraftContent } from './draft-content.ts';
import { type Step, stepForm } from './entry-steps.ts';

/** The form of a step of a draft that the store has. */
export function draftForm({ draft, composed, context }: DraftContent, step: Step, asker: Asker): FormReply {
  const call = { command: 'draft', args: { id: draft.id, step } };
  return stepForm(
    { step, submit: call, reopen: call, typed: draft.fields, partial: composed.partial, problems: composed.problems },
    context,
    asker.texts,
  );
}
