// How does the app hear of what happens in a workspace?

import type { AppConfig } from './app-config.ts';
import type { Ack } from './delivery.ts';
import type { Message } from './message.ts';
import { copyOf, type Fields } from './payload.ts';
import { type SlackState, workspaceOf } from './slack-state.ts';
import type { ChannelState } from './world.ts';

const CHANNEL_TYPES = { channel: 'channels', group: 'groups', im: 'im', mpim: 'mpim' } as const;

/** The scope for reading messages of a channel, by its type: `channels:history`, `im:history`, … */
export function historyScope(channel: ChannelState): string {
  return `${CHANNEL_TYPES[channel.type]}:history`;
}

/** The scope without which Slack does not send an event; none for the others. */
const EVENT_SCOPES: Readonly<Record<string, string>> = {
  app_mention: 'app_mentions:read',
  'message.channels': 'channels:history',
  'message.groups': 'groups:history',
  'message.im': 'im:history',
  'message.mpim': 'mpim:history',
};

/** Events that the app subscribes to without the scope for them, as complaints. */
export function unscopedEvents(app: AppConfig): string[] {
  return app.events.flatMap((event) => {
    const scope = EVENT_SCOPES[event];
    return scope === undefined || app.scopes.includes(scope) ? [] : [`event ${event} without the scope ${scope}`];
  });
}

/** The envelope of the Events API round one event. */
export function eventPayload(state: SlackState, team: string, event: Fields): Fields {
  return {
    token: 'emulated-verification-token',
    team_id: team,
    api_app_id: state.app.appId,
    event: copyOf(event),
    type: 'event_callback',
    event_id: state.ids.next('Ev'),
    event_time: Math.floor(state.clock.now() / 1000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: team,
        user_id: workspaceOf(state, team).botUserId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
    event_context: `4-${state.ids.next('')}`,
  };
}

/** Sends an event when the app is installed, subscribed to it and has the scope; undefined when it does not hear of it. */
export function sendEvent(
  state: SlackState,
  team: string,
  subscription: string,
  event: Fields,
): Promise<Ack> | undefined {
  const workspace = workspaceOf(state, team);
  if (!workspace.installed || !state.app.events.includes(subscription)) return undefined;
  const scope = EVENT_SCOPES[subscription];
  if (scope !== undefined) {
    if (![...workspace.tokens.values()].some((token) => token.scopes.includes(scope))) return undefined;
    state.scopesUsed.add(scope);
  }
  return state.dispatcher.deliver({ kind: 'event', payload: eventPayload(state, team, event) });
}

/** Tells the app of a message event in a channel it is in; mentions of the app come as `app_mention` as well. */
export function sendMessageEvent(
  state: SlackState,
  channel: ChannelState,
  message: Message,
  event: Fields,
): Promise<Ack>[] {
  const workspace = workspaceOf(state, message.team);
  if (!channel.members.has(workspace.botUserId)) return [];
  const acks: (Promise<Ack> | undefined)[] = [];
  const mentioned = event.subtype === undefined && String(event.text).includes(`<@${workspace.botUserId}>`);
  // In a direct message a mention is not an app_mention: only message.im arrives.
  if (mentioned && channel.type !== 'im' && message.author !== workspace.botUserId) {
    const { channel_type: _, ...mention } = event;
    acks.push(sendEvent(state, message.team, 'app_mention', { ...mention, type: 'app_mention' }));
  }
  const subscription = `message.${CHANNEL_TYPES[channel.type]}`;
  acks.push(sendEvent(state, message.team, subscription, event));
  return acks.filter((ack) => ack !== undefined);
}
