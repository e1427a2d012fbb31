// Who is this person in the workspace: language, name, manager, groups?

import type { Person } from '../../bot/incoming.ts';
import type { Log } from '../../bot/log.ts';
import { fieldsOf, listOf, textOf, textOrNone } from './fields.ts';
import { patiently } from './slack-api.ts';
import { loggable, refusalCode } from './slack-error.ts';
import type { Workspaces } from './workspaces.ts';

/** How long what Slack says about a person or group is believed, in milliseconds: a demoted admin loses rights by then. */
const BELIEVED_MS = 5 * 60_000;

/** The same of a workspace's groups, which are read at once for all their members. */
const GROUPS_BELIEVED_MS = 60_000;

/** After a lookup that failed, the next comes no sooner, in milliseconds. */
const PAUSE_AFTER_FAILURE_MS = 30_000;

/** Most people remembered; the oldest go first. */
const MOST_PEOPLE = 20_000;

/** A person as the bot needs them. */
export interface KnownPerson {
  readonly person: Person;
  /** Their language, such as `fr-FR`; undefined where Slack does not tell. */
  readonly locale: string | undefined;
  /** The name they go by; undefined where Slack does not tell. */
  readonly name: string | undefined;
}

export interface People {
  /** Looks a person up. Never throws: who cannot be looked up is nobody special. */
  find(team: string, user: string): Promise<KnownPerson>;
  /** What is known already, for moments in which there is no time to ask. */
  recall(team: string, user: string): KnownPerson | undefined;
}

interface Profile {
  readonly isManager: boolean;
  readonly locale: string | undefined;
  readonly name: string | undefined;
}

const NOBODY: Profile = { isManager: false, locale: undefined, name: undefined };

export function createPeople(workspaces: Workspaces, log: Log, elapsed: () => number): People {
  const profiles = createMemory<Profile>(elapsed, BELIEVED_MS, async (key) => {
    const [team = '', user = ''] = key.split(':');
    const client = await workspaces.client(team);
    return profileOf(fieldsOf(await patiently(() => client.users.info({ user, include_locale: true }))).user);
  });
  const groupsOf = createMemory<ReadonlyMap<string, string[]>>(elapsed, GROUPS_BELIEVED_MS, async (team) => {
    const client = await workspaces.client(team);
    return membership(await patiently(() => client.usergroups.list({ include_users: true })));
  });

  async function profile(key: string): Promise<Profile> {
    try {
      return await profiles.get(key);
    } catch (error) {
      if (profiles.failed(key)) log.warn(loggable(error), 'could not look up a person in Slack');
      return NOBODY;
    }
  }

  async function groups(team: string, user: string): Promise<readonly string[]> {
    try {
      return (await groupsOf.get(team)).get(user) ?? [];
    } catch (error) {
      // A workspace on the free plan has no groups, and says so with an error.
      const expected = ['paid_teams_only', 'plan_upgrade_required'].includes(refusalCode(error) ?? '');
      if (groupsOf.failed(team) && !expected)
        log.warn(loggable(error), 'could not read the user groups of a workspace');
      return [];
    }
  }

  return {
    async find(team, user) {
      const [known, ofGroups] = await Promise.all([profile(`${team}:${user}`), groups(team, user)]);
      return personOf(user, known, ofGroups);
    },
    recall(team, user) {
      const known = profiles.peek(`${team}:${user}`);
      return known && personOf(user, known, groupsOf.peek(team)?.get(user) ?? []);
    },
  };
}

function personOf(user: string, { isManager, locale, name }: Profile, groups: readonly string[]): KnownPerson {
  return { person: { id: user, isManager, groups }, locale, name };
}

function profileOf(value: unknown): Profile {
  const user = fieldsOf(value);
  const profile = fieldsOf(user.profile);
  return {
    isManager: user.is_admin === true || user.is_owner === true || user.is_primary_owner === true,
    locale: textOrNone(user.locale),
    name: textOrNone(profile.display_name) ?? textOrNone(profile.real_name) ?? textOrNone(user.name),
  };
}

function membership(answer: unknown): ReadonlyMap<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const { id, users } of listOf(fieldsOf(answer).usergroups)) {
    for (const user of Array.isArray(users) ? users.map(textOf) : []) {
      groups.set(user, [...(groups.get(user) ?? []), textOf(id)]);
    }
  }
  return groups;
}

/** Remembers what was looked up, for a while; asks once where several want the same at once. */
interface Memory<T> {
  get(key: string): Promise<T>;
  peek(key: string): T | undefined;
  /** Tells the first to ask that a lookup has just failed, and nobody after. */
  failed(key: string): boolean;
}

function createMemory<T>(elapsed: () => number, believedMs: number, look: (key: string) => Promise<T>): Memory<T> {
  const kept = new Map<string, { value: Promise<T>; known?: T; until: number; told?: boolean }>();
  return {
    get(key) {
      const found = kept.get(key);
      if (found !== undefined && found.until > elapsed()) return found.value;
      kept.delete(key);
      const entry: { value: Promise<T>; known?: T; until: number; told?: boolean } = {
        value: look(key),
        until: elapsed() + believedMs,
      };
      kept.set(key, entry);
      const oldest = kept.keys().next().value;
      if (kept.size > MOST_PEOPLE && oldest !== undefined) kept.delete(oldest);
      entry.value.then(
        (value) => {
          entry.known = value;
        },
        () => {
          entry.until = elapsed() + PAUSE_AFTER_FAILURE_MS;
        },
      );
      return entry.value;
    },
    peek: (key) => kept.get(key)?.known,
    failed(key) {
      const found = kept.get(key);
      if (found === undefined || found.told === true) return false;
      found.told = true;
      return true;
    },
  };
}
