// How does a driver's failure become one that says what was being done?

import { StoreError } from '../store-error.ts';

/** Runs a database operation; what it throws becomes a {@link StoreError} that names the operation. */
export async function attempt<T>(operation: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw error instanceof StoreError ? error : new StoreError(operation, error);
  }
}
