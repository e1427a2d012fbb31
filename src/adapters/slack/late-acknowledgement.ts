// When is Slack told that one of its events was received?

import type { App, ReceiverEvent } from '@slack/bolt';
import type { Log } from '../../bot/log.ts';
import type { Reply, TakenReply } from '../../bot/reply.ts';
import { fieldsOf } from './fields.ts';

/** An event waits for its handling no longer than this, in milliseconds: Slack delivers it again after 3,000. */
export const ACKNOWLEDGE_AFTER_MS = 2_000;

/** An event was not handled, and Slack may deliver it again. What was wrong, if anything, stands in the log already. */
export class UnhandledEventError extends Error {
  readonly code = 'unhandled-event';
}

/**
 * Goes on only with an event that this process has.
 * @throws UnhandledEventError where another has it, or died with it: Slack is to deliver it again.
 */
export function requireOurs<R extends Reply>(reply: R): asserts reply is Exclude<R, TakenReply> {
  if (reply?.kind === 'taken') throw new UnhandledEventError('another process has the event, or died with it');
}

/**
 * Acknowledges an event once it is handled, or when Slack would wait no longer: Bolt does so before anything is done, and
 * what a process then leaves behind when it dies is lost. Slack delivers what was not acknowledged again: at once, after
 * a minute, after five more (https://docs.slack.dev/apis/events-api/#retries). Commands, buttons and forms are not
 * delivered again and are left as they are.
 */
export function acknowledgeLate(app: App, log: Log, afterMs = ACKNOWLEDGE_AFTER_MS): void {
  const handle = app.processEvent.bind(app);
  app.processEvent = async (received) => {
    if (fieldsOf(received.body).event === undefined) return handle(received);
    let acknowledged: Promise<void> | undefined;
    const acknowledge = () => {
      acknowledged ??= tell(received, log);
      return acknowledged;
    };
    const timer = setTimeout(acknowledge, afterMs);
    try {
      await handle({ ...received, ack: async () => {} });
    } catch (error) {
      // Once acknowledged it does not come again, whatever the receiver is told.
      if (acknowledged === undefined) throw error;
    } finally {
      clearTimeout(timer);
    }
    await acknowledge();
  };
}

async function tell({ ack }: ReceiverEvent, log: Log): Promise<void> {
  try {
    await ack();
  } catch (error) {
    log.warn({ error }, 'could not acknowledge an event of Slack; it may come again, and is then dropped');
  }
}
