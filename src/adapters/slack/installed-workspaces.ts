// Which workspaces have installed the app, and with which tokens?

import type { Installation, InstallationStore, webApi } from '@slack/bolt';
import { fieldsOf, textOf } from './fields.ts';
import type { Seal } from './seal.ts';
import { type Identity, NotInstalledError, type Workspaces } from './workspaces.ts';

/** Where sealed installations are kept; the store's part of that name fits. */
export interface InstallationKeep {
  get(platform: string, id: string): Promise<string | undefined>;
  set(platform: string, id: string, value: string): Promise<void>;
  /** Removes one; removing what is not there is no error. */
  remove(platform: string, id: string): Promise<void>;
}

export interface InstalledWorkspaces extends Workspaces {
  /** What Bolt's installation flow writes to. */
  readonly installationStore: InstallationStore;
  /** Asks the store anew the next time: the token that is remembered was refused. */
  doubt(team: string): void;
}

interface Installed {
  readonly client: webApi.WebClient;
  readonly identity: Identity;
}

const PLATFORM = 'slack';

/** @param connect makes a client for a workspace's token. */
export function installedWorkspaces(
  keep: InstallationKeep,
  seal: Seal,
  connect: (token: string, team: string) => webApi.WebClient,
): InstalledWorkspaces {
  const known = new Map<string, Promise<Installed>>();

  function find(team: string): Promise<Installed> {
    let found = known.get(team);
    if (found === undefined) {
      found = read(team);
      known.set(team, found);
      // A failure is asked again the next time.
      found.catch(() => known.delete(team));
    }
    return found;
  }

  async function read(team: string): Promise<Installed> {
    const sealed = team === '' ? undefined : await keep.get(PLATFORM, team);
    if (sealed === undefined) throw new NotInstalledError();
    const { token, botUserId, botId } = fieldsOf(JSON.parse(seal.open(sealed, team)));
    return { client: connect(textOf(token), team), identity: { botUserId: textOf(botUserId), botId: textOf(botId) } };
  }

  async function forget(team: string): Promise<void> {
    known.delete(team);
    await keep.remove(PLATFORM, team);
  }

  return {
    client: async (team) => (await find(team)).client,
    identity: async (team) => (await find(team)).identity,
    forget,
    doubt: (team) => void known.delete(team),
    installationStore: {
      async storeInstallation(installation: Installation<'v1' | 'v2', boolean>) {
        const team = installation.team?.id;
        const { token, userId, id } = installation.bot ?? {};
        if (team === undefined || token === undefined) throw new Error('the installation names no workspace or no bot');
        await keep.set(PLATFORM, team, seal.seal(JSON.stringify({ token, botUserId: userId, botId: id }), team));
        known.delete(team);
      },
      async fetchInstallation() {
        // Tokens go to our own clients only; nothing asks Bolt for them.
        throw new NotInstalledError();
      },
      async deleteInstallation({ teamId }) {
        if (teamId !== undefined) await forget(teamId);
      },
    },
  };
}
