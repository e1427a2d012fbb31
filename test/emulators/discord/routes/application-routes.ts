// What does Discord know about the application: itself, its commands, whom it talks to?
import { refusals } from '../api-error.ts';
import { commandFaults, commandType } from '../limits/command-limits.ts';
import { refuseFaults } from '../limits/form-check.ts';
import { asPayload, asPayloads, asText, type Payload } from '../payload.ts';
import type { RestAnswer, Route } from '../rest-server.ts';
import { channelPayload, guildPayload, memberPayload, rolePayload, userPayload } from '../wire.ts';
import type { World, WorldChannel, WorldGuild, WorldUser } from '../world.ts';

/** Registered commands: global ones under `''`, a guild's under its id. */
export type CommandRegistry = Map<string, Payload[]>;

export interface ApplicationOptions {
  world: World;
  commands: CommandRegistry;
  gatewayUrl(): string;
  recommendedShards: number;
  directMessages(user: WorldUser): WorldChannel;
}

/** How many sessions may be started a day, and how many at once. */
const sessionStarts = { total: 1000, remaining: 1000, reset_after: 86_400_000, max_concurrency: 16 };

export function applicationRoutes(options: ApplicationOptions): Route[] {
  const { world, commands } = options;

  const application = (): Payload => ({
    id: world.applicationId,
    name: world.bot.name,
    description: '',
    icon: null,
    flags: world.messageContent ? 1 << 19 : 0,
    bot_public: true,
    bot_require_code_grant: false,
    verify_key: '0'.repeat(64),
    team: null,
    bot: userPayload(world.bot),
    integration_types_config: { 0: {}, 1: {} },
    approximate_guild_count: world.guilds.size,
  });

  /** What a registered command looks like when read: with its id, its version and every default spelt out. */
  function stored(command: Payload, guildId: string): Payload {
    const before = (commands.get(guildId) ?? []).find(
      (one) => one.name === command.name && one.type === (command.type ?? commandType.slash),
    );
    return {
      id: before?.id ?? world.ids.next(),
      application_id: world.applicationId,
      version: world.ids.next(),
      type: commandType.slash,
      description: '',
      default_member_permissions: null,
      dm_permission: true,
      integration_types: [0],
      contexts: null,
      nsfw: false,
      name_localizations: null,
      description_localizations: null,
      ...command,
      ...(guildId && { guild_id: guildId }),
    };
  }

  function register(guildId: string, body: unknown): RestAnswer {
    const list = asPayloads(body);
    refuseFaults(commandFaults(list));
    commands.set(
      guildId,
      list.map((command) => stored(command, guildId)),
    );
    world.signal.changed();
    return { status: 200, body: commands.get(guildId) ?? [] };
  }

  function listed(guildId: string, withTexts: boolean): RestAnswer {
    const list = commands.get(guildId) ?? [];
    const bare = ({ name_localizations: _, description_localizations: __, ...command }: Payload): Payload => command;
    return { status: 200, body: withTexts ? list : list.map(bare) };
  }

  function ownApplication(id: string | undefined): void {
    if (id !== world.applicationId) throw refusals.missingAccess();
  }

  function guildOf(id: string | undefined): WorldGuild {
    const guild = world.guilds.get(id ?? '');
    if (!guild) throw refusals.unknownGuild();
    if (!guild.botPresent) throw refusals.missingAccess();
    return guild;
  }

  const withTexts = (query: URLSearchParams): boolean => query.get('with_localizations') === 'true';
  const global = '/applications/:application/commands';
  const inGuild = '/applications/:application/guilds/:guild/commands';
  return [
    {
      method: 'GET',
      path: '/gateway/bot',
      answer: () => ({
        status: 200,
        body: { url: options.gatewayUrl(), shards: options.recommendedShards, session_start_limit: sessionStarts },
      }),
    },
    {
      method: 'GET',
      path: '/gateway',
      open: true,
      answer: () => ({ status: 200, body: { url: options.gatewayUrl() } }),
    },
    { method: 'GET', path: '/applications/@me', answer: () => ({ status: 200, body: application() }) },
    { method: 'GET', path: '/oauth2/applications/@me', answer: () => ({ status: 200, body: application() }) },
    { method: 'GET', path: '/users/@me', answer: () => ({ status: 200, body: userPayload(world.bot) }) },
    {
      method: 'GET',
      path: '/users/:user',
      answer({ user: id = '' }) {
        const user = world.users.get(id);
        if (!user) throw refusals.unknownUser();
        return { status: 200, body: userPayload(user) };
      },
    },
    {
      method: 'POST',
      path: '/users/@me/channels',
      answer(_, request) {
        const user = world.users.get(asText(asPayload(request.body).recipient_id));
        if (!user) throw refusals.unknownUser();
        return { status: 200, body: channelPayload(options.directMessages(user)) };
      },
    },
    {
      method: 'GET',
      path: '/guilds/:guild',
      answer: ({ guild }) => ({ status: 200, body: guildPayload(world, guildOf(guild)) }),
    },
    {
      method: 'GET',
      path: '/guilds/:guild/roles',
      answer: ({ guild }) => ({ status: 200, body: guildOf(guild).roles.map(rolePayload) }),
    },
    {
      method: 'GET',
      path: '/guilds/:guild/members/:user',
      answer({ guild, user = '' }) {
        const member = guildOf(guild).members.get(user);
        if (!member) throw refusals.unknownMember();
        return { status: 200, body: { ...memberPayload(member), user: userPayload(member.user) } };
      },
    },
    {
      method: 'DELETE',
      path: '/users/@me/guilds/:guild',
      answer({ guild: id }) {
        const guild = guildOf(id);
        guild.botPresent = false;
        world.announce({ name: 'GUILD_DELETE', guildId: guild.id, payload: () => ({ id: guild.id }) });
        return { status: 204 };
      },
    },
    {
      method: 'GET',
      path: global,
      answer({ application: id }, request) {
        ownApplication(id);
        return listed('', withTexts(request.query));
      },
    },
    {
      method: 'PUT',
      path: global,
      answer({ application: id }, request) {
        ownApplication(id);
        return register('', request.body);
      },
    },
    {
      method: 'GET',
      path: inGuild,
      answer({ application: id, guild }, request) {
        ownApplication(id);
        return listed(guildOf(guild).id, withTexts(request.query));
      },
    },
    {
      method: 'PUT',
      path: inGuild,
      answer({ application: id, guild }, request) {
        ownApplication(id);
        return register(guildOf(guild).id, request.body);
      },
    },
  ];
}
