// How is a message found again?

import { fieldsOf, textOf } from './fields.ts';

/** Where a message of the bot stands. */
export interface MessageAddress {
  readonly team: string;
  readonly channel: string;
  readonly ts: string;
}

/** As `bot.posted` keeps it. */
export function encodeAddress({ team, channel, ts }: MessageAddress): string {
  return JSON.stringify({ team, channel, ts });
}

/** Undefined where the text is no address of ours. */
export function decodeAddress(address: string): MessageAddress | undefined {
  try {
    const { team, channel, ts } = fieldsOf(JSON.parse(address));
    const found = { team: textOf(team), channel: textOf(channel), ts: textOf(ts) };
    return found.team === '' || found.channel === '' || found.ts === '' ? undefined : found;
  } catch {
    return undefined;
  }
}
