// What does Slack do with the answer to a submitted modal?

import type { Ack } from './delivery.ts';
import { checkedView, closeModals, openModal, updateView } from './modals.ts';
import { type Fields, fieldsIn, isFields } from './payload.ts';
import { SlackError } from './slack-error.ts';
import { complain, type SlackState } from './slack-state.ts';
import type { View } from './view.ts';

const TROUBLE = 'We had some trouble connecting. Try again?';

function errorsFor(state: SlackState, view: View, body: Fields): Record<string, string> {
  const inputs = view.blocks.filter((block) => block.type === 'input').map((block) => block.block_id);
  const errors = Object.entries(fieldsIn(body.errors)).map(([id, text]): [string, string] => [id, String(text)]);
  if (errors.length === 0) complain(state, 'view_submission: response_action errors without errors');
  for (const [id] of errors) {
    if (!inputs.includes(id)) complain(state, `view_submission: errors name «${id}», which is no input block`);
  }
  return Object.fromEntries(errors);
}

/** Applies `response_action`; without one the submitted view closes. Returns the errors shown in the form. */
export function applySubmission(state: SlackState, view: View, ack: Ack): Record<string, string> {
  const notice = () => state.journal.add({ kind: 'notice', user: view.user, text: TROUBLE });
  view.errors = {};
  if (!ack.ok) {
    notice();
    return {};
  }
  if (ack.body === undefined || ack.body === '') {
    closeModals(state, view.team, view.user, false);
    return {};
  }
  const body = isFields(ack.body) ? ack.body : {};
  try {
    switch (body.response_action) {
      case 'errors':
        view.errors = errorsFor(state, view, body);
        return view.errors;
      case 'clear':
        closeModals(state, view.team, view.user, true);
        return {};
      case 'update':
        updateView(state, view, checkedView(body.view, 'modal'));
        return {};
      case 'push':
        openModal(state, view.team, view.user, checkedView(body.view, 'modal'));
        return {};
      default:
        throw new SlackError(`unknown response_action ${String(body.response_action)}`);
    }
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    complain(state, `view_submission: ${error.error} ${JSON.stringify(error.extra)}`);
    notice();
    return {};
  }
}
