// Which registered command does a person run, and may they?

import type { Attachments, ChosenFile } from './attachments.ts';
import type { EmulatedChannel } from './channel.ts';
import { commandType } from './limits/command-limits.ts';
import { asPayload, asPayloads, asText, type Payload } from './payload.ts';
import { channelPermissions } from './permissions.ts';
import type { Person } from './person.ts';
import type { CommandRegistry } from './routes/application-routes.ts';
import { channelPayload, interactionMember, rolePayload, userPayload } from './wire.ts';
import type { World, WorldChannel, WorldRole } from './world.ts';

/** Where a command is used: contexts as Discord numbers them. */
export const contextType = { guild: 0, botDm: 1, privateChannel: 2 } as const;

/** What a person gives for an option. */
export type OptionValue = string | number | boolean | Person | EmulatedChannel | WorldRole | ChosenFile;

const optionType = {
  subcommand: 1,
  group: 2,
  text: 3,
  integer: 4,
  boolean: 5,
  user: 6,
  channel: 7,
  role: 8,
  number: 10,
  attachment: 11,
} as const;

export interface Where {
  channel: WorldChannel;
  person: Person;
  context: number;
  /** 0: added to the server; 1: installed by the person. */
  installation: number;
  attachments: Attachments;
}

const names = (item: Payload): unknown[] => [item.name, ...Object.values(asPayload(item.name_localizations))];

/** The command, in the guild's list or the global one, by its name or a translation of it. */
export function findCommand(registry: CommandRegistry, where: Where, type: number, name: string): Payload {
  const guildId = where.channel.guild?.id;
  const all = [...(guildId ? (registry.get(guildId) ?? []) : []), ...(registry.get('') ?? [])];
  const command = all.find((one) => one.type === type && names(one).includes(name));
  if (!command) {
    const known = all.filter((one) => one.type === type).map((one) => asText(one.name));
    throw new Error(`No command "${name}" is registered; there is: ${known.join(', ') || 'none'}.`);
  }
  refuseHidden(command, where, name);
  return command;
}

/** Discord does not even show a command where its definition or the person's permissions rule it out. */
function refuseHidden(command: Payload, where: Where, name: string): void {
  const contexts = command.contexts as number[] | null | undefined;
  if (contexts && !contexts.includes(where.context))
    throw new Error(`"${name}" is not offered in context ${where.context}.`);
  const installations = command.integration_types as number[] | undefined;
  if (installations && !installations.includes(where.installation)) {
    throw new Error(`"${name}" is not offered by an installation of type ${where.installation}.`);
  }
  const needed = command.default_member_permissions;
  if (where.channel.guild && typeof needed === 'string') {
    const bits = channelPermissions(where.channel, where.person.world);
    const isAdministrator = (bits & 8n) !== 0n;
    if (!isAdministrator && (needed === '0' || (bits & BigInt(needed)) !== BigInt(needed))) {
      throw new Error(`"${name}" is not shown to ${where.person.name}: it needs permissions ${needed}.`);
    }
  }
}

interface Filled {
  options: Payload[];
  resolved: Payload;
}

function put(filled: Filled, kind: string, id: string, payload: Payload): string {
  filled.resolved[kind] = { ...asPayload(filled.resolved[kind]), [id]: payload };
  return id;
}

function valueFor(filled: Filled, where: Where, definition: Payload, value: OptionValue): unknown {
  const name = asText(definition.name);
  const type = definition.type;
  if (typeof value === 'object') {
    if (type === optionType.channel && 'nextMessage' in value) {
      const permissions = channelPermissions(value.world, where.person.world).toString();
      return put(filled, 'channels', value.id, { ...channelPayload(value.world), permissions });
    }
    if (type === optionType.attachment && 'fileName' in value) {
      const attachment = where.attachments.add(value);
      return put(filled, 'attachments', asText(attachment.id), attachment);
    }
    if (type === optionType.role && 'permissions' in value)
      return put(filled, 'roles', value.id, rolePayload(value, 1));
    if (type === optionType.user && 'says' in value) {
      if (where.channel.guild) {
        const { user: _, ...member } = interactionMember(where.channel, value.world);
        put(filled, 'members', value.id, member);
      }
      return put(filled, 'users', value.id, userPayload(value.world));
    }
    throw new Error(`Option "${name}" of type ${String(type)} does not take this.`);
  }
  const choices = asPayloads(definition.choices);
  if (choices.length > 0) {
    const choice = choices.find((one) => one.value === value || one.name === value);
    if (!choice) throw new Error(`Option "${name}" has no choice "${String(value)}".`);
    return choice.value;
  }
  const expected = {
    [optionType.text]: 'string',
    [optionType.boolean]: 'boolean',
    [optionType.integer]: 'number',
    [optionType.number]: 'number',
  };
  if (typeof value !== expected[type as keyof typeof expected])
    throw new Error(`Option "${name}" does not take ${String(value)}.`);
  const size = typeof value === 'string' ? value.length : typeof value === 'number' ? value : 0;
  const [low, high] = typeof value === 'string' ? ['min_length', 'max_length'] : ['min_value', 'max_value'];
  if (size < Number(definition[low ?? ''] ?? size) || size > Number(definition[high ?? ''] ?? size)) {
    throw new Error(`Option "${name}" is out of its range: ${String(value).slice(0, 40)}.`);
  }
  return value;
}

/** The options as Discord sends them. `path` holds the subcommand's names; `focused` marks the one being typed. */
export function fillOptions(
  where: Where,
  command: Payload,
  path: readonly string[],
  values: Readonly<Record<string, OptionValue>>,
  focused?: string,
): Filled {
  const [step, ...rest] = path;
  const definitions = asPayloads(command.options);
  if (step !== undefined) {
    const sub = definitions.find((one) => names(one).includes(step) && Number(one.type) <= optionType.group);
    if (!sub) throw new Error(`"${asText(command.name)}" has no subcommand "${step}".`);
    const inner = fillOptions(where, sub, rest, values, focused);
    return { ...inner, options: [{ type: sub.type, name: sub.name, options: inner.options }] };
  }
  const needsSub = definitions.find((one) => Number(one.type) <= optionType.group);
  if (needsSub) throw new Error(`"${asText(command.name)}" needs a subcommand, such as "${asText(needsSub.name)}".`);
  const unknown = Object.keys(values).find((key) => !definitions.some((one) => names(one).includes(key)));
  if (unknown) throw new Error(`"${asText(command.name)}" has no option "${unknown}".`);
  const filled: Filled = { options: [], resolved: {} };
  for (const definition of definitions) {
    const key = Object.keys(values).find((one) => names(definition).includes(one));
    const name = asText(definition.name);
    if (key === undefined) {
      if (definition.required && focused === undefined) throw new Error(`Option "${name}" is required.`);
      continue;
    }
    const isFocused = focused === key;
    if (isFocused && !definition.autocomplete) throw new Error(`Option "${name}" has no autocomplete.`);
    const value = values[key] as OptionValue;
    filled.options.push({
      type: definition.type,
      name,
      value: isFocused ? value : valueFor(filled, where, definition, value),
      ...(isFocused && { focused: true }),
    });
  }
  return filled;
}

/** The `data` of a message command on a message. */
export function messageTarget(world: World, where: Where, payload: Payload): Payload {
  const author = world.users.get(asText(asPayload(payload.author).id));
  const member = author && where.channel.guild ? interactionMember(where.channel, author) : undefined;
  const { user: _, ...bare } = member ?? {};
  return {
    type: commandType.message,
    target_id: payload.id,
    resolved: {
      messages: { [asText(payload.id)]: payload },
      ...(author && { users: { [author.id]: userPayload(author) } }),
      ...(author && member && { members: { [author.id]: bare } }),
    },
  };
}
