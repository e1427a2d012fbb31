// What has happened, in order?

import type { Message } from './message.ts';
import type { Fields } from './payload.ts';
import type { View } from './view.ts';

/** One call of the Web API, or of a response_url (method `response_url`), with its parameters decoded. */
export interface ApiCall {
  readonly method: string;
  readonly params: Fields;
  readonly token: string | undefined;
  /** By the emulator's clock. */
  readonly at: number;
  /** For a response_url: its path. */
  readonly path: string | undefined;
  /** When it came, by `performance.now()`: for measuring. */
  readonly arrivedAt: number;
  /** Undefined while under way and when the connection was cut. */
  response: Fields | undefined;
}

export type Entry =
  | { readonly kind: 'call'; readonly call: ApiCall }
  | { readonly kind: 'posted' | 'edited' | 'deleted' | 'ephemeral'; readonly message: Message }
  | { readonly kind: 'opened' | 'updated' | 'published' | 'closed'; readonly view: View }
  /** What Slack itself tells a person, for instance that a command failed. */
  | { readonly kind: 'notice'; readonly user: string; readonly text: string };

export interface Journal {
  readonly entries: readonly Entry[];
  add(entry: Entry): void;
}

export function createJournal(): Journal {
  const entries: Entry[] = [];
  return { entries, add: (entry) => void entries.push(entry) };
}
