// How do several processes look like one to a platform?

import { createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Hands each request to the next process; one that is gone is left out, as a balancer's health check would. */
export interface Balancer {
  readonly url: string;
  /** Every request and the process it was handed to, answered or not, in order. */
  readonly handed: readonly { readonly body: string; readonly to: number }[];
  /** Every request that a process answered, in order. */
  readonly served: readonly { readonly body: string; readonly by: number; readonly status: number }[];
  /** Hands everything to one process, until called without one. */
  only(process?: number): void;
  close(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** @param addresses of the processes, such as `http://127.0.0.1:3000`. */
export async function startBalancer(addresses: readonly string[]): Promise<Balancer> {
  const handed: { body: string; to: number }[] = [];
  const served: { body: string; by: number; status: number }[] = [];
  const gone = new Set<number>();
  let next = 0;
  let chosen: number | undefined;

  const pick = (): number | undefined => {
    if (chosen !== undefined) return chosen;
    for (let tried = 0; tried < addresses.length; tried++) {
      const each = next++ % addresses.length;
      if (!gone.has(each)) return each;
    }
    return undefined;
  };

  async function answer(incoming: IncomingMessage): Promise<Answer> {
    const body = await textOf(incoming);
    for (;;) {
      const by = pick();
      if (by === undefined) return { status: 503, headers: {}, body: '' };
      const handing = { body, to: by };
      handed.push(handing);
      try {
        const answered = await forward(`${addresses[by]}${incoming.url}`, incoming, body);
        served.push({ body, by, status: answered.status });
        return answered;
      } catch (error) {
        // Refused: nothing was received, so another process may have it. Cut in the middle: Slack decides.
        if ((error as NodeJS.ErrnoException).code !== 'ECONNREFUSED') return { status: 502, headers: {}, body: '' };
        handed.splice(handed.indexOf(handing), 1);
        gone.add(by);
      }
    }
  }

  const server = createServer((incoming, outgoing) => {
    void answer(incoming).then(({ status, headers, body }) => outgoing.writeHead(status, headers).end(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    handed,
    served,
    only(process) {
      chosen = process;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function forward(url: string, { method, headers }: IncomingMessage, body: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, agent: false }, (response) => {
      textOf(response).then(
        (text) => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
        reject,
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

async function textOf(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
