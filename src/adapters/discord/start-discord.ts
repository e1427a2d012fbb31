// How does the bot come to Discord, and how does it leave?

import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import {
  type APIInteraction,
  Client,
  DiscordAPIError,
  Events,
  GatewayCloseCodes,
  GatewayDispatchEvents,
  type GatewayMessageDeleteBulkDispatchData,
  type GatewayMessageDeleteDispatchData,
  type GatewayMessageUpdateDispatchData,
  REST,
  Status,
} from 'discord.js';
import type { Bot } from '../../bot/bot.ts';
import { describeCommands } from '../../bot/describe-commands.ts';
import { type Insistence, insistently } from '../../bot/insistently.ts';
import type { Log } from '../../bot/log.ts';
import { type Application, inviteLink, readApplication } from './application.ts';
import { type ClientSettings, clientOptions } from './client-options.ts';
import { commandPayloads } from './command-payloads.ts';
import { DEFAULT_PACE, type DiscordLink, type Pace } from './discord-link.ts';
import { createDiscordMessenger } from './discord-messenger.ts';
import { DiscordStartError } from './discord-start-error.ts';
import { failureFacts, kindOfFailure } from './failure.ts';
import { createInteractionListener } from './interaction-listener.ts';
import { createMessageListener } from './message-listener.ts';
import type { GatewayMessage } from './read-question.ts';
import { registerCommands } from './register-commands.ts';
import { createTasks } from './tasks.ts';

export interface DiscordOptions extends Omit<ClientSettings, 'messageContent'> {
  readonly bot: Bot;
  readonly token: string;
  readonly log: Log;
  /**
   * Whether to read messages that do not mention the bot, which needs the privileged Message Content intent: `auto` reads
   * them where the intent is switched on in the developer portal, `on` insists, `off` never does. Default `auto`.
   */
  readonly messageContent?: 'auto' | 'on' | 'off' | undefined;
  /** Default {@link DEFAULT_PACE}. */
  readonly pace?: Partial<Pace> | undefined;
  /** Gives up a start that is still waiting for Discord. */
  readonly signal?: AbortSignal | undefined;
}

/** The bot on Discord. */
export interface DiscordAdapter {
  readonly application: Application;
  /** Whether messages that do not mention the bot are read. */
  readonly readsContent: boolean;
  /** The address at which a server's manager adds the bot. */
  readonly inviteLink: string;
  /** Whether every connection to Discord stands. */
  readonly ready: boolean;
  /** The shards that this process serves. */
  readonly shards: readonly number[];
  /** Number of servers the bot is in, as far as this process serves them. */
  readonly servers: number;
  /** Resolves where Discord ends it for good, with one sentence for the operator: what happened, and the remedy. */
  readonly ended: Promise<string>;
  /** Resolves when everything begun is done. */
  idle(): Promise<void>;
  /** Takes nothing new, finishes what was begun, and goes. Safe to call twice. */
  stop(): Promise<void>;
}

const REMEDIES: Readonly<Record<string, string>> = {
  token:
    'Discord does not accept the token: set DISCORD_TOKEN to the one under Bot ▸ Reset Token in the developer portal',
  content:
    'Discord does not grant the Message Content intent: switch it on under Bot ▸ Privileged Gateway Intents in the developer portal, or set DISCORD_MESSAGE_CONTENT=off',
};

/** Close codes after which no connection comes back, with what the operator can do. */
const FINAL_CLOSES: Readonly<Record<number, string>> = {
  [GatewayCloseCodes.AuthenticationFailed]: REMEDIES.token ?? '',
  [GatewayCloseCodes.InvalidShard]: 'Discord does not accept the number of shards: check DISCORD_SHARDS',
  [GatewayCloseCodes.ShardingRequired]:
    'Discord wants the bot split over more connections: set DISCORD_SHARDS=auto, or remove it',
  [GatewayCloseCodes.InvalidAPIVersion]: 'Discord no longer speaks this version of its interface: update the program',
  [GatewayCloseCodes.InvalidIntents]: 'Discord does not know the intents asked for: update the program',
  [GatewayCloseCodes.DisallowedIntents]: REMEDIES.content ?? '',
};

/**
 * Logs in, registers the commands where they changed, and answers from then on. Where Discord cannot be reached it is
 * tried again until it can.
 * @throws DiscordStartError where Discord refuses the token or an intent.
 */
export async function startDiscord(options: DiscordOptions): Promise<DiscordAdapter> {
  const { bot, token, log, messageContent = 'auto', signal } = options;
  const pace = { ...DEFAULT_PACE, ...options.pace };

  const waiting = (what: string) => discordInsistence(what, { log, signal, retryAfter: pace.retryAfter });
  const application = await insistently(() => readApplication(restOf(options)), waiting('reach Discord'));
  const readsContent = messageContent === 'on' || (messageContent === 'auto' && application.mayReadContent);
  const { client, link, ended } = await insistently(connect, waiting('connect to Discord'));
  const commands = describeCommands(bot.commands);
  let stopping: Promise<void> | undefined;

  if (client.options.shards === 'auto' || [client.options.shards].flat().includes(0)) {
    link.tasks.run('register commands', async () => {
      try {
        if (await registerCommands(link, commandPayloads(commands))) log.info({}, 'commands registered with Discord');
      } catch (error) {
        link.failed(error, 'could not register the commands');
      }
    });
  }
  const disconnect = bot.connect(createDiscordMessenger(link));

  return {
    application,
    readsContent,
    inviteLink: inviteLink(application.id),
    get ready() {
      return (
        stopping === undefined && client.isReady() && client.ws.shards.every(({ status }) => status === Status.Ready)
      );
    },
    shards: [...client.ws.shards.keys()],
    get servers() {
      return client.guilds.cache.size;
    },
    ended,
    idle: link.tasks.idle,
    stop() {
      stopping ??= leave();
      return stopping;
    },
  };

  async function leave(): Promise<void> {
    disconnect();
    client.ws.removeAllListeners();
    const patience = new AbortController();
    await Promise.race([
      link.tasks.idle(),
      wait(pace.stopWithin, undefined, { signal: patience.signal }).catch(() => undefined),
    ]);
    patience.abort();
    await client.destroy();
  }

  async function connect() {
    const client = new Client(clientOptions({ ...options, messageContent: readsContent }));
    let end: (reason: string) => void = () => undefined;
    const ended = new Promise<string>((resolve) => {
      end = resolve;
    });
    const tasks = createTasks((error) => log.error({ error: failureFacts(error) }, 'could not handle an event'));
    const link: DiscordLink = {
      client,
      rest: client.rest,
      bot,
      log,
      pace,
      tasks,
      selfId: application.id,
      operators: application.operators,
      failed(error, what, facts = {}) {
        const kind = kindOfFailure(error);
        if (kind === 'token') {
          end(REMEDIES.token ?? '');
          return;
        }
        log[kind === 'refused' ? 'error' : 'warn']({ ...facts, ...failureFacts(error) }, what);
      },
    };
    listen(link);
    client.on(Events.ShardDisconnect, ({ code }) => {
      end(FINAL_CLOSES[code] ?? `Discord closed the connection for good (code ${code})`);
    });
    client.on(Events.Error, (error) => log.warn(failureFacts(error), 'the Discord client reports an error'));
    client.on(Events.ShardError, (error, shard) =>
      log.warn({ shard, cause: error.message }, 'a connection to Discord failed'),
    );
    client.on(Events.ShardReconnecting, (shard) => log.info({ shard }, 'reconnecting to Discord'));
    const ready = once(client, Events.ClientReady);
    ready.catch(() => undefined);
    try {
      await client.login(token);
      await Promise.race([ready, ended.then((reason) => Promise.reject(new DiscordStartError(reason)))]);
    } catch (error) {
      await client.destroy();
      throw startErrorOf(error);
    }
    return { client, link, ended };
  }

  /**
   * The raw events: the client's own would lack the message that a reply refers to unless it kept every message, and would
   * take the second delivery of an event for its own memory of the first.
   */
  function listen(link: DiscordLink): void {
    const messages = createMessageListener(link);
    const interacted = createInteractionListener(link, describeCommands(bot.commands));
    const { ws } = link.client;
    ws.on(GatewayDispatchEvents.MessageCreate, (message: GatewayMessage) => messages.written(message));
    ws.on(GatewayDispatchEvents.MessageUpdate, (message: GatewayMessageUpdateDispatchData) => messages.edited(message));
    ws.on(GatewayDispatchEvents.MessageDelete, (event: GatewayMessageDeleteDispatchData) => messages.deleted(event));
    ws.on(GatewayDispatchEvents.MessageDeleteBulk, (event: GatewayMessageDeleteBulkDispatchData) =>
      messages.deletedTogether(event),
    );
    ws.on(GatewayDispatchEvents.InteractionCreate, (interaction: APIInteraction) => interacted(interaction));
  }
}

function restOf({ apiUrl, token }: DiscordOptions): REST {
  return new REST(apiUrl === undefined ? {} : { api: apiUrl }).setToken(token);
}

/**
 * Until Discord says that it never will.
 * @param what for the log, such as "reach Discord".
 */
export function discordInsistence(
  what: string,
  { log, signal, retryAfter = DEFAULT_PACE.retryAfter }: Pick<DiscordOptions, 'log' | 'signal'> & Partial<Pace>,
): Insistence {
  return {
    signal,
    finalErrorOf(error) {
      const found = startErrorOf(error);
      return found instanceof DiscordStartError ? found : undefined;
    },
    onWaiting: (error) => log.warn(failureFacts(error), `could not ${what} yet; trying on`),
    pauseAfter: () => retryAfter,
  };
}

/** A refusal that no second attempt changes, as an error for the operator; else the failure itself. */
function startErrorOf(error: unknown): unknown {
  if (error instanceof DiscordStartError) return error;
  const text = error instanceof Error ? error.message : '';
  if (kindOfFailure(error) === 'token' || /invalid token/i.test(text)) return new DiscordStartError(REMEDIES.token);
  if (/disallowed intents/i.test(text)) return new DiscordStartError(REMEDIES.content);
  if (/invalid intents/i.test(text)) return new DiscordStartError(FINAL_CLOSES[GatewayCloseCodes.InvalidIntents]);
  if (error instanceof DiscordAPIError && error.status < 500 && error.status !== 429) {
    return new DiscordStartError(`Discord refuses the start: ${error.message} (${error.status})`);
  }
  return error;
}
