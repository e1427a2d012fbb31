// What does a caller learn when the database fails?

/** The database could not do what was asked. Never shown as an answer: askers are told "I could not check". */
export class StoreError extends Error {
  readonly code = 'store-error';
  /** What was being done, in a few words: "open the database", "save an entry". */
  readonly operation: string;

  constructor(operation: string, cause: unknown) {
    super(`could not ${operation}: ${messageOf(cause)}`, { cause });
    this.name = 'StoreError';
    this.operation = operation;
  }
}

/** Drivers throw errors of their own kinds, not all of this realm's `Error`. */
export function messageOf(cause: unknown): string {
  const { message, code, errors } = (cause ?? {}) as { message?: unknown; code?: unknown; errors?: unknown[] };
  if (typeof message === 'string' && message !== '') return message;
  // Several addresses of one host were tried: the error says it all in its parts.
  if (Array.isArray(errors) && errors.length > 0) return messageOf(errors[0]);
  return typeof code === 'string' ? code : String(cause);
}
