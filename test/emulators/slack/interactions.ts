// What does the payload of a person's action look like?

import type { Delivery } from './delivery.ts';
import { stateValues } from './elements.ts';
import { Message } from './message.ts';
import { viewPayload } from './modals.ts';
import { compact, copyOf, type Fields } from './payload.ts';
import type { ResponseUrls } from './response-urls.ts';
import { channelOf, type SlackState } from './slack-state.ts';
import type { View } from './view.ts';
import { channelPayload } from './web-api/conversations.ts';
import type { UserState, WorkspaceState } from './world.ts';

/** Who acts, and where the parts of Slack are that the payload needs. */
export interface Actor {
  readonly state: SlackState;
  readonly responseUrls: ResponseUrls;
  readonly workspace: WorkspaceState;
  readonly user: UserState;
}

const VERIFICATION = 'emulated-verification-token';

function channelName(actor: Actor, id: string): Fields {
  const payload = channelPayload(actor.workspace, channelOf(actor.state, actor.workspace.id, id));
  return { id, name: payload.name ?? 'directmessage' };
}

function common(actor: Actor): Fields {
  const { state, workspace, user } = actor;
  return {
    token: VERIFICATION,
    api_app_id: state.app.appId,
    team: { id: workspace.id, domain: workspace.domain },
    enterprise: null,
    is_enterprise_install: false,
    user: { id: user.id, username: user.name, name: user.name, team_id: workspace.id },
  };
}

const trigger = ({ state, workspace, user }: Actor) => state.triggers.create(workspace.id, user.id);

export function commandDelivery(actor: Actor, command: string, text: string, channel: string): Delivery {
  const { state, workspace, user } = actor;
  return {
    kind: 'command',
    payload: {
      token: VERIFICATION,
      team_id: workspace.id,
      team_domain: workspace.domain,
      channel_id: channel,
      channel_name: channelName(actor, channel).name,
      user_id: user.id,
      user_name: user.name,
      command,
      text,
      api_app_id: state.app.appId,
      is_enterprise_install: 'false',
      response_url: actor.responseUrls.create(workspace.id, user.id, channel),
      trigger_id: trigger(actor),
    },
  };
}

export function shortcutDelivery(actor: Actor, callbackId: string, message: Message | undefined): Delivery {
  const base = {
    callback_id: callbackId,
    trigger_id: trigger(actor),
    action_ts: actor.state.ids.ts(),
    ...common(actor),
  };
  if (message === undefined) return { kind: 'interactive', payload: { type: 'shortcut', ...base } };
  const { workspace, user } = actor;
  return {
    kind: 'interactive',
    payload: {
      type: 'message_action',
      ...base,
      message_ts: message.ts,
      message: copyOf(message.body),
      channel: channelName(actor, message.channel),
      response_url: actor.responseUrls.create(workspace.id, user.id, message.channel),
    },
  };
}

/** Where an element stands: fields that actions and suggestions share. */
function placeOf(actor: Actor, container: Message | View): Fields {
  if (!(container instanceof Message)) {
    return { container: { type: 'view', view_id: container.id }, view: viewPayload(actor.state, container) };
  }
  const ephemeral = container.viewer !== undefined;
  return compact({
    container: compact({
      type: 'message',
      message_ts: container.ts,
      channel_id: container.channel,
      is_ephemeral: ephemeral,
      thread_ts: container.threadTs,
    }),
    channel: channelName(actor, container.channel),
    // The payload of an ephemeral message's action does not carry the message.
    message: ephemeral ? undefined : copyOf(container.body),
    state: { values: copyOf(stateValues(container.blocks, container.entered)) },
  });
}

export function actionDelivery(actor: Actor, container: Message | View, action: Fields): Delivery {
  const url =
    container instanceof Message
      ? actor.responseUrls.create(actor.workspace.id, actor.user.id, container.channel, container)
      : undefined;
  return {
    kind: 'interactive',
    payload: compact({
      type: 'block_actions',
      ...common(actor),
      trigger_id: trigger(actor),
      ...placeOf(actor, container),
      response_url: url,
      actions: [{ ...action, action_ts: actor.state.ids.ts() }],
    }),
  };
}

export function suggestionDelivery(actor: Actor, container: Message | View, element: Fields, value: string): Delivery {
  const { action_id, block_id } = element;
  return {
    kind: 'interactive',
    payload: { type: 'block_suggestion', ...common(actor), action_id, block_id, value, ...placeOf(actor, container) },
  };
}

export function submissionDelivery(actor: Actor, view: View): Delivery {
  return {
    kind: 'interactive',
    payload: {
      type: 'view_submission',
      ...common(actor),
      trigger_id: trigger(actor),
      view: viewPayload(actor.state, view),
      response_urls: [],
    },
  };
}

export function closingDelivery(actor: Actor, view: View, isCleared: boolean): Delivery {
  return {
    kind: 'interactive',
    payload: { type: 'view_closed', ...common(actor), view: viewPayload(actor.state, view), is_cleared: isCleared },
  };
}
