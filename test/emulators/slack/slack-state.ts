// What do all parts of the emulated Slack share?

import type { Activity } from './activity.ts';
import type { AppConfig } from './app-config.ts';
import type { EmulatorClock } from './clock.ts';
import type { Dispatcher } from './dispatcher.ts';
import type { Faults } from './faults.ts';
import type { Journal } from './journal.ts';
import type { SocketMode } from './socket-mode.ts';
import type { Triggers } from './triggers.ts';
import type { View } from './view.ts';
import type { ChannelState, Ids, WorkspaceState } from './world.ts';

export interface SlackState {
  readonly app: AppConfig;
  readonly clock: EmulatorClock;
  readonly ids: Ids;
  readonly activity: Activity;
  readonly journal: Journal;
  readonly faults: Faults;
  readonly triggers: Triggers;
  readonly socketMode: SocketMode;
  readonly dispatcher: Dispatcher;
  readonly workspaces: Map<string, WorkspaceState>;
  readonly views: Map<string, View>;
  /** OAuth codes that were given out. */
  readonly codes: Map<
    string,
    { team: string; user: string; scopes: readonly string[]; redirectUri: string; used: boolean }
  >;
  /** Things Slack would let pass but a good app does not do. */
  readonly complaints: string[];
  /** Scopes that a call or a delivery has needed so far. */
  readonly scopesUsed: Set<string>;
  /** Whether posts to one channel within the same second are refused with 429. */
  readonly enforceRates: boolean;
  /** Where the emulator listens, without a slash at the end. */
  origin: string;
}

export function workspaceOf(state: SlackState, team: string): WorkspaceState {
  const workspace = state.workspaces.get(team);
  if (workspace === undefined) throw new Error(`No workspace ${team}`);
  return workspace;
}

export function channelOf(state: SlackState, team: string, id: string): ChannelState {
  const channel = workspaceOf(state, team).channels.get(id);
  if (channel === undefined) throw new Error(`No channel ${id} in ${team}`);
  return channel;
}

/** Adds a complaint, once. */
export function complain(state: SlackState, complaint: string): void {
  if (!state.complaints.includes(complaint)) state.complaints.push(complaint);
}
