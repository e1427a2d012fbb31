// How does Slack refuse a call?

import type { Fields } from './payload.ts';

/** Thrown by a method of the emulated Web API; answered as `{ ok: false, error, ...extra }`. */
export class SlackError extends Error {
  readonly error: string;
  readonly extra: Fields;

  constructor(error: string, extra: Fields = {}) {
    super(error);
    this.error = error;
    this.extra = extra;
  }
}

/** The refusal of a payload, naming each field as a JSON pointer the way Slack does. */
export function refusal(error: string, faults: readonly { message: string; pointer: string }[]): SlackError {
  const messages = faults.map((fault) => `${fault.message} [json-pointer:${fault.pointer}]`);
  return new SlackError(error, {
    errors: messages,
    response_metadata: { messages: messages.map((message) => `[ERROR] ${message}`) },
  });
}
