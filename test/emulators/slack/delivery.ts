// What does Slack send to the app, and what does it hear back?

import type { Fields } from './payload.ts';

export type DeliveryKind = 'event' | 'command' | 'interactive';

/** One thing Slack sends: an event, a slash command or an interaction. */
export interface Delivery {
  readonly kind: DeliveryKind;
  payload: Fields;
}

export interface Retry {
  readonly num: number;
  readonly reason: string;
}

/** What the app answered to a delivery. */
export interface Ack {
  readonly ok: boolean;
  /** Real milliseconds from sending to the acknowledgement. */
  readonly ms: number;
  /** HTTP status (HTTP mode). */
  readonly status: number | undefined;
  /** The acknowledgement's payload: decoded JSON, else text; undefined when there was none. */
  readonly body: unknown;
  /** Slack's reason for a retry: `http_timeout`, `http_error`, `connection_failed`, `no_request_url` (no `deliverTo` yet); in Socket Mode `timeout`, `no_connection`. */
  readonly error: string | undefined;
  /** The app asked not to be sent this event again (`X-Slack-No-Retry: 1`). */
  readonly noRetry: boolean;
}

/** The way to the app: over a socket or by HTTP. */
export interface Transport {
  send(delivery: Delivery, retry: Retry | undefined): Promise<Ack>;
}

/** The time an acknowledgement may take. Milliseconds; docs.slack.dev, "respond within 3 seconds". */
export const ACK_LIMIT_MS = 3000;
