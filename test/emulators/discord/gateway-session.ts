// What does Discord remember of one shard's session?
import type { WebSocket } from 'ws';
import { asPayload } from './payload.ts';
import { shardOf } from './snowflake.ts';
import type { World, WorldEvent } from './world.ts';

export interface GatewaySession {
  readonly id: string;
  readonly shard: readonly [id: number, count: number];
  readonly intents: number;
  /** Number of the last event of this session. */
  seq: number;
  /** Events the client has not confirmed, for RESUME. */
  events: { seq: number; frame: string }[];
  /** The last event of each name, to be repeated on demand. */
  last: Map<string, unknown>;
  /** Highest number the client said it had, in a heartbeat or a RESUME. */
  confirmed: number;
  socket: WebSocket | undefined;
  /** False after an invalid session or when the client said goodbye (close 1000 or 1001): RESUME is answered with op 9. */
  resumable: boolean;
  /** READY and the first GUILD_CREATEs are out. */
  ready: boolean;
}

export function createSession(
  id: string,
  shard: readonly [number, number],
  intents: number,
  socket: WebSocket,
): GatewaySession {
  return {
    id,
    shard,
    intents,
    seq: 0,
    events: [],
    last: new Map(),
    confirmed: 0,
    socket,
    resumable: true,
    ready: false,
  };
}

/** Whether events of this guild, or of no guild, belong to the session's shard. */
export function serves(session: GatewaySession, guildId: string | undefined): boolean {
  return shardOf(guildId, session.shard[1]) === session.shard[0];
}

/** Numbers an event, keeps it for a RESUME and sends it when the socket is open. */
export function sendEvent(session: GatewaySession, name: string, data: unknown): void {
  session.seq += 1;
  const frame = JSON.stringify({ op: 0, t: name, s: session.seq, d: data });
  session.events.push({ seq: session.seq, frame });
  // What the bot itself posts is told to it too, and would hide what it was asked.
  if (asPayload(asPayload(data).author).bot !== true) session.last.set(name, data);
  session.socket?.send(frame);
}

/** The client has everything up to here: it will not ask for these again. */
export function confirm(session: GatewaySession, seq: number): void {
  if (seq <= session.confirmed) return;
  session.confirmed = seq;
  const first = session.events.findIndex((event) => event.seq > seq);
  session.events = first === -1 ? [] : session.events.slice(first);
}

/** Tells an event of the world to a session, if it is that shard's business and its intents let it be told. */
export function tellSession(session: GatewaySession, event: WorldEvent): void {
  if (!session.ready || !session.resumable || !serves(session, event.guildId)) return;
  const data = event.payload(session.intents);
  if (data !== undefined) sendEvent(session, event.name, data);
}

/** The guilds that this session's READY lists. */
export function guildsOf(world: World, session: GatewaySession) {
  return [...world.guilds.values()].filter((guild) => guild.botPresent && serves(session, guild.id));
}
