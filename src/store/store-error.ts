// What does a caller learn when the database fails?

/** The database could not do what was asked. Never shown as an answer: askers are told "I could not check". */
export class StoreError extends Error {
  readonly code = 'store-error';
  /** What was being done, in a few words: "open the database", "save an entry". */
  readonly operation: string;

  constructor(operation: string, cause: unknown) {
    super(`could not ${operation}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.name = 'StoreError';
    this.operation = operation;
  }
}
