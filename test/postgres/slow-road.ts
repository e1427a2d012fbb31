// What may happen on the way between the bot and its database?

import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A TCP proxy before a server on a Unix socket. */
export interface SlowRoad {
  /** The address of the same database by this road. */
  via(url: string): string;
  /** Whatever is sent to the server from now on arrives this much later, in milliseconds: each query takes so long. */
  delay(ms: number): void;
  /** Cuts every connection and takes none, until mended. */
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}

export async function openSlowRoad(socket: string): Promise<SlowRoad> {
  const both = new Set<net.Socket>();
  let delayMs = 0;
  let isCut = false;

  const keep = (one: net.Socket) => {
    both.add(one);
    one.on('error', () => {}).on('close', () => both.delete(one));
  };
  const server = net.createServer((client) => {
    keep(client);
    if (isCut) {
      client.destroy();
      return;
    }
    const database = net.connect(socket);
    keep(database);
    database.on('close', () => client.destroy());
    client.on('close', () => database.destroy());
    database.on('data', (data) => client.write(data));
    let sent = Promise.resolve();
    client.on('data', (data) => {
      const due = performance.now() + delayMs;
      sent = sent.then(async () => {
        const wait = due - performance.now();
        if (wait > 0) await sleep(wait);
        if (!database.destroyed) database.write(data);
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as net.AddressInfo;
  const dropAll = () => {
    for (const one of both) one.destroy();
  };
  return {
    via(url) {
      const address = new URL(url);
      address.hostname = '127.0.0.1';
      address.port = String(port);
      address.searchParams.delete('host');
      // A space in the options must not become a plus.
      return address.href.replaceAll('+', '%20');
    },
    delay(ms) {
      delayMs = ms;
    },
    cut() {
      isCut = true;
      dropAll();
    },
    mend() {
      isCut = false;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        dropAll();
      }),
  };
}
