// How does a test get a Discord of its own?
//
// The emulator speaks Discord's gateway and REST interface on one loopback port. The real client connects with
// `new Client({ rest: { api: emulator.restUrl }, … })` and `client.login(emulator.token)`. Tests act through people
// (`emulator.person('Ana').says(…)`), and look at what they would see (`emulator.screen(channel)`), at the stored
// messages (`message.payload`) or at the requests (`emulator.requests`).
//
// Nothing here sleeps: time rules are read off `clock`, and waits end with the event that is awaited. `patience` only
// bounds how long a failing test hangs.
import type { AddressInfo } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { GatewayIntentBits } from 'discord.js';
import { createAttachments } from './attachments.ts';
import { type EmulatedChannel, emulatedChannel } from './channel.ts';
import { type EmulatorClock, realClock } from './clock.ts';
import { createFaults, type Faults } from './faults.ts';
import { type Gateway, startGateway } from './gateway.ts';
import { channelTools, type EmulatedGuild, emulatedGuild, type GuildOptions, newChannel } from './guild.ts';
import { createInteractions, isOwed, type WorldInteraction } from './interactions.ts';
import type { Payload } from './payload.ts';
import { createPerson, type Person } from './person.ts';
import type { RestRequest } from './rest-request.ts';
import { createRestServer } from './rest-server.ts';
import { applicationRoutes, type CommandRegistry } from './routes/application-routes.ts';
import { interactionRoutes } from './routes/interaction-routes.ts';
import { messageRoutes, type Typing } from './routes/message-routes.ts';
import { webhookRoutes } from './routes/webhook-routes.ts';
import { screenOf } from './screen.ts';
import { createSignal } from './signal.ts';
import { channelType, createWorld, type WorldMessage, type WorldUser } from './world.ts';

export interface DiscordEmulatorOptions {
  /** Default: the real time. With `manualClock()` tests move past the 3 s and 15 min limits at will. */
  clock?: EmulatorClock;
  /** Default `Is This True?`. */
  botName?: string;
  /** Whether the Message Content intent is switched on in the portal. Default true; false refuses it at IDENTIFY (4014). */
  messageContent?: boolean;
  /** What `GET /gateway/bot` recommends. Default 1. */
  shards?: number;
  /** Milliseconds between heartbeats. Default 41250, as Discord. */
  heartbeatInterval?: number;
  /** Real milliseconds that a wait may last before it rejects. Default 5000. */
  patience?: number;
  /** How many requests are kept in `requests`. Default 10,000. */
  remembered?: number;
}

export interface DiscordEmulator {
  /** For `new Client({ rest: { api } })`. */
  readonly restUrl: string;
  readonly token: string;
  readonly applicationId: string;
  /** The bot's user; `<@id>` mentions it. */
  readonly bot: WorldUser;
  readonly botMention: string;
  readonly faults: Faults;
  readonly gateway: Gateway;
  /** The requests received, oldest first. */
  readonly requests: readonly RestRequest[];
  /** Typing indicators shown by the bot. */
  readonly typing: readonly Typing[];
  readonly interactions: readonly WorldInteraction[];
  guild(options?: GuildOptions): EmulatedGuild;
  /** A new person; `bot: true` makes another bot. */
  person(name: string, options?: { locale?: string; bot?: boolean }): Person;
  /** Direct messages among people, where only user-installed commands work. */
  privateChannel(name: string): EmulatedChannel;
  /** The registered commands: global ones, or a guild's. */
  commands(guild?: EmulatedGuild): readonly Payload[];
  /** Puts commands in place as if the application had registered them earlier, unchecked. */
  presetCommands(commands: readonly Payload[]): void;
  /** The token is no longer valid: REST answers 401, sessions end with 4004 and no IDENTIFY is taken. */
  revokeToken(): void;
  /** The Message Content intent is switched off: sessions end with 4014, IDENTIFY with it is refused. */
  disallowMessageContent(): void;
  /** Resolves with the first true value; looked at again after each change in this Discord. */
  until<T>(look: () => T | undefined | false, what?: string): Promise<T>;
  /**
   * Resolves when the client has handled all that was sent to it. The rule: every session is connected; every request is
   * answered; no interaction within its limits waits for a response or for the text of a deferral; and three times in a
   * row each session answered a heartbeat request having confirmed the last event, with no new request in between.
   * A bot that does something else asynchronously (a database, a timer) must be awaited too: give its own
   * "idle" as `also`, which is awaited in each of the rounds.
   */
  settled(also?: () => Promise<unknown>): Promise<void>;
  /** The channel as plain text, as this person sees it. Without a viewer: as everybody sees it. */
  screen(channel: EmulatedChannel, viewer?: Person): string;
  /** Closes every socket and the port. */
  close(): Promise<void>;
}

const quietRounds = 3;

export async function startDiscordEmulator(options: DiscordEmulatorOptions = {}): Promise<DiscordEmulator> {
  const signal = createSignal(options.patience ?? 5000);
  options.clock?.onAdvance?.(() => signal.changed());
  const world = createWorld({
    clock: options.clock ?? realClock,
    signal,
    botName: options.botName ?? 'Is This True?',
    messageContent: options.messageContent ?? true,
  });
  const token = `${Buffer.from(world.applicationId).toString('base64url')}.emulated.token`;
  let tokenIsGood = true;
  let address = '';
  const commands: CommandRegistry = new Map();
  const typing: Typing[] = [];
  const interactions = createInteractions(world);
  const faults = createFaults();
  const tools = channelTools(world);
  const directMessages = new Map<string, EmulatedChannel>();

  function dm(user: WorldUser): EmulatedChannel {
    const known = directMessages.get(user.id);
    if (known) return known;
    const channel = newChannel(world, { type: channelType.dm, name: `DM with ${user.name}`, recipient: user });
    const made = emulatedChannel(world, channel, tools);
    directMessages.set(user.id, made);
    return made;
  }

  const attachments = createAttachments(world, () => `http://${address}`);
  const rest = createRestServer({
    faults,
    signal,
    remembered: options.remembered ?? 10_000,
    authorized: (authorization) => tokenIsGood && authorization === `Bot ${token}`,
    routes: [
      ...attachments.routes,
      ...applicationRoutes({
        world,
        commands,
        gatewayUrl: () => `ws://${address}`,
        recommendedShards: options.shards ?? 1,
        directMessages: (user) => dm(user).world,
      }),
      ...messageRoutes(world, typing),
      ...interactionRoutes(world, interactions),
      ...webhookRoutes(world, interactions),
    ],
  });
  const gateway = startGateway({
    world,
    server: rest.server,
    url: () => `ws://${address}`,
    tokenIsValid: (given) => tokenIsGood && given === token,
    intentIsApproved: (intent) => intent === GatewayIntentBits.MessageContent && world.messageContent,
    heartbeatInterval: options.heartbeatInterval ?? 41_250,
  });
  await new Promise<void>((resolve, reject) => {
    rest.server.once('error', reject);
    rest.server.listen(0, '127.0.0.1', resolve);
  });
  address = `127.0.0.1:${(rest.server.address() as AddressInfo).port}`;

  function outcome(interaction: WorldInteraction, wait: 'done' | 'first' | 'sent' = 'done'): Promise<WorldInteraction> {
    if (wait === 'sent') return Promise.resolve(interaction);
    return signal.until(() => {
      const over = wait === 'first' && interaction.state !== 'waiting';
      return (over || !isOwed(world, interaction)) && interaction;
    }, `the bot's answer to ${interaction.label}`);
  }

  const owed = (): WorldInteraction | undefined => interactions.all.findLast((one) => isOwed(world, one));
  /** What `settled` still waits for, for the error of a failing test. */
  function outstanding(): string {
    const away = gateway.sessions.filter((session) => session.resumable && session.socket === undefined);
    const open = rest.requests.filter((request) => request.status === undefined);
    return [
      ...away.map((session) => `shard ${session.shard[0]} to come back`),
      ...open.map((request) => `the answer to ${request.method} ${request.path}`),
      ...(owed() ? [`the bot's answer to ${owed()?.label}`] : []),
    ].join(', ');
  }
  const connected = (): boolean =>
    gateway.sessions.every((session) => !session.resumable || session.socket !== undefined);

  return {
    restUrl: `http://${address}/api`,
    token,
    applicationId: world.applicationId,
    bot: world.bot,
    botMention: `<@${world.bot.id}>`,
    faults,
    gateway,
    requests: rest.requests,
    typing,
    interactions: interactions.all,
    guild: (given = {}) => emulatedGuild(world, given),
    person(name, { locale = 'en-US', bot = false } = {}) {
      const user: WorldUser = { id: world.ids.next(), name, bot, locale, acceptsDms: true };
      world.users.set(user.id, user);
      return createPerson({ world, interactions, commands, attachments, dm, outcome }, user);
    },
    privateChannel: (name) => emulatedChannel(world, newChannel(world, { type: channelType.dm, name }), tools),
    commands: (guild) => commands.get(guild?.id ?? '') ?? [],
    presetCommands(list) {
      const defaults = { type: 1, description: '', application_id: world.applicationId };
      commands.set(
        '',
        list.map((command) => ({ id: world.ids.next(), version: world.ids.next(), ...defaults, ...command })),
      );
    },
    revokeToken() {
      tokenIsGood = false;
      gateway.closeAll(4004);
    },
    disallowMessageContent() {
      world.messageContent = false;
      gateway.closeAll(4014);
    },
    until: (look, what = 'a condition') => signal.until(look, what),
    async settled(also) {
      for (let quiet = 0; quiet < quietRounds; ) {
        await signal.until(() => connected() && rest.pending() === 0 && !owed(), outstanding);
        const before = rest.count();
        await also?.();
        await gateway.roundTrip();
        await nextTurn();
        const still = gateway.isCaughtUp() && rest.count() === before && rest.pending() === 0 && !owed();
        quiet = still ? quiet + 1 : 0;
      }
    },
    screen: (channel, viewer) => screenOf(world, channel.world.messages, viewer?.world),
    async close() {
      gateway.close();
      signal.end();
      const closed = new Promise<void>((resolve) => {
        rest.server.close(() => resolve());
      });
      rest.server.closeAllConnections();
      await closed;
    },
  };
}

/** The text of a message as a person reads it. */
export function textOf(message: WorldMessage): string {
  return String(message.payload.content);
}
