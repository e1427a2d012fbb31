// How do we start the real Bolt app against the emulator, in either mode?
//
// What Bolt 5.1 does that a caller would not expect, seen here:
// - The Socket Mode client writes retryConfig { retries: 100, factor: 1.3 } into the clientOptions object it is given. App
//   shares that object with the clients that handlers get, so they too retry 100 times: name a retryConfig.
// - app.stop() in Socket Mode resolves before the socket is closed; `disconnected` of receiver.client comes after. When
//   the peer goes away in between, a timer of 30 s keeps the process alive.
// - app.stop() while a reconnect waits for `hello` rejects the waiting start() with undefined, and nobody catches it: an
//   unhandled rejection. The same holds for invalid_auth on a reconnect. autoReconnectEnabled: false avoids both: the
//   client says `disconnected`, and its start(), called by the app itself, rejects where one can catch.
// - app.start() in Socket Mode waits for `hello` without a limit.

import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App, type AppOptions, type Logger, LogLevel, SocketModeReceiver } from '@slack/bolt';
import { type SlackEmulator, type SlackEmulatorOptions, startSlackEmulator } from '../emulator.ts';
import type { Workspace } from '../workspace.ts';

export type Mode = 'socket' | 'http';
export const MODES: readonly Mode[] = ['socket', 'http'];

/** A logger that keeps what it is told. */
export function keepingLogger(): Logger & { lines: string[] } {
  const lines: string[] = [];
  const keep =
    (level: string) =>
    (...parts: unknown[]) => {
      lines.push(`${level} ${parts.map(String).join(' ')}`);
    };
  return {
    lines,
    debug: () => {},
    info: keep('info'),
    warn: keep('warn'),
    error: keep('error'),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  };
}

export interface Running {
  readonly emulator: SlackEmulator;
  readonly workspace: Workspace;
  readonly app: App;
  readonly logger: Logger & { lines: string[] };
  /** The address of the app's own server (HTTP mode). */
  readonly appUrl: string;
  stop(): Promise<void>;
}

/** Starts an emulator with one workspace and a Bolt app that `register` gives its handlers. */
export async function startBolt(
  mode: Mode,
  register: (app: App) => void = () => {},
  options: SlackEmulatorOptions & { bolt?: Partial<AppOptions>; clientPingMs?: number } = {},
): Promise<Running> {
  const { bolt, clientPingMs = 5000, ...emulatorOptions } = options;
  const emulator = await startSlackEmulator({ ...emulatorOptions, delivery: mode });
  const workspace = emulator.workspace({ installed: bolt?.clientId === undefined });
  const logger = keepingLogger();
  const clientOptions = { slackApiUrl: emulator.apiUrl, retryConfig: { retries: 2, minTimeout: 1, maxTimeout: 5 } };
  const { appToken, signingSecret } = emulator.app;
  const app = new App({
    logger,
    clientOptions,
    ...(bolt?.clientId === undefined ? { token: workspace.botToken } : {}),
    ...(mode === 'socket'
      ? {
          receiver: new SocketModeReceiver({
            appToken,
            logger,
            clientPingTimeout: clientPingMs,
            installerOptions: { clientOptions },
          }),
        }
      : { signingSecret }),
    ...bolt,
  });
  emulator.watch(app);
  register(app);
  let appUrl = '';
  if (mode === 'http') {
    const server = (await app.start({ port: 0, host: '127.0.0.1' } as never)) as unknown as Server;
    appUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await emulator.deliverTo(`${appUrl}/slack/events`);
  } else await app.start();
  return {
    emulator,
    workspace,
    app,
    logger,
    appUrl,
    async stop() {
      await app.stop();
      await emulator.close();
    },
  };
}
