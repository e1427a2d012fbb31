// With which token does one speak to a workspace?

import type { webApi } from '@slack/bolt';

/** How the bot is known in a workspace. */
export interface Identity {
  readonly botUserId: string;
  readonly botId: string;
}

export interface Workspaces {
  /** The client for a workspace. @throws NotInstalledError */
  client(team: string): Promise<webApi.WebClient>;
  /** Who the bot is there. @throws NotInstalledError */
  identity(team: string): Promise<Identity>;
  /** Forgets a workspace that removed the app or revoked its token. */
  forget(team: string): Promise<void>;
}

/** The app is not installed in that workspace, or not any more. */
export class NotInstalledError extends Error {
  readonly code = 'not-installed';

  constructor() {
    super('the app is not installed in this Slack workspace');
    this.name = 'NotInstalledError';
  }
}

/** One workspace, whose token the operator gave. */
export function oneWorkspace(client: webApi.WebClient, identity: Identity): Workspaces {
  return {
    client: async () => client,
    identity: async () => identity,
    forget: async () => {},
  };
}
