// How does the bot tell its operator what happened?

/** The part of a logger that the bot uses; pino fits. Never given a message's text, a token or a person's name. */
export interface Log {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}
