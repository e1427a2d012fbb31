// Why can Slack not be used? Apart from what needs Slack's library, which is loaded where it is configured only.

/** Slack cannot be used as configured; the message says why and what to do, in one line. */
export class SlackStartError extends Error {
  readonly code = 'slack-start-error';

  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'SlackStartError';
  }
}
