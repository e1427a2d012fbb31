// How does the bot come to Slack, and how does it leave?

import { App } from '@slack/bolt';
import type { Bot } from '../../bot/bot.ts';
import { type Insistence, insistently } from '../../bot/insistently.ts';
import type { Log } from '../../bot/log.ts';
import { boltLogger } from './bolt-log.ts';
import type { Connection } from './connection.ts';
import type { Desk } from './desk.ts';
import { onAction } from './handlers/on-action.ts';
import { onCommand } from './handlers/on-command.ts';
import { onDeparture } from './handlers/on-departure.ts';
import { onDirectMessage } from './handlers/on-direct-message.ts';
import { onHome } from './handlers/on-home.ts';
import { onMention } from './handlers/on-mention.ts';
import { onShortcut } from './handlers/on-shortcut.ts';
import { onSubmission } from './handlers/on-submission.ts';
import { onSuggestion } from './handlers/on-suggestion.ts';
import { createHttpConnection, type HttpConnection } from './http-connection.ts';
import { type InstallationKeep, installedWorkspaces } from './installed-workspaces.ts';
import { acknowledgeLate, UnhandledEventError } from './late-acknowledgement.ts';
import { BOT_SCOPES } from './manifest.ts';
import { createMessenger } from './messenger.ts';
import { createPeople } from './people.ts';
import { createSeal } from './seal.ts';
import { createClient, patiently } from './slack-api.ts';
import { loggable, mayPass, refusalCode, refusalOf, retryAfterOf } from './slack-error.ts';
import { SlackStartError } from './slack-start-error.ts';
import { createSocketConnection } from './socket-connection.ts';
import { oneWorkspace, type Workspaces } from './workspaces.ts';

/** How the bot is to be reached: one workspace by its token, or all that install the app. */
export interface SlackOptions {
  readonly bot: Bot;
  readonly log: Log;
  /** The one workspace's token, `xoxb-…`. Absent where workspaces install the app themselves. */
  readonly botToken?: string | undefined;
  /** With it, Socket Mode. */
  readonly appToken?: string | undefined;
  /** With it, and without an app token, HTTP mode. */
  readonly signingSecret?: string | undefined;
  /** Where HTTP mode listens. Default 127.0.0.1:3000; port 0 for any. */
  readonly host?: string | undefined;
  readonly port?: number | undefined;
  /** Installation of several workspaces, in HTTP mode. */
  readonly oauth?: OAuthOptions | undefined;
  /** Default: Slack's own. */
  readonly apiUrl?: string | undefined;
  readonly now?: (() => number) | undefined;
  /** Milliseconds by a clock that is never set, for what is remembered for a while. Default: since the process started. */
  readonly elapsed?: (() => number) | undefined;
  /** How long a new socket may wait for Slack's greeting, in milliseconds. Default 15,000. */
  readonly greetingMs?: number | undefined;
  /** How long reading a file that somebody sent may take, in milliseconds. Default 30,000. */
  readonly fileTimeoutMs?: number | undefined;
  /** A start that failed for want of Slack is tried again after this long, in milliseconds. Default 5,000. */
  readonly retryAfterMs?: number | undefined;
  /** An event is acknowledged after this long at the latest, in milliseconds. Default {@link ACKNOWLEDGE_AFTER_MS}. */
  readonly acknowledgeAfterMs?: number | undefined;
  /** Gives up a start that is still waiting for Slack. */
  readonly signal?: AbortSignal | undefined;
}

export interface OAuthOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Signs the state of the flow. */
  readonly stateSecret: string;
  /** Encrypts the tokens that are kept. */
  readonly encryptionKey: string;
  readonly installations: InstallationKeep;
  /** Default: Slack's own. */
  readonly authorizeUrl?: string | undefined;
}

/** The bot on Slack. */
export interface SlackAdapter {
  /** "Socket Mode" or "HTTP". */
  readonly mode: string;
  /** Where HTTP mode listens; undefined in Socket Mode. */
  readonly url: string | undefined;
  /** True while events can arrive. */
  readonly ready: boolean;
  /** Resolves, with one line that says why, when it can go on no more: a token was revoked. Never rejects. */
  readonly ended: Promise<string>;
  /** The Bolt app, for tests that watch it. */
  readonly app: App;
  /** Hears no more, finishes what was begun, at most 10 s. Safe to call twice. */
  stop(): Promise<void>;
}

/** Between two attempts to reach Slack at the start, in milliseconds. */
const RETRY_AFTER_MS = 5_000;

/** How long what was begun may take to finish after a stop, in milliseconds: longer than the program, which ends with a line and code 1 before. */
const FINISH_MS = 10_000;

/**
 * Connects to Slack. Where it cannot be reached it is tried again until it can.
 * @throws SlackStartError with one line that says what is wrong and how to mend it.
 */
export async function startSlack(options: SlackOptions): Promise<SlackAdapter> {
  const { bot, log, now = Date.now, elapsed = () => performance.now() } = options;
  let end: (message: string) => void = () => {};
  const ended = new Promise<string>((resolve) => {
    end = resolve;
  });
  const { workspaces, connection } = await insistently(() => open(options, now, end), insistenceOf(options));
  const app = new App({
    receiver: connection.receiver,
    // Tokens are looked up after the acknowledgement, by the handlers: a slow store must not hold it up.
    authorize: async ({ teamId, enterpriseId }) => ({
      ...(teamId === undefined ? {} : { teamId }),
      ...(enterpriseId === undefined ? {} : { enterpriseId }),
    }),
    ignoreSelf: false,
    logger: boltLogger(log),
  });
  acknowledgeLate(app, log, options.acknowledgeAfterMs);
  const busy = countEvents(app);
  app.error(async (error) => {
    if (error instanceof UnhandledEventError) throw error;
    log.error(loggable(error.original ?? error), 'could not handle an event of Slack');
    throw new UnhandledEventError('the event was not handled', { cause: error });
  });
  const people = createPeople(workspaces, log, elapsed);
  const desk: Desk = { bot, log, workspaces, people, elapsed, fileTimeoutMs: options.fileTimeoutMs };
  for (const listen of [
    onCommand,
    onShortcut,
    onMention,
    onDirectMessage,
    onAction,
    onSubmission,
    onSuggestion,
    onHome,
    onDeparture,
  ]) {
    listen(app, desk);
  }
  const disconnect = bot.connect(createMessenger(workspaces));
  try {
    await insistently(connection.start, insistenceOf(options));
  } catch (error) {
    disconnect();
    await connection.stop();
    throw error;
  }
  log.info({ mode: connection.name }, 'connected to Slack');
  let stopping: Promise<void> | undefined;
  return {
    mode: connection.name,
    url: 'url' in connection ? connection.url : undefined,
    get ready() {
      return connection.ready;
    },
    ended,
    app,
    stop() {
      stopping ??= (async () => {
        await connection.stop();
        await busy.idle(FINISH_MS);
        disconnect();
      })();
      return stopping;
    },
  };
}

/** Until Slack, or the port, says that it never will. */
function insistenceOf({ log, signal, retryAfterMs = RETRY_AFTER_MS }: SlackOptions): Insistence {
  return {
    signal,
    finalErrorOf: (error) => (error instanceof SlackStartError ? error : undefined),
    onWaiting: (error) => log.warn(loggable(error), 'could not reach Slack yet; trying on'),
    pauseAfter: (error) => Math.max(retryAfterMs, (retryAfterOf(error) ?? 0) * 1000),
  };
}

async function open(
  options: SlackOptions,
  now: () => number,
  end: (message: string) => void,
): Promise<{ workspaces: Workspaces; connection: Connection | HttpConnection }> {
  const { botToken, appToken, signingSecret, oauth, apiUrl, log, greetingMs } = options;
  const { host = '127.0.0.1', port = 3000 } = options;
  if (botToken !== undefined) {
    const workspaces = await openOneWorkspace(botToken, apiUrl, end);
    if (appToken !== undefined)
      return { workspaces, connection: createSocketConnection({ appToken, apiUrl, log, greetingMs, onFatal: end }) };
    if (signingSecret !== undefined)
      return { workspaces, connection: createHttpConnection({ signingSecret, port, host, log, now }) };
  }
  if (signingSecret === undefined || oauth === undefined)
    throw new SlackStartError(
      'Slack needs a bot token with an app token or a signing secret, or the settings of an OAuth app',
    );
  const { clientId, clientSecret, stateSecret, encryptionKey, installations, authorizeUrl } = oauth;
  const workspaces = installedWorkspaces(installations, createSeal(encryptionKey), (token, team) =>
    createClient(token, {
      apiUrl,
      onRefused(code) {
        log.warn({ team, cause: code }, 'Slack refuses the token of a workspace; it must install the app again');
        workspaces.doubt(team);
      },
    }),
  );
  const connection = createHttpConnection({
    signingSecret,
    port,
    host,
    log,
    now,
    oauth: {
      clientId,
      clientSecret,
      stateSecret,
      scopes: [...BOT_SCOPES],
      installationStore: workspaces.installationStore,
      installerOptions: {
        directInstall: true,
        ...(apiUrl === undefined ? {} : { clientOptions: { slackApiUrl: apiUrl, retryConfig: { retries: 2 } } }),
        ...(authorizeUrl === undefined ? {} : { authorizationUrl: authorizeUrl }),
      },
    },
  });
  return { workspaces, connection };
}

async function openOneWorkspace(
  botToken: string,
  apiUrl: string | undefined,
  end: (message: string) => void,
): Promise<Workspaces> {
  const client = createClient(botToken, { apiUrl });
  try {
    const { user_id: botUserId = '', bot_id: botId = '' } = await patiently(() => client.auth.test());
    client.onRefused = (code) => end(refusedToken(code));
    return oneWorkspace(client, { botUserId, botId });
  } catch (error) {
    if (mayPass(error)) throw error;
    const code = refusalCode(error);
    if (code !== undefined && refusalOf(error) === 'token') throw new SlackStartError(refusedToken(code), error);
    throw new SlackStartError(
      `Slack refuses the start: ${code ?? (error instanceof Error ? error.message : String(error))}`,
      error,
    );
  }
}

function refusedToken(code: string): string {
  return `Slack refuses SLACK_BOT_TOKEN (${code}): install the app again and copy its token from OAuth & Permissions ▸ Bot User OAuth Token`;
}

/** Counts events in the app's hands, so that a stop can wait for them. */
function countEvents(app: App): { idle(atMost: number): Promise<void> } {
  const underWay = new Set<Promise<void>>();
  const process = app.processEvent.bind(app);
  app.processEvent = (event) => {
    const done = process(event);
    underWay.add(done);
    const remove = () => underWay.delete(done);
    done.then(remove, remove);
    return done;
  };
  return {
    async idle(atMost) {
      const all = Promise.allSettled([...underWay]);
      await Promise.race([all, new Promise((resolve) => setTimeout(resolve, atMost).unref())]);
    },
  };
}
