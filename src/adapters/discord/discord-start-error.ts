// Why does Discord not let the bot in? Apart from what needs Discord's library, which is loaded where it is configured only.

/** Discord does not let the bot in; the message says why and what to do. */
export class DiscordStartError extends Error {
  readonly code = 'discord-start';
}
