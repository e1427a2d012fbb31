// What does a modal know of where it was opened?

import type { Call } from '../../bot/call.ts';
import type { Spot } from './desk.ts';
import { fieldsOf, textOf, textOrNone } from './fields.ts';
import { targetBlockId, targetOfBlockId } from './share-target.ts';

/** What a modal carries: the call its submission makes, and the place whose answer it gets. */
export interface ViewMetadata {
  readonly call: Call | undefined;
  readonly channel: string | undefined;
  readonly thread: string | undefined;
  readonly responseUrl: string | undefined;
  readonly shareTo: Spot['shareTo'];
}

export function encodeMetadata(call: Call | undefined, spot: Omit<ViewMetadata, 'call'>): string {
  return JSON.stringify({
    call: call?.command,
    args: call?.args,
    channel: spot.channel,
    thread: spot.thread,
    url: spot.responseUrl,
    to: spot.shareTo && targetBlockId('view', spot.shareTo),
  });
}

/** Whatever the text: what cannot be read is missing. */
export function decodeMetadata(text: string): ViewMetadata {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    read = {};
  }
  const { call, args, channel, thread, url, to } = fieldsOf(read);
  const command = textOrNone(call);
  const texts = Object.entries(fieldsOf(args)).map(([name, value]) => [name, textOf(value)]);
  return {
    call: command === undefined ? undefined : { command, args: Object.fromEntries(texts) },
    channel: textOrNone(channel),
    thread: textOrNone(thread),
    responseUrl: textOrNone(url),
    shareTo: targetOfBlockId(textOf(to)),
  };
}
