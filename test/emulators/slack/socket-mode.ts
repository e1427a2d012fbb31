// How does Slack talk to an app over a WebSocket?

import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { EmulatorClock } from './clock.ts';
import { ACK_LIMIT_MS, type Ack, type Delivery, type DeliveryKind, type Transport } from './delivery.ts';
import { fieldsIn, isFields, textIn } from './payload.ts';

/** Pings to each connection come this far apart; the client gives up after 30 s without one. Milliseconds. */
const PING_MS = 10_000;

/** How long a client may take to leave when the emulator closes. Milliseconds. */
const FAREWELL_MS = 500;

const ENVELOPE: Record<DeliveryKind, string> = {
  event: 'events_api',
  command: 'slash_commands',
  interactive: 'interactive',
};

export interface SocketMode extends Transport {
  /** Open connections that have been sent `hello`. */
  readonly connections: number;
  /** Connections ever made. */
  readonly accepted: number;
  /** Resolves once `accepted` has reached the number; default: at least one connection is open now. */
  connected(accepted?: number): Promise<void>;
  /** A one-time ticket for a new connection. */
  ticket(): string;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Asks the app to reconnect. `warning` leaves the connection open; the other two close it, as Slack does. */
  disconnect(reason: 'warning' | 'refresh_requested' | 'link_disabled'): void;
  /** Cuts every connection without a close frame. */
  drop(): void;
  /** While true, connections neither ping nor answer pings: a peer that went away silently. */
  mute: boolean;
  /** While true, new connections get no `hello`. */
  withholdHello: boolean;
  /** Sends raw text on every connection. */
  sendRaw(text: string): void;
  /** Acknowledgements for envelopes nobody waits for, as `envelope_id`: late ones, doubles, inventions. */
  readonly strayAcks: readonly string[];
  close(): Promise<void>;
}

interface Waiting {
  readonly socket: WebSocket;
  settle(body: unknown, error?: string): void;
}

export function createSocketMode(clock: EmulatorClock, nextId: () => string, ackLimitMs = ACK_LIMIT_MS): SocketMode {
  const server = new WebSocketServer({ noServer: true, autoPong: false });
  const tickets = new Set<string>();
  const sockets: WebSocket[] = [];
  const waiting = new Map<string, Waiting>();
  const strayAcks: string[] = [];
  const watchers = new Set<() => void>();
  let accepted = 0;
  let turn = 0;

  const tell = () => {
    for (const watcher of [...watchers]) watcher();
  };
  const acknowledged = (text: string) => {
    let message: unknown;
    try {
      message = JSON.parse(text);
    } catch {
      return;
    }
    const id = textIn(fieldsIn(message).envelope_id);
    const entry = waiting.get(id);
    if (entry === undefined) strayAcks.push(id);
    else {
      const payload = fieldsIn(message).payload;
      entry.settle(isFields(payload) && Object.keys(payload).length > 0 ? payload : undefined);
    }
  };
  const keepPinging = (socket: WebSocket) => {
    clock.after(PING_MS, () => {
      if (socket.readyState !== socket.OPEN) return;
      if (!mode.mute) socket.ping();
      keepPinging(socket);
    });
  };
  const accept = (socket: WebSocket) => {
    socket.on('message', (data) => acknowledged(data.toString()));
    socket.on('ping', (data) => {
      if (!mode.mute) socket.pong(data);
    });
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      if (sockets.includes(socket)) sockets.splice(sockets.indexOf(socket), 1);
      for (const entry of [...waiting.values()]) if (entry.socket === socket) entry.settle(undefined, 'no_connection');
      tell();
    });
    if (mode.withholdHello) return;
    const connections = sockets.push(socket);
    accepted += 1;
    socket.send(
      JSON.stringify({
        type: 'hello',
        num_connections: connections,
        debug_info: { host: 'emulated', started: '', build_number: 1, approximate_connection_time: 3600 },
        connection_info: { app_id: 'A0EMULATED' },
      }),
    );
    if (!mode.mute) socket.ping();
    keepPinging(socket);
    tell();
  };

  const mode: SocketMode = {
    mute: false,
    withholdHello: false,
    strayAcks,
    get connections() {
      return sockets.length;
    },
    get accepted() {
      return accepted;
    },
    connected(atLeast) {
      const reached = () => (atLeast === undefined ? sockets.length > 0 : accepted >= atLeast);
      return new Promise((resolve) => {
        const check = () => {
          if (!reached()) return;
          watchers.delete(check);
          resolve();
        };
        watchers.add(check);
        check();
      });
    },
    ticket() {
      const ticket = nextId();
      tickets.add(ticket);
      return ticket;
    },
    upgrade(request, socket, head) {
      const ticket = new URL(request.url ?? '/', 'http://localhost').searchParams.get('ticket') ?? '';
      if (!tickets.delete(ticket)) {
        socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
        return;
      }
      server.handleUpgrade(request, socket, head, accept);
    },
    disconnect(reason) {
      for (const socket of [...sockets]) {
        socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'emulated' } }));
        if (reason !== 'warning') socket.close(1000);
      }
    },
    drop() {
      for (const socket of [...sockets]) socket.terminate();
    },
    sendRaw(text) {
      for (const socket of sockets) socket.send(text);
    },
    async close() {
      // Time for a client that is just leaving to end the handshake it began; whoever stays is cut off.
      const clients = [...server.clients];
      const closed = clients.map((socket) => new Promise((resolve) => socket.once('close', resolve)));
      for (const socket of clients) socket.close(1001);
      const cut = setTimeout(() => {
        for (const socket of clients) socket.terminate();
      }, FAREWELL_MS);
      await Promise.all(closed);
      clearTimeout(cut);
      server.close();
    },
    send(delivery: Delivery, retry) {
      const start = performance.now();
      return new Promise<Ack>((resolve) => {
        const finish = (body: unknown, error: string | undefined) =>
          resolve({
            ok: error === undefined,
            ms: performance.now() - start,
            status: undefined,
            body,
            error,
            noRetry: false,
          });
        // With several connections Slack may choose any: here each in turn.
        const socket = sockets[turn++ % Math.max(1, sockets.length)];
        if (socket === undefined) {
          finish(undefined, 'no_connection');
          return;
        }
        const id = nextId();
        const cancel = clock.after(ackLimitMs, () => waiting.get(id)?.settle(undefined, 'timeout'));
        waiting.set(id, {
          socket,
          settle(body, error) {
            if (!waiting.delete(id)) return;
            cancel();
            finish(body, error);
          },
        });
        socket.send(
          JSON.stringify({
            envelope_id: id,
            type: ENVELOPE[delivery.kind],
            accepts_response_payload: delivery.kind !== 'event',
            payload: delivery.payload,
            ...(delivery.kind === 'event' ? { retry_attempt: retry?.num ?? 0, retry_reason: retry?.reason ?? '' } : {}),
          }),
        );
      });
    },
  };
  return mode;
}
