// How long may an asker be kept waiting before the bot says that it could not check?

/** Work took longer than it may. What it was doing goes on, and its result is dropped. */
export class DeadlineError extends Error {
  readonly code = 'deadline-error';
}

/** @throws DeadlineError where the work has not ended after so many milliseconds. */
export async function withDeadline<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DeadlineError(`it took longer than ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
