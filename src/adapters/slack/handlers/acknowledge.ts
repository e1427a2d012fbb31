// How is Slack told "received", whatever becomes of it?

import type { Desk } from '../desk.ts';

/**
 * Acknowledges before anything else is done. A connection that broke in between is no reason not to answer: what was
 * asked goes on, and Slack's own retry is dropped by its id.
 */
export async function acknowledge(desk: Desk, ack: (response?: never) => Promise<unknown>): Promise<void> {
  try {
    await ack();
  } catch (error) {
    desk.log.warn({ error }, 'could not acknowledge a request of Slack; it is answered all the same');
  }
}
