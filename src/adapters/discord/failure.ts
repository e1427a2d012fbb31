// What went wrong between the bot and Discord, and what does that mean?

import { DiscordAPIError, HTTPError, RESTJSONErrorCodes } from 'discord.js';
import { MessageBodyError } from './message-body.ts';
import { NoRightError } from './no-right-error.ts';

/** What a failed request means for what the bot was about to do. */
export type FailureKind =
  /** The token was refused: nothing works any more. */
  | 'token'
  /** The place, the message or the reader is no longer there, or closed to the bot. */
  | 'gone'
  /** The bot may not do this here. */
  | 'forbidden'
  /** The person takes no direct messages from it. */
  | 'dm-closed'
  /** The interaction waited too long or ended. */
  | 'expired'
  /** Somebody has answered already: the same event came twice, or the answer to our request was lost. */
  | 'answered'
  /** The bot may not read what it would reply to. */
  | 'no-history'
  /** Discord refused what we sent: our fault. */
  | 'refused'
  /** Discord has trouble of its own, and the client has tried several times: worth another try later. */
  | 'passing'
  /** The connection was cut: whether the request got through is not known. */
  | 'cut';

const BY_CODE: Readonly<Record<number, FailureKind>> = {
  [RESTJSONErrorCodes.UnknownChannel]: 'gone',
  [RESTJSONErrorCodes.UnknownGuild]: 'gone',
  [RESTJSONErrorCodes.UnknownMessage]: 'gone',
  [RESTJSONErrorCodes.UnknownUser]: 'gone',
  [RESTJSONErrorCodes.MissingAccess]: 'forbidden',
  [RESTJSONErrorCodes.MissingPermissions]: 'forbidden',
  [RESTJSONErrorCodes.CannotEditMessageAuthoredByAnotherUser]: 'gone',
  [50083]: 'forbidden', // Thread is archived
  [RESTJSONErrorCodes.CannotSendMessagesToThisUser]: 'dm-closed',
  [160002]: 'no-history', // Cannot reply without permission to read message history
  [RESTJSONErrorCodes.UnknownInteraction]: 'expired',
  [RESTJSONErrorCodes.UnknownWebhook]: 'expired',
  [RESTJSONErrorCodes.InvalidWebhookToken]: 'expired',
  [RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged]: 'answered',
};

/** What a failure means; `cut` for all that is not Discord's word. */
export function kindOfFailure(error: unknown): FailureKind {
  if (error instanceof MessageBodyError || error instanceof RangeError) return 'refused';
  if (error instanceof NoRightError) return 'forbidden';
  if (error instanceof DiscordAPIError) {
    const known = typeof error.code === 'number' ? BY_CODE[error.code] : undefined;
    if (known !== undefined) return known;
    if (error.status === 401) return 'token';
    if (error.status === 403) return 'forbidden';
    return error.status >= 500 ? 'passing' : 'refused';
  }
  // After a 401 the client forgets the token and says only this.
  if (error instanceof Error && error.message.startsWith('Expected token to be set')) return 'token';
  return error instanceof HTTPError ? 'passing' : 'cut';
}

/**
 * A failure for the log: what Discord said, and to which kind of request. The error itself would carry the text of the
 * message and the interaction's token.
 */
export function failureFacts(error: unknown): Readonly<Record<string, unknown>> {
  const kind = kindOfFailure(error);
  if (error instanceof DiscordAPIError || error instanceof HTTPError) {
    const code = error instanceof DiscordAPIError ? error.code : undefined;
    return { kind, status: error.status, code, method: error.method, cause: error.message };
  }
  if (!(error instanceof Error)) return { kind, cause: String(error) };
  const { code } = error as { code?: unknown };
  return { kind, code, cause: error.message };
}
