// How does Slack send signed requests to an app's own server?

import { createHmac } from 'node:crypto';
import { request } from 'node:http';
import type { EmulatorClock } from './clock.ts';
import { ACK_LIMIT_MS, type Ack, type Delivery, type Transport } from './delivery.ts';
import type { Fields } from './payload.ts';

/** What may be wrong with a request that pretends to come from Slack. */
export type Forgery =
  | 'none'
  | 'wrong-secret'
  | 'stale'
  /** Ten minutes ahead: Bolt lets it pass. */
  | 'future'
  | 'unsigned'
  | 'no-timestamp'
  | 'unknown-version'
  | 'other-body';

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Fields;
  readonly body: string;
}

export interface HttpDelivery extends Transport {
  /** Sends a body of your own, signed or forged. */
  post(contentType: string, body: string, forgery?: Forgery, headers?: Record<string, string>): Promise<HttpAnswer>;
  /** The request address, set by `deliverTo`. */
  url: string | undefined;
}

export function sign(secret: string, timestamp: number, body: string): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
}

/** How old a request claims to be. Seconds; Bolt's bound is five minutes. */
const AGE_S: Partial<Record<Forgery, number>> = { stale: 360, future: -600 };

/** Signature headers. Real time, not the emulator's: Bolt compares the timestamp with its own clock. */
function signature(secret: string, body: string, forgery: Forgery): Record<string, string> {
  const seconds = Math.floor(Date.now() / 1000) - (AGE_S[forgery] ?? 0);
  const made = sign(forgery === 'wrong-secret' ? `${secret}x` : secret, seconds, forgery === 'other-body' ? '' : body);
  return {
    ...(forgery === 'no-timestamp' ? {} : { 'X-Slack-Request-Timestamp': String(seconds) }),
    ...(forgery === 'unsigned'
      ? {}
      : { 'X-Slack-Signature': forgery === 'unknown-version' ? made.replace('v0', 'v9') : made }),
  };
}

/** The body as Slack sends it: events as JSON, commands as a form, interactions as a form with one field `payload`. */
export function encode(delivery: Delivery): { contentType: string; body: string } {
  if (delivery.kind === 'event') return { contentType: 'application/json', body: JSON.stringify(delivery.payload) };
  const form =
    delivery.kind === 'command'
      ? new URLSearchParams(
          Object.entries(delivery.payload).map(([name, value]): [string, string] => [name, String(value)]),
        )
      : new URLSearchParams({ payload: JSON.stringify(delivery.payload) });
  return { contentType: 'application/x-www-form-urlencoded', body: form.toString() };
}

function decode(answer: HttpAnswer): unknown {
  if (answer.body === '') return undefined;
  if (!String(answer.headers['content-type']).includes('json')) return answer.body;
  try {
    return JSON.parse(answer.body);
  } catch {
    return answer.body;
  }
}

export function createHttpDelivery(
  signingSecret: string,
  clock: EmulatorClock,
  ackLimitMs = ACK_LIMIT_MS,
): HttpDelivery {
  const exchange = (contentType: string, body: string, headers: Record<string, string>) =>
    new Promise<HttpAnswer | 'http_timeout' | 'connection_failed' | 'no_request_url'>((resolve) => {
      if (transport.url === undefined) {
        resolve('no_request_url');
        return;
      }
      // A connection of its own for each request, so that the app's server can close at any time.
      const sent = request(transport.url, {
        method: 'POST',
        agent: false,
        headers: {
          'Content-Type': contentType,
          'User-Agent': 'Slackbot 1.0 (emulated)',
          Connection: 'close',
          ...headers,
        },
      });
      const cancel = clock.after(ackLimitMs, () => {
        resolve('http_timeout');
        sent.destroy();
      });
      sent.on('error', () => {
        cancel();
        resolve('connection_failed');
      });
      sent.on('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          cancel();
          const text = Buffer.concat(chunks).toString('utf8');
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text });
        });
      });
      sent.end(body);
    });

  const transport: HttpDelivery = {
    url: undefined,
    async post(contentType, body, forgery = 'none', headers = {}) {
      const answer = await exchange(contentType, body, { ...signature(signingSecret, body, forgery), ...headers });
      if (typeof answer === 'string') throw new Error(`The app did not answer: ${answer}`);
      return answer;
    },
    async send(delivery, retry): Promise<Ack> {
      const { contentType, body } = encode(delivery);
      const start = performance.now();
      const answer = await exchange(contentType, body, {
        ...signature(signingSecret, body, 'none'),
        ...(retry === undefined
          ? {}
          : { 'X-Slack-Retry-Num': String(retry.num), 'X-Slack-Retry-Reason': retry.reason }),
      });
      const ms = performance.now() - start;
      if (typeof answer === 'string') {
        return { ok: false, ms, status: undefined, body: undefined, error: answer, noRetry: false };
      }
      const ok = answer.status >= 200 && answer.status < 300;
      const noRetry = answer.headers['x-slack-no-retry'] === '1';
      return { ok, ms, status: answer.status, body: decode(answer), error: ok ? undefined : 'http_error', noRetry };
    },
  };
  return transport;
}
