// Which numbers does Discord's gateway speak in, and when does it hang up?
import { GatewayIntentBits } from 'discord.js';

/** What a gateway payload is about. */
export const opcode = {
  heartbeat: 1,
  identify: 2,
  presence: 3,
  voice: 4,
  resume: 6,
  reconnect: 7,
  members: 8,
  invalid: 9,
  hello: 10,
  ack: 11,
} as const;
/** A connection may send this many payloads in this time, else close 4008. Heartbeats the server asked for are not counted. */
export const sendLimit = { payloads: 120, windowMilliseconds: 60_000 } as const;
const knownIntents = Object.values(GatewayIntentBits).reduce<number>(
  (bits, bit) => (typeof bit === 'number' ? bits | bit : bits),
  0,
);

/** The gateway hangs up, with one of Discord's close codes. */
export class GatewayClose extends Error {
  readonly code: number;

  constructor(code: number, reason: string) {
    super(reason);
    this.code = code;
  }
}

/** Intents that must be switched on in the developer portal. */
const privilegedIntents = [
  GatewayIntentBits.MessageContent,
  GatewayIntentBits.GuildMembers,
  GatewayIntentBits.GuildPresences,
];

/** Hangs up with 4013 on intents that do not exist, and with 4014 on those that are not switched on. */
export function checkIntents(intents: number, isApproved: (intent: number) => boolean): void {
  if ((intents & ~knownIntents) !== 0) throw new GatewayClose(4013, 'Invalid intent(s).');
  if (privilegedIntents.some((intent) => (intents & intent) !== 0 && !isApproved(intent))) {
    throw new GatewayClose(4014, 'Disallowed intent(s).');
  }
}
