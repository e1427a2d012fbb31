// How does long work leave the event loop to others?

/** How long work goes on before it lets others in, in milliseconds. An acknowledgement must go out within three seconds. */
const LONGEST_STRETCH_MS = 10;

/**
 * What long work waits for between two small steps: it resolves at once, or, every {@link LONGEST_STRETCH_MS}, once
 * everything else that waits for the event loop had its turn. With `true` others come in now: before a longer step.
 */
export function createPauses(): (isDue?: boolean) => Promise<void> {
  let since = performance.now();
  return async (isDue = performance.now() - since >= LONGEST_STRETCH_MS) => {
    if (!isDue) return;
    await new Promise((resolve) => setImmediate(resolve));
    since = performance.now();
  };
}

/** A list, with pauses while it is gone through. */
export async function* unhurriedly<T>(items: Iterable<T> | AsyncIterable<T>): AsyncGenerator<T> {
  const pause = createPauses();
  for await (const item of items) {
    await pause();
    yield item;
  }
}
