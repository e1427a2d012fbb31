// Which requests does the emulated Slack answer, and how?

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { download, sendWithoutEnd, signIn } from './downloads.ts';
import { type ApiFault, delayOf } from './faults.ts';
import type { ApiCall } from './journal.ts';
import { authorize } from './oauth-page.ts';
import type { Fields } from './payload.ts';
import type { ResponseUrls } from './response-urls.ts';
import { SlackError } from './slack-error.ts';
import type { SlackState } from './slack-state.ts';
import { receiveUpload } from './web-api/files.ts';
import { answer, decodeArguments } from './web-api/web-api.ts';

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function sendJson(response: ServerResponse, status: number, body: Fields, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', ...headers });
  response.end(JSON.stringify(body));
}

/** Answers with the fault; false when the fault lets the call through. */
function answerFault(fault: ApiFault | undefined, request: IncomingMessage, response: ServerResponse): boolean {
  if (fault === undefined || fault.kind === 'slow' || fault.kind === 'hold') return false;
  if (fault.kind === 'reset' && fault.done === true) return false;
  if (fault.kind === 'reset') request.socket.resetAndDestroy();
  else if (fault.kind === 'error') sendJson(response, 200, { ok: false, error: fault.error });
  else if (fault.kind === 'redirect') {
    response.writeHead(302, { Location: fault.to });
    response.end();
  } else if (fault.kind === 'sign-in') signIn(response);
  else if (fault.kind === 'endless') sendWithoutEnd(response);
  else if (fault.kind === 'http') {
    response.writeHead(fault.status, { 'Content-Type': 'text/plain' });
    response.end(fault.body ?? '');
  } else {
    const headers: Record<string, string> =
      fault.retryAfter === undefined ? {} : { 'Retry-After': String(fault.retryAfter) };
    sendJson(response, 429, { ok: false, error: 'ratelimited' }, headers);
  }
  return true;
}

/** The server of the Web API, uploads, response_urls and the authorize page. */
export function createSlackServer(state: SlackState, responseUrls: ResponseUrls): Server {
  const record = (method: string, params: Fields, token: string | undefined, path?: string): ApiCall => {
    const arrivedAt = performance.now();
    const call: ApiCall = { method, params, token, path, arrivedAt, at: state.clock.now(), response: undefined };
    state.journal.add({ kind: 'call', call });
    return call;
  };

  const webApi = async (request: IncomingMessage, response: ServerResponse, method: string) => {
    const authorization = request.headers.authorization ?? '';
    let params: Fields = {};
    let broken: SlackError | undefined;
    try {
      params = decodeArguments(request.headers['content-type'] ?? '', (await bodyOf(request)).toString('utf8'));
    } catch (error) {
      if (!(error instanceof SlackError)) throw error;
      broken = error;
    }
    const call = record(method, params, authorization.replace('Bearer ', '') || undefined);
    const fault = state.faults.take(method);
    await delayOf(fault, state.clock);
    if (answerFault(fault, request, response)) return;
    const { body, headers } =
      broken === undefined
        ? answer(state, method, params, authorization)
        : { body: { ok: false, error: broken.error }, headers: {} };
    call.response = body;
    if (fault?.kind === 'reset') request.socket.resetAndDestroy();
    else if (body.error === 'rate_limited') sendJson(response, 429, body, { 'Retry-After': '1' });
    else sendJson(response, 200, body, headers);
  };

  const respond = async (request: IncomingMessage, response: ServerResponse, path: string) => {
    const text = (await bodyOf(request)).toString('utf8');
    const call = record('response_url', decodeArguments(request.headers['content-type'] ?? '', text), undefined, path);
    const fault = state.faults.take('response_url');
    await delayOf(fault, state.clock);
    if (answerFault(fault, request, response)) return;
    try {
      call.response = responseUrls.respond(path, call.params);
      sendJson(response, 200, call.response);
    } catch (error) {
      if (!(error instanceof SlackError)) throw error;
      call.response = { ok: false, error: error.error, ...error.extra };
      sendJson(response, error.error.endsWith('_url') ? 404 : 400, call.response);
    }
  };

  const upload = async (request: IncomingMessage, response: ServerResponse, path: string) => {
    const fault = state.faults.take('upload');
    await delayOf(fault, state.clock);
    const bytes = await bodyOf(request);
    if (answerFault(fault, request, response)) return;
    const received = await receiveUpload(state, path, request.headers['content-type'] ?? '', bytes);
    response.writeHead(received ? 200 : 400, { 'Content-Type': 'text/plain' });
    response.end(received ? `OK - ${bytes.length}` : 'length mismatch');
  };

  const file = async (request: IncomingMessage, response: ServerResponse, path: string) => {
    const token = request.headers.authorization?.replace('Bearer ', '');
    const call = record('download', {}, token, path);
    const fault = state.faults.take('download');
    await delayOf(fault, state.clock);
    if (!answerFault(fault, request, response)) download(state, request, call, response);
  };

  const route = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (url.pathname === '/oauth/v2/authorize') authorize(state, url, response);
    else if (url.pathname.startsWith('/files-pri/')) await file(request, response, url.pathname);
    else if (url.pathname === '/signin') signIn(response);
    else if (request.method !== 'POST' && !url.pathname.startsWith('/api/')) sendJson(response, 404, { ok: false });
    else if (url.pathname.startsWith('/api/')) await webApi(request, response, url.pathname.slice(5));
    else if (url.pathname.startsWith('/response/')) await respond(request, response, url.pathname);
    else if (url.pathname.startsWith('/upload/')) await upload(request, response, url.pathname);
    else sendJson(response, 404, { ok: false, error: 'not_found' });
  };

  const server = createServer((request, response) => {
    const end = state.activity.begin();
    response.on('close', end);
    route(request, response).catch((error: unknown) => {
      // A bug of the emulator must be seen: Slack's own word for it is fatal_error.
      state.complaints.push(`emulator failed: ${error instanceof Error ? error.stack : String(error)}`);
      if (!response.headersSent) sendJson(response, 500, { ok: false, error: 'fatal_error' });
    });
  });
  server.on('upgrade', (request, socket, head) => state.socketMode.upgrade(request, socket, head));
  return server;
}
