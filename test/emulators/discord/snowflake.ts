// How does Discord number things?
import type { EmulatorClock } from './clock.ts';

/** Milliseconds from 1970 to the first second of 2015, where snowflakes start. */
const discordEpoch = 1_420_070_400_000;
const perMillisecond = 4096n;

/** Makes ids. discord.js reads a message's date from its id, and Discord a guild's shard, so the time in them is real. */
export interface SnowflakeSource {
  /** An id of this moment, greater than every earlier one. */
  next(): string;
  /** An id of a distant past, one millisecond after the last: consecutive guilds land on consecutive shards. */
  nextOld(): string;
}

export function snowflakeSource(clock: EmulatorClock): SnowflakeSource {
  let last = 0n;
  let old = BigInt(Date.UTC(2020, 0, 1) - discordEpoch);
  return {
    next() {
      const fromClock = BigInt(clock.now() - discordEpoch) * 1024n * perMillisecond;
      last = fromClock > last ? fromClock : last + 1n;
      return last.toString();
    },
    nextOld() {
      old += 1n;
      return (old << 22n).toString();
    },
  };
}

/** The shard that serves a guild: `(guild_id >> 22) % shards`. Whatever has no guild is shard 0's. */
export function shardOf(guildId: string | undefined, shards: number): number {
  return guildId === undefined ? 0 : Number((BigInt(guildId) >> 22n) % BigInt(shards));
}

/** When the thing with this id was made, in milliseconds since 1970. */
export function snowflakeTime(id: string): number {
  return Number(BigInt(id) >> 22n) + discordEpoch;
}
