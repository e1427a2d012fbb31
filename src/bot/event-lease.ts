// Is this event ours to handle, and when is it handled?

import { LONGEST_LEASE_SECONDS } from '../store/port/longest-lease.ts';
import type { TakenEvent } from '../store/port/seen-events.ts';
import type { Store } from '../store/store.ts';
import type { Incoming } from './incoming.ts';
import type { Log } from './log.ts';

/**
 * How long a question is its process's, in seconds. Longer than answering it takes (8 s) and posting the answer with some
 * tries; shorter than the minute after which Slack delivers an event for the second time
 * (https://docs.slack.dev/apis/events-api/#retries), so that another process then answers for one that died.
 */
const QUESTION_LEASE_SECONDS = 45;

/** The same for commands and forms. An import may take minutes; no platform delivers them again after a crash. */
const CALL_LEASE_SECONDS = LONGEST_LEASE_SECONDS;

export type Event = Pick<Incoming, 'place' | 'eventId'>;

export interface EventLeases {
  /** Whose an event is; one without an id cannot come twice. @throws StoreError */
  take(incoming: Incoming): Promise<TakenEvent>;
  /** Notes that it was handled. Never throws. */
  finish(event: Event): Promise<void>;
}

/** Each event is handled by one process, and once, although that process may die in the middle. */
export function createEventLeases({ seen }: Pick<Store, 'seen'>, log: Log): EventLeases {
  return {
    async take(incoming) {
      const id = idOf(incoming);
      if (id === undefined) return 'mine';
      return seen.take(id, incoming.kind === 'question' ? QUESTION_LEASE_SECONDS : CALL_LEASE_SECONDS);
    },

    async finish(event) {
      const id = idOf(event);
      if (id === undefined) return;
      try {
        await seen.finish(id);
      } catch (error) {
        const { platform } = event.place;
        log.warn({ error, platform }, 'could not note that an event was handled; delivered again, it is handled again');
      }
    },
  };
}

/** What tells an event from all others, whatever the platform. */
function idOf({ place, eventId }: Event): string | undefined {
  return eventId === undefined ? undefined : `${place.platform}:${eventId}`;
}
