// How does Discord's gateway talk to a bot?
//
// Facts about the client (discord.js 14.28, @discordjs/ws 1.2) that shape what is here:
// - a second IDENTIFY within 5 s of the first waits for the rest of the 5 s and up to 1.5 s more; tests pass
//   `ws: { buildIdentifyThrottler: async () => ({ waitForIdentify: async () => {} }) }` (see `unhurried` in test-client.ts);
// - op 1 from the server is answered at once with the last sequence seen: that is how `settled` knows what was handled;
// - the client emits no MessageCreate for a message it still has in its cache, so it hides duplicates that arrive soon,
//   but not those of messages that were never cached or have been swept;
// - after 4004 or 4014 `isReady()` stays true; the only sign is `shardDisconnect` with the code;
// - `client.destroy()` closes with 1000, which ends the session for good.
import type { IncomingMessage, Server } from 'node:http';
import { GatewayIntentBits } from 'discord.js';
import { type WebSocket, WebSocketServer } from 'ws';
import { checkIntents, GatewayClose, opcode, sendLimit } from './gateway-protocol.ts';
import { confirm, createSession, type GatewaySession, guildsOf, sendEvent, tellSession } from './gateway-session.ts';
import { asNumber, asPayload, asText, type Payload } from './payload.ts';
import { guildPayload, userPayload } from './wire.ts';
import type { World, WorldEvent } from './world.ts';

/** What the gateway asks of the rest of the emulator. */
export interface GatewayOptions {
  world: World;
  server: Server;
  /** Where clients connect, and come back to with RESUME. */
  url(): string;
  tokenIsValid(token: string): boolean;
  /** Privileged intents switched on in the developer portal. */
  intentIsApproved(intent: number): boolean;
  heartbeatInterval: number;
}

export interface Gateway {
  /** Sessions ever opened, in order; the last ones are the living ones. */
  readonly sessions: readonly GatewaySession[];
  /** Every IDENTIFY and RESUME received, with its data without the token. */
  readonly arrivals: readonly { kind: 'identify' | 'resume'; data: Payload }[];
  /** Heartbeats are acknowledged while this is true. */
  acknowledges: boolean;
  announce(event: WorldEvent): void;
  /** Sends again, under a new number, the last event of this name, messages of bots left out: the duplicate that Discord sometimes delivers. */
  repeatLast(name: string): void;
  /** op 7: asks every client to reconnect and resume. */
  reconnect(): void;
  /** op 9: the session is over (false) or may be resumed (true). */
  invalidate(resumable: boolean): void;
  /** Closes every connection with the code. */
  closeAll(code: number): void;
  /** Cuts every connection without a goodbye. */
  drop(): void;
  /** While true, new connections are cut at once: events pile up in the session. */
  refuses: boolean;
  /** Connections cut because of `refuses`. */
  readonly refusals: number;
  /** Whether each living session is connected and has confirmed all its events. */
  isCaughtUp(): boolean;
  /** Asks each connected session for a heartbeat, and resolves when all have answered it. */
  roundTrip(): Promise<void>;
  close(): void;
}

interface Connection {
  socket: WebSocket;
  session?: GatewaySession;
  sent: number[];
  asked: number;
}

export function startGateway(options: GatewayOptions): Gateway {
  const { world } = options;
  const sessions: GatewaySession[] = [];
  const arrivals: { kind: 'identify' | 'resume'; data: Payload }[] = [];
  const connections = new Set<Connection>();
  const sockets = new WebSocketServer({ server: options.server });
  let refusals = 0;
  const living = () => sessions.filter((session) => session.resumable);

  function identify(connection: Connection, data: Payload): void {
    if (connection.session) throw new GatewayClose(4005, 'Already authenticated.');
    const { token, ...rest } = data;
    arrivals.push({ kind: 'identify', data: rest });
    world.signal.changed();
    if (!options.tokenIsValid(asText(token))) throw new GatewayClose(4004, 'Authentication failed.');
    const intents = asNumber(data.intents);
    checkIntents(intents, options.intentIsApproved);
    const [shard = 0, count = 1] = (data.shard as [number, number] | undefined) ?? [];
    if (shard >= count || shard < 0) throw new GatewayClose(4010, 'Invalid shard.');
    for (const old of living().filter((one) => one.shard[0] === shard && one.shard[1] === count)) {
      old.resumable = false;
    }
    const session = createSession(`session-${sessions.length + 1}`, [shard, count], intents, connection.socket);
    sessions.push(session);
    connection.session = session;
    const guilds = guildsOf(world, session);
    sendEvent(session, 'READY', {
      v: 10,
      user: { ...userPayload(world.bot), verified: true, mfa_enabled: false, email: null, flags: 0 },
      guilds: guilds.map((guild) => ({ id: guild.id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: options.url(),
      session_type: 'normal',
      private_channels: [],
      shard: [shard, count],
      application: { id: world.applicationId, flags: world.messageContent ? 1 << 19 : 0 },
    });
    if ((intents & GatewayIntentBits.Guilds) !== 0) {
      for (const guild of guilds) sendEvent(session, 'GUILD_CREATE', guildPayload(world, guild));
    }
    session.ready = true;
    world.signal.changed();
  }

  function resume(connection: Connection, data: Payload): void {
    const { socket } = connection;
    const { token, ...rest } = data;
    arrivals.push({ kind: 'resume', data: rest });
    world.signal.changed();
    if (!options.tokenIsValid(asText(token))) throw new GatewayClose(4004, 'Authentication failed.');
    const session = living().find((one) => one.id === data.session_id);
    if (!session) {
      socket.send(JSON.stringify({ op: opcode.invalid, d: false, s: null, t: null }));
      return;
    }
    const seq = asNumber(data.seq);
    if (seq > session.seq) throw new GatewayClose(4007, 'Invalid seq.');
    confirm(session, seq);
    connection.session = session;
    session.socket = socket;
    for (const event of session.events) socket.send(event.frame);
    sendEvent(session, 'RESUMED', {});
    world.signal.changed();
  }

  function heartbeat(connection: Connection, seq: unknown): void {
    if (connection.asked > 0) connection.asked -= 1;
    if (connection.session) confirm(connection.session, asNumber(seq));
    if (gateway.acknowledges) connection.socket.send(JSON.stringify({ op: opcode.ack, d: null, s: null, t: null }));
    world.signal.changed();
  }

  function overLimit(connection: Connection): boolean {
    const now = world.clock.now();
    connection.sent = [...connection.sent.filter((at) => now - at < sendLimit.windowMilliseconds), now];
    return connection.sent.length > sendLimit.payloads;
  }

  function perform(connection: Connection, text: string): void {
    let payload: Payload;
    try {
      payload = asPayload(JSON.parse(text));
    } catch {
      throw new GatewayClose(4002, 'Error while decoding payload.');
    }
    const code = payload.op;
    const asked = code === opcode.heartbeat && connection.asked > 0;
    if (!asked && overLimit(connection)) throw new GatewayClose(4008, 'Rate limited.');
    if (code === opcode.heartbeat) heartbeat(connection, payload.d);
    else if (code === opcode.identify) identify(connection, asPayload(payload.d));
    else if (code === opcode.resume) resume(connection, asPayload(payload.d));
    else if (code !== opcode.presence && code !== opcode.voice && code !== opcode.members) {
      throw new GatewayClose(4001, 'Unknown opcode.');
    } else if (!connection.session) throw new GatewayClose(4003, 'Not authenticated.');
  }

  function receive(connection: Connection, text: string): void {
    try {
      perform(connection, text);
    } catch (error) {
      if (!(error instanceof GatewayClose)) throw error;
      connection.socket.close(error.code, error.message);
    }
  }

  sockets.on('connection', (socket: WebSocket, request: IncomingMessage) => {
    if (gateway.refuses) {
      refusals += 1;
      socket.terminate();
      world.signal.changed();
      return;
    }
    const query = new URL(request.url ?? '/', 'ws://gateway').searchParams;
    if (query.get('v') !== '10') {
      socket.close(4012, 'Invalid API version.');
      return;
    }
    const connection: Connection = { socket, sent: [], asked: 0 };
    connections.add(connection);
    socket.on('error', () => socket.terminate());
    socket.on('message', (data) => receive(connection, data.toString()));
    socket.on('close', (code) => {
      connections.delete(connection);
      const { session } = connection;
      if (session?.socket === socket) {
        session.socket = undefined;
        if (code === 1000 || code === 1001) session.resumable = false;
      }
      world.signal.changed();
    });
    socket.send(
      JSON.stringify({ op: opcode.hello, d: { heartbeat_interval: options.heartbeatInterval }, s: null, t: null }),
    );
  });

  function endSession(connection: Connection): void {
    if (connection.session) connection.session.resumable = false;
  }

  const gateway: Gateway = {
    sessions,
    arrivals,
    acknowledges: true,
    refuses: false,
    get refusals() {
      return refusals;
    },
    announce(event) {
      for (const session of sessions) tellSession(session, event);
    },
    repeatLast(name) {
      for (const session of living()) {
        if (session.last.has(name)) sendEvent(session, name, session.last.get(name));
      }
    },
    reconnect() {
      for (const { socket } of connections)
        socket.send(JSON.stringify({ op: opcode.reconnect, d: null, s: null, t: null }));
    },
    invalidate(resumable) {
      for (const connection of connections) {
        if (!resumable) endSession(connection);
        connection.socket.send(JSON.stringify({ op: opcode.invalid, d: resumable, s: null, t: null }));
      }
    },
    closeAll(code) {
      const keepsSession = [1001, 4000, 4009, 4001, 4002, 4005, 4008].includes(code);
      for (const connection of connections) {
        if (!keepsSession) endSession(connection);
        if (connection.session) connection.session.socket = undefined;
        connection.socket.close(code);
      }
    },
    drop() {
      for (const connection of connections) {
        if (connection.session) connection.session.socket = undefined;
        connection.socket.terminate();
      }
    },
    isCaughtUp: () => living().every((session) => session.socket !== undefined && session.confirmed === session.seq),
    async roundTrip() {
      for (const connection of connections) {
        if (!connection.session) continue;
        connection.asked += 1;
        connection.socket.send(JSON.stringify({ op: opcode.heartbeat, d: null, s: null, t: null }));
      }
      await world.signal.until(
        () => [...connections].every((connection) => connection.asked === 0),
        'the client to answer a heartbeat request',
      );
    },
    close() {
      for (const { socket } of connections) socket.terminate();
      sockets.close();
    },
  };
  world.announce = (event) => gateway.announce(event);
  return gateway;
}
