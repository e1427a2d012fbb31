// How is the socket to Slack opened, and opened again when it breaks?

import { SocketModeReceiver } from '@slack/bolt';
import type { Log } from '../../bot/log.ts';
import { silentLogger } from './bolt-log.ts';
import type { Connection } from './connection.ts';
import { loggable, mayPass, refusalCode, refusalOf } from './slack-error.ts';
import { SlackStartError } from './slack-start-error.ts';

/** A connection that has not been greeted after this, in milliseconds, is given up. */
const GREETING_MS = 15_000;

/** The first pause before connecting again, and the longest; each is twice the one before. Milliseconds. */
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 30_000;

export interface SocketOptions {
  readonly appToken: string;
  readonly apiUrl?: string | undefined;
  readonly log: Log;
  /** Told, in one line, when Slack refuses the token for good. */
  readonly onFatal: (message: string) => void;
  /** Milliseconds; for tests. Default {@link GREETING_MS}. */
  readonly greetingMs?: number | undefined;
}

/**
 * A socket that we keep open ourselves: where Slack's client reconnects by itself, a refused token is an unhandled
 * rejection, and a socket that is never greeted waits for ever.
 */
export function createSocketConnection(options: SocketOptions): Connection {
  const { appToken, apiUrl, log, onFatal, greetingMs = GREETING_MS } = options;
  const receiver = new SocketModeReceiver({
    appToken,
    logger: silentLogger(),
    autoReconnectEnabled: false,
    installerOptions: {
      clientOptions: {
        ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
        retryConfig: { retries: 0 },
        timeout: 10_000,
      },
    },
    processEventErrorHandler: async ({ error }) => {
      log.error({ error }, 'could not handle an event of Slack');
      return false;
    },
  });
  const { client } = receiver;
  survivesOddMessages(client, log);
  let open = false;
  let stopping = false;
  let pause: { end(): void } | undefined;

  async function connect(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('Slack did not greet the new socket')), greetingMs);
    });
    const started = client.start();
    started.catch(() => {}); // Its failure after the time is up is of no interest.
    try {
      await Promise.race([started, tooLate]);
      open = true;
    } catch (error) {
      if (error === undefined) throw new Error('the socket closed before Slack greeted it');
      void client.disconnect();
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  async function connectAgain(): Promise<void> {
    for (let wait = 0; !stopping; wait = Math.min(LONGEST_PAUSE_MS, Math.max(FIRST_PAUSE_MS, wait * 2))) {
      if (wait > 0) await pauseFor(wait * (0.75 + Math.random() / 2));
      if (stopping) return;
      try {
        await connect();
        log.info({}, 'connected to Slack again');
        return;
      } catch (error) {
        if (stopping) return;
        if (refusalOf(error) === 'token') return onFatal(refusedToken(error));
        log.warn(loggable(error), 'could not connect to Slack; trying again');
      }
    }
  }

  function pauseFor(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      pause = {
        end() {
          clearTimeout(timer);
          resolve();
        },
      };
    });
  }

  client.on('disconnected', () => {
    if (!open) return;
    open = false;
    if (!stopping) void connectAgain();
  });

  return {
    receiver,
    name: 'Socket Mode',
    get ready() {
      return open && !stopping;
    },
    async start() {
      try {
        await connect();
      } catch (error) {
        const isRefusal = refusalCode(error) !== undefined && !mayPass(error);
        throw isRefusal ? new SlackStartError(refusedToken(error), error) : error;
      }
    },
    async stop() {
      stopping = true;
      pause?.end();
      if (!open) return;
      const closed = new Promise<void>((resolve) => client.once('disconnected', () => resolve()));
      void client.disconnect();
      await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, 2_000).unref())]);
    },
  };
}

function refusedToken(error: unknown): string {
  return `Slack refuses SLACK_APP_TOKEN (${refusalCode(error) ?? messageOf(error)}): make a new one with the scope connections:write under Basic Information ▸ App-Level Tokens`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** A message without the fields that the client takes for granted would be an unhandled rejection. */
function survivesOddMessages(client: SocketModeReceiver['client'], log: Log): void {
  const handler = client as unknown as { onWebSocketMessage(data: unknown, isBinary: boolean): Promise<void> };
  client.removeAllListeners('ws_message');
  client.on('ws_message', (data: unknown, isBinary: boolean) => {
    handler
      .onWebSocketMessage(data, isBinary)
      .catch((error: unknown) => log.warn({ error }, 'left out a message of Slack that is not as expected'));
  });
}
