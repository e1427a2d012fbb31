// May the bot write here?

/** Thrown before anything is sent, where Discord would refuse it. */
export class NoRightError extends Error {
  readonly code = 'no-right';
}
