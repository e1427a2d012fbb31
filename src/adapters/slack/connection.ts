// How do Slack's events reach the bot, whichever way?

import type { Receiver } from '@slack/bolt';

/** One way to hear from Slack: over a socket that we open, or by requests to a server of ours. */
export interface Connection {
  readonly receiver: Receiver;
  /** True while events can arrive. */
  readonly ready: boolean;
  /** For the log and the start line, such as "Socket Mode". */
  readonly name: string;
  /** Starts hearing. @throws SlackStartError where it never will; else what may be mended by another attempt. */
  start(): Promise<void>;
  /** Stops hearing; what arrived is still worked on. Never rejects. */
  stop(): Promise<void>;
}
