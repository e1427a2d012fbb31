// How are Slack's requests received, and which are refused?

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ErrorCode, HTTPReceiver, type HTTPReceiverOptions } from '@slack/bolt';
import type { Log } from '../../bot/log.ts';
import { boltLogger } from './bolt-log.ts';
import type { Connection } from './connection.ts';
import { SlackStartError } from './slack-start-error.ts';

/** A signature older than this is refused by Bolt; one from further ahead by us. Seconds. */
const MOST_AHEAD_S = 300;

/** The largest body read; Slack's are far smaller. Bytes. */
const MAX_BODY = 1024 * 1024;

export interface HttpOptions {
  readonly signingSecret: string;
  readonly port: number;
  readonly host: string;
  readonly log: Log;
  readonly now: () => number;
  /** For installations of several workspaces. */
  readonly oauth?:
    | Pick<
        HTTPReceiverOptions,
        'clientId' | 'clientSecret' | 'stateSecret' | 'scopes' | 'installationStore' | 'installerOptions'
      >
    | undefined;
}

export interface HttpConnection extends Connection {
  /** Where it listens, such as `http://127.0.0.1:3000`; Slack's requests go to `/slack/events` below it. */
  readonly url: string;
}

/** A server of our own around Bolt's receiver: it reads bodies whole, checks what Bolt does not, and closes in time. */
export function createHttpConnection({ signingSecret, port, host, log, now, oauth = {} }: HttpOptions): HttpConnection {
  const receiver = new HTTPReceiver({
    signingSecret,
    logger: boltLogger(log),
    // Ours answers 404 below; Bolt would throw.
    dispatchErrorHandler: ({ response }) => void response.writeHead(404).end(),
    ...oauth,
  });
  let listening = false;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === 'POST') {
      const refused = await readAndCheck(request);
      if (refused !== undefined) {
        log.warn({ status: refused }, 'refused a request that is not as Slack sends them');
        response.writeHead(refused, refused === 413 ? { connection: 'close' } : {}).end();
        return;
      }
    }
    receiver.requestListener(request, response);
  }

  async function readAndCheck(request: IncomingMessage): Promise<number | undefined> {
    const sent = Number(request.headers['x-slack-request-timestamp']);
    if (sent - now() / 1000 > MOST_AHEAD_S) return 401;
    const body = await readBody(request);
    if (body === undefined) return 413;
    // Bolt takes a body that was read already from here.
    (request as IncomingMessage & { rawBody?: Buffer }).rawBody = body;
    // A lone `null` is JSON, but Bolt would stumble over it outside of any catch.
    return body.toString('utf8').trim() === 'null' ? 400 : undefined;
  }

  const server: Server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(notFound(error) ? 404 : 400);
      response.end();
      if (!notFound(error)) log.warn({ error }, 'could not read a request');
    });
  });
  // Longer than a proxy keeps an idle connection, so that it never sends into one that is closing.
  server.keepAliveTimeout = 75_000;
  server.requestTimeout = 10_000;

  return {
    // Without its installer, which Bolt would take for the one that looks up tokens.
    receiver: { init: (app) => receiver.init(app), start: () => Promise.resolve(), stop: () => Promise.resolve() },
    name: 'HTTP',
    get ready() {
      return listening;
    },
    get url() {
      const address = server.address() as AddressInfo | null;
      const name = address?.family === 'IPv6' ? `[${address.address}]` : address?.address;
      return `http://${name}:${address?.port}`;
    },
    start: () =>
      new Promise((resolve, reject) => {
        server.once('error', (error: NodeJS.ErrnoException) =>
          reject(
            new SlackStartError(`cannot listen for Slack on ${host}:${port} (${error.code}): ${remedy(error)}`, error),
          ),
        );
        server.listen({ port, host }, () => {
          listening = true;
          resolve();
        });
      }),
    stop: () =>
      new Promise((resolve) => {
        listening = false;
        server.close(() => resolve());
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), 3_000).unref();
      }),
  };
}

async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function notFound(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === ErrorCode.HTTPReceiverDeferredRequestError;
}

function remedy({ code }: NodeJS.ErrnoException): string {
  if (code === 'EADDRINUSE') return 'another program has this port; set SLACK_PORT to a free one';
  if (code === 'EACCES')
    return 'ports below 1024 need rights; set SLACK_PORT to a higher one and put a proxy before it';
  return 'set SLACK_PORT and SLACK_HOST to a port and an address of this machine';
}
