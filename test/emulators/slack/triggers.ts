// Is a trigger_id still good?

import type { EmulatorClock } from './clock.ts';
import { SlackError } from './slack-error.ts';

/** How long a trigger_id may be used. Milliseconds; docs.slack.dev, modals. */
const TRIGGER_LIFE_MS = 3000;

export interface Triggers {
  create(team: string, user: string): string;
  /** Uses it up. Throws `invalid_trigger_id`, `exchanged_trigger_id` or `expired_trigger_id`. */
  exchange(id: string, team: string): { user: string };
}

export function createTriggers(clock: EmulatorClock, nextId: () => string): Triggers {
  const made = new Map<string, { team: string; user: string; until: number; used: boolean }>();
  return {
    create(team, user) {
      const id = `${nextId()}.${clock.now()}.emulated`;
      made.set(id, { team, user, until: clock.now() + TRIGGER_LIFE_MS, used: false });
      return id;
    },
    exchange(id, team) {
      const trigger = made.get(id);
      if (trigger === undefined || trigger.team !== team) throw new SlackError('invalid_trigger_id');
      if (trigger.used) throw new SlackError('exchanged_trigger_id');
      if (clock.now() > trigger.until) throw new SlackError('expired_trigger_id');
      trigger.used = true;
      return { user: trigger.user };
    },
  };
}
