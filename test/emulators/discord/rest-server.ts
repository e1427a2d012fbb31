// How does Discord's REST interface take requests and answer them?
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { ApiError, refusals } from './api-error.ts';
import type { Faults } from './faults.ts';
import type { Payload } from './payload.ts';
import { type RestRequest, readBody } from './rest-request.ts';
import type { Signal } from './signal.ts';

/** What a route answers; no body means 204. */
export interface RestAnswer {
  status: number;
  body?: Payload | Payload[];
  /** A file's content, in place of a body. */
  bytes?: Buffer;
}

export interface Route {
  method: string;
  /** `:name` stands for one step of the path. */
  path: string;
  /** Routes under a webhook or interaction token need no Authorization. */
  open?: boolean;
  answer(params: Readonly<Record<string, string>>, request: RestRequest): RestAnswer;
}

export interface RestServerOptions {
  routes: readonly Route[];
  faults: Faults;
  signal: Signal;
  authorized(authorization: string | undefined): boolean;
  /** How many requests `requests` keeps; the oldest go first. */
  remembered: number;
}

export interface RestServer {
  readonly server: Server;
  readonly requests: RestRequest[];
  /** Requests that have arrived and are not answered. */
  pending(): number;
  /** Requests that ever arrived. */
  count(): number;
}

const prefix = '/api/v10';

/** Bytes that an attachment may have where nobody pays; docs.discord.com, `attachment_size_limit`. */
export const attachmentSizeLimit = 10_485_760;

interface CompiledRoute extends Route {
  pattern: RegExp;
}

function compile(route: Route): CompiledRoute {
  const source = route.path.replaceAll(/:(\w+)/g, '(?<$1>[^/]+)');
  return { ...route, pattern: new RegExp(`^${source}$`) };
}

export function createRestServer(options: RestServerOptions): RestServer {
  const { faults, signal } = options;
  const routes = options.routes.map(compile);
  const requests: RestRequest[] = [];
  let pending = 0;
  let count = 0;

  function route(request: RestRequest): RestAnswer {
    for (const candidate of routes) {
      const match = candidate.method === request.method ? candidate.pattern.exec(request.path) : null;
      if (!match) continue;
      if (!candidate.open && !options.authorized(request.authorization)) throw refusals.unauthorized();
      return candidate.answer(match.groups ?? {}, request);
    }
    throw refusals.notFound();
  }

  function write(
    response: ServerResponse,
    request: RestRequest,
    answer: { status: number; body?: unknown; bytes?: Buffer },
    headers = {},
  ): void {
    request.status = answer.status;
    if (answer.bytes !== undefined) {
      response.writeHead(answer.status, { 'Content-Length': answer.bytes.length, ...headers });
      response.end(answer.bytes);
      return;
    }
    const plain = typeof answer.body === 'string';
    const body = answer.body === undefined ? '' : plain ? (answer.body as string) : JSON.stringify(answer.body);
    response.writeHead(answer.status, {
      ...(body && { 'Content-Type': plain ? 'text/plain' : 'application/json' }),
      ...headers,
    });
    response.end(body);
  }

  /** `undefined` means: answer nothing, cut the connection. */
  async function decide(
    message: IncomingMessage,
    request: RestRequest,
  ): Promise<[RestAnswer | { status: number; body: unknown }, object] | undefined> {
    try {
      Object.assign(request, await readBody(message));
      signal.changed();
      if (request.files.some(({ bytes }) => bytes > attachmentSizeLimit)) throw refusals.entityTooLarge();
      const fault = faults.take(request.method, request.path);
      if (fault?.kind === 'answer') return [{ status: fault.status, body: fault.body }, fault.headers ?? {}];
      if (fault?.kind === 'hold') await fault.until;
      if (fault?.kind === 'reset' && !fault.done) return undefined;
      const answer = route(request);
      return fault?.kind === 'reset' ? undefined : [answer, {}];
    } catch (error) {
      if (error instanceof ApiError) return [{ status: error.status, body: error.body }, {}];
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      return [{ status: 501, body: { message: `The emulator failed: ${text}`, code: 0 } }, {}];
    }
  }

  async function handle(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(message.url ?? '/', 'http://discord');
    const path = url.pathname.startsWith(prefix) ? url.pathname.slice(prefix.length) : url.pathname;
    const request: RestRequest = {
      method: message.method ?? 'GET',
      path: decodeURIComponent(path),
      query: url.searchParams,
      body: undefined,
      files: [],
      authorization: message.headers.authorization,
      status: undefined,
      arrivedAt: performance.now(),
    };
    pending += 1;
    count += 1;
    requests.push(request);
    if (requests.length > options.remembered) requests.shift();
    const decided = await decide(message, request);
    if (decided) write(response, request, ...decided);
    else {
      request.status = 0;
      message.socket.destroy();
    }
    pending -= 1;
    signal.changed();
  }

  const server = createServer((message, response) => void handle(message, response));
  return { server, requests, pending: () => pending, count: () => count };
}
