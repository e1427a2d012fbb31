// How does one delivery reach the app, with its retries, doubles and damage?

import type { Activity } from './activity.ts';
import type { EmulatorClock } from './clock.ts';
import type { Ack, Delivery, DeliveryKind, Retry, Transport } from './delivery.ts';
import { copyOf, type Fields } from './payload.ts';

/** When Slack sends an unacknowledged event again, in milliseconds after the last attempt; docs.slack.dev, Events API. */
const RETRY_AFTER_MS = [0, 60_000, 300_000];

export interface Sent {
  readonly delivery: Delivery;
  readonly retry: Retry | undefined;
  /** Undefined until the app has acknowledged or the time for it is over. */
  ack: Ack | undefined;
}

export interface Dispatcher {
  /** Everything sent, in order, retries and doubles included. */
  readonly sent: readonly Sent[];
  /** Sends it and resolves with the first attempt's acknowledgement; events that fail are retried by the clock. */
  deliver(delivery: Delivery): Promise<Ack>;
  /** Sends the same thing once more: a replay, or, with `retry`, a retry that Slack sends although it was answered. */
  again(delivery: Delivery, retry?: Retry): Promise<Ack>;
  /** Changes the payload of the next delivery of that kind (a deep copy is given; what is returned is sent). */
  alterNext(kind: DeliveryKind, change: (payload: Fields) => Fields): void;
  /** Sends the next `times` deliveries twice at once. */
  doubleNext(times?: number): void;
}

export function createDispatcher(transport: Transport, clock: EmulatorClock, activity: Activity): Dispatcher {
  const sent: Sent[] = [];
  const changes: { kind: DeliveryKind; change: (payload: Fields) => Fields }[] = [];
  let doubles = 0;

  const attempt = (delivery: Delivery, retry: Retry | undefined): Promise<Ack> =>
    activity.during(async () => {
      const record: Sent = { delivery, retry, ack: undefined };
      sent.push(record);
      record.ack = await transport.send(delivery, retry);
      return record.ack;
    });
  const retryLater = (delivery: Delivery, ack: Ack, num: number): void => {
    const delay = RETRY_AFTER_MS[num - 1];
    if (delivery.kind !== 'event' || ack.ok || ack.noRetry || delay === undefined) return;
    const again = async () => {
      retryLater(delivery, await attempt(delivery, { num, reason: ack.error ?? 'unknown_error' }), num + 1);
    };
    if (delay === 0) void again();
    else clock.after(delay, () => void again());
  };
  return {
    sent,
    async deliver(delivery) {
      const index = changes.findIndex((entry) => entry.kind === delivery.kind);
      const change = index < 0 ? undefined : changes.splice(index, 1)[0];
      if (change !== undefined) delivery.payload = change.change(copyOf(delivery.payload));
      if (doubles > 0) {
        doubles -= 1;
        void attempt(delivery, undefined);
      }
      const ack = await attempt(delivery, undefined);
      retryLater(delivery, ack, 1);
      return ack;
    },
    again: attempt,
    alterNext: (kind, change) => void changes.push({ kind, change }),
    doubleNext(times = 1) {
      doubles += times;
    },
  };
}
