// Is the program alive and ready, and what does it count, as seen from outside?

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Metrics } from './metrics.ts';

/** Parts that must work before the program is ready, by name. */
export type Checks = Readonly<Record<string, () => boolean | Promise<unknown>>>;

export interface OperationServerOptions {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly metrics: Metrics;
  /** Looked at anew for each request. A check that throws, rejects or takes long has failed. */
  readonly checks: () => Checks;
}

export interface OperationServer {
  readonly port: number;
  close(): Promise<void>;
}

/** A part that has not answered by then is not ready, in milliseconds. */
const CHECK_TIMEOUT_MS = 2_000;

/**
 * Serves `/healthz` (200 while the event loop turns), `/readyz` (200 where every check holds, else 503, with each
 * check's state) and `/metrics`. Nothing of people or messages is in any of them.
 * @throws the system's error where the port cannot be had.
 */
export async function startOperationServer(options: OperationServerOptions): Promise<OperationServer> {
  const server = createServer((request, response) => {
    respond(request, response, options).catch(() => {
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  server.requestTimeout = 5_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  server.unref();
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  { metrics, checks }: OperationServerOptions,
): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return send(response, 405, 'text/plain', 'GET only\n');
  const path = (request.url ?? '').split('?', 1)[0];
  if (path === '/healthz') return send(response, 200, 'text/plain', 'ok\n');
  if (path === '/metrics') return send(response, 200, metrics.contentType, await metrics.page());
  if (path === '/readyz') {
    const states = await Promise.all(
      Object.entries(checks()).map(async ([name, check]) => [name, await holds(check)] as const),
    );
    const ready = states.length > 0 && states.every(([, state]) => state);
    const body = { ready, ...Object.fromEntries(states.map(([name, state]) => [name, state ? 'ok' : 'not ready'])) };
    return send(response, ready ? 200 : 503, 'application/json', `${JSON.stringify(body)}\n`);
  }
  return send(response, 404, 'text/plain', 'try /healthz, /readyz or /metrics\n');
}

async function holds(check: () => boolean | Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, CHECK_TIMEOUT_MS, false);
  });
  try {
    return (await Promise.race([check(), late])) !== false;
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
  response.end(body);
}
