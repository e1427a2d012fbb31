// How do modals and home tabs open, change and close?

import { stateValues } from './elements.ts';
import { compact, copyOf, type Fields, isFields } from './payload.ts';
import { withIds } from './posting.ts';
import { checkView } from './rules/views.ts';
import { refusal, SlackError } from './slack-error.ts';
import { type SlackState, workspaceOf } from './slack-state.ts';
import { View } from './view.ts';

/** Views that may lie on one another; docs.slack.dev, modals. */
const STACK_LIMIT = 3;

/** A view's JSON may not exceed this; docs.slack.dev, views.open (250 kB). Bytes. */
const VIEW_BYTES = 250_000;

/** The view given by an app, checked. Throws `invalid_arguments` or `view_too_large`. */
export function checkedView(value: unknown, type: 'modal' | 'home'): Fields {
  const faults = checkView(value, type);
  if (faults.length > 0) throw refusal('invalid_arguments', faults);
  if (Buffer.byteLength(JSON.stringify(value)) > VIEW_BYTES) throw new SlackError('view_too_large');
  return value as Fields;
}

export function stackOf(state: SlackState, team: string, user: string): View[] {
  const { modals } = workspaceOf(state, team);
  const stack = modals.get(user) ?? [];
  modals.set(user, stack);
  return stack;
}

function newView(state: SlackState, team: string, user: string, body: Fields): View {
  const full = { ...copyOf(body), blocks: withIds(state, body.blocks) };
  const view = new View({ id: state.ids.next('V'), team, user, body: full, hash: state.ids.secret('hash') });
  state.views.set(view.id, view);
  return view;
}

/** Opens a modal on top of what the person has open. */
export function openModal(state: SlackState, team: string, user: string, body: Fields): View {
  const stack = stackOf(state, team, user);
  if (stack.length >= STACK_LIMIT) throw new SlackError('push_limit_reached');
  const below = stack.at(-1);
  const view = newView(state, team, user, body);
  if (below !== undefined) {
    view.rootId = below.rootId;
    view.previousId = below.id;
  }
  stack.push(view);
  state.journal.add({ kind: 'opened', view });
  return view;
}

/** Puts another content into a view. What was entered stays where block_id and action_id are the same. */
export function updateView(state: SlackState, view: View, body: Fields): void {
  view.body = { ...copyOf(body), blocks: withIds(state, body.blocks) };
  view.hash = state.ids.secret('hash');
  view.errors = {};
  for (const id of view.entered.keys())
    if (!view.blocks.some((block) => block.block_id === id)) view.entered.delete(id);
  state.journal.add({ kind: 'updated', view });
}

export function publishHome(state: SlackState, team: string, user: string, body: Fields): View {
  const { homes } = workspaceOf(state, team);
  const before = homes.get(user);
  const view = before ?? newView(state, team, user, body);
  if (before !== undefined) {
    view.body = { ...copyOf(body), blocks: withIds(state, body.blocks) };
    view.hash = state.ids.secret('hash');
  }
  homes.set(user, view);
  state.journal.add({ kind: 'published', view });
  return view;
}

/** Closes the topmost modal, or all. Returns those closed. */
export function closeModals(state: SlackState, team: string, user: string, all: boolean): View[] {
  const stack = stackOf(state, team, user);
  const closed = all ? stack.splice(0) : stack.splice(-1);
  for (const view of closed) {
    view.open = false;
    state.journal.add({ kind: 'closed', view });
  }
  return closed;
}

/** A view as Slack's API and its payloads give it. */
export function viewPayload(state: SlackState, view: View): Fields {
  const { botId } = workspaceOf(state, view.team);
  return compact({
    id: view.id,
    team_id: view.team,
    private_metadata: '',
    callback_id: '',
    external_id: '',
    clear_on_close: false,
    notify_on_close: false,
    submit: null,
    close: null,
    ...copyOf(view.body),
    state: { values: copyOf(stateValues(view.blocks, view.entered)) },
    hash: view.hash,
    root_view_id: view.rootId,
    previous_view_id: view.previousId,
    app_id: state.app.appId,
    app_installed_team_id: view.team,
    bot_id: botId,
  });
}

/** Finds an open view by `view_id` or `external_id` and checks `hash`. Throws `not_found` or `hash_conflict`. */
export function findView(state: SlackState, team: string, params: Fields): View {
  const all = [...state.views.values()].filter((view) => view.team === team && view.open);
  const view = all.find(
    (entry) =>
      entry.id === params.view_id ||
      (typeof params.external_id === 'string' && entry.body.external_id === params.external_id),
  );
  if (view === undefined || !isFields(view.body)) throw new SlackError('not_found');
  if (typeof params.hash === 'string' && params.hash !== view.hash) throw new SlackError('hash_conflict');
  return view;
}
