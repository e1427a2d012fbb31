// Where does a message of the bot stand?

/** A message's place, as it is kept in the store. */
export interface MessageAddress {
  readonly channel: string;
  readonly message: string;
}

export function writeAddress({ channel, message }: MessageAddress): string {
  return `${channel}/${message}`;
}

/** Undefined where the text is no address of ours. */
export function readAddress(text: string): MessageAddress | undefined {
  const [, channel, message] = /^(\d{1,20})\/(\d{1,20})$/.exec(text) ?? [];
  return channel === undefined || message === undefined ? undefined : { channel, message };
}
