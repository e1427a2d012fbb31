// How does Discord refuse a request?
import type { Payload } from './payload.ts';

/** One field's fault: where it is, Discord's code for it, and the sentence. */
export interface FieldFault {
  path: readonly (string | number)[];
  code: string;
  message: string;
}

/** A refusal, thrown by a route and written by the server with Discord's body. */
export class ApiError extends Error {
  readonly status: number;
  readonly body: Payload;

  constructor(status: number, body: Payload) {
    super(String(body.message));
    this.status = status;
    this.body = body;
  }
}

/** The refusals the emulator gives, with Discord's own codes and sentences. */
export const refusals = {
  unauthorized: () => new ApiError(401, { message: '401: Unauthorized', code: 0 }),
  notFound: () => new ApiError(404, { message: '404: Not Found', code: 0 }),
  unknownChannel: () => new ApiError(404, { message: 'Unknown Channel', code: 10003 }),
  unknownGuild: () => new ApiError(404, { message: 'Unknown Guild', code: 10004 }),
  unknownMember: () => new ApiError(404, { message: 'Unknown Member', code: 10007 }),
  unknownMessage: () => new ApiError(404, { message: 'Unknown Message', code: 10008 }),
  unknownUser: () => new ApiError(404, { message: 'Unknown User', code: 10013 }),
  unknownWebhook: () => new ApiError(404, { message: 'Unknown Webhook', code: 10015 }),
  unknownInteraction: () => new ApiError(404, { message: 'Unknown interaction', code: 10062 }),
  alreadyAcknowledged: () => new ApiError(400, { message: 'Interaction has already been acknowledged.', code: 40060 }),
  entityTooLarge: () => new ApiError(413, { message: 'Request entity too large', code: 40005 }),
  missingAccess: () => new ApiError(403, { message: 'Missing Access', code: 50001 }),
  notTheAuthor: () => new ApiError(403, { message: 'Cannot edit a message authored by another user', code: 50005 }),
  emptyMessage: () => new ApiError(400, { message: 'Cannot send an empty message', code: 50006 }),
  cannotReachUser: () => new ApiError(403, { message: 'Cannot send messages to this user', code: 50007 }),
  missingPermissions: () => new ApiError(403, { message: 'Missing Permissions', code: 50013 }),
  invalidWebhookToken: () => new ApiError(401, { message: 'Invalid Webhook Token', code: 50027 }),
  archivedThread: () => new ApiError(400, { message: 'Thread is archived', code: 50083 }),
  noHistory: () =>
    new ApiError(400, { message: 'Cannot reply without permission to read message history', code: 160002 }),
  badJson: () => new ApiError(400, { message: 'The request body contains invalid JSON.', code: 50109 }),
} as const;

/** The 400 that names each wrong field, nested as Discord nests it: `{ errors: { embeds: { 0: { title: { _errors } } } } }`. */
export function invalidForm(faults: readonly FieldFault[]): ApiError {
  const errors: Payload = {};
  for (const fault of faults) {
    let at = errors;
    for (const step of fault.path) {
      at[step] ??= {};
      at = at[step] as Payload;
    }
    const earlier = (at._errors ?? []) as unknown[];
    at._errors = [...earlier, { code: fault.code, message: fault.message }];
  }
  return new ApiError(400, { message: 'Invalid Form Body', code: 50035, errors });
}
