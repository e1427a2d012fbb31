// Does Discord know our commands as they are now?

import { isDeepStrictEqual } from 'node:util';
import { type APIApplicationCommand, type RESTPostAPIApplicationCommandsJSONBody, Routes } from 'discord.js';
import type { DiscordLink } from './discord-link.ts';

/** Commands as they are compared: without what Discord adds, and without the defaults it leaves out. */
type Comparable = { readonly [key: string]: unknown };

const COMPARED = [
  'type',
  'name',
  'name_localizations',
  'description',
  'description_localizations',
  'options',
  'default_member_permissions',
  'contexts',
  'integration_types',
] as const;

/**
 * Registers the commands for all servers, where they are not already registered just so: Discord allows 200 new commands
 * a day, and shows people an outdated command while it takes in a new one.
 * @returns whether they were registered now.
 */
export async function registerCommands(
  { rest, selfId }: Pick<DiscordLink, 'rest' | 'selfId'>,
  wanted: readonly RESTPostAPIApplicationCommandsJSONBody[],
): Promise<boolean> {
  const route = Routes.applicationCommands(selfId);
  const query = new URLSearchParams({ with_localizations: 'true' });
  const registered = (await rest.get(route, { query })) as APIApplicationCommand[];
  if (isDeepStrictEqual(comparable(registered), comparable(wanted))) return false;
  await rest.put(route, { body: wanted });
  return true;
}

function comparable(
  commands: readonly (APIApplicationCommand | RESTPostAPIApplicationCommandsJSONBody)[],
): Readonly<Record<string, Comparable>> {
  return Object.fromEntries(
    commands.map((command) => {
      const all = command as unknown as Comparable;
      const parts = COMPARED.map((key) => [key, normal(all[key])]).filter(([, value]) => value !== undefined);
      return [`${command.type ?? 1}:${command.name}`, Object.fromEntries(parts)];
    }),
  );
}

/** What Discord leaves out when it is nothing, false or empty is left out here too; sets are put in order. */
function normal(value: unknown): unknown {
  if (value === null || value === false || value === '') return undefined;
  if (Array.isArray(value)) {
    if (value.length === 0) return undefined;
    return value.every((item) => typeof item === 'number') ? [...value].sort() : value.map(normal);
  }
  if (typeof value !== 'object') return value;
  const parts = Object.entries(value as object).map(([key, part]) => [key, normal(part)] as const);
  const present = parts.filter(([, part]) => part !== undefined);
  return present.length === 0 ? undefined : Object.fromEntries(present);
}
