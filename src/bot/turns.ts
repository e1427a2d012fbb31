// How do many questions at once leave the event loop to others?

/**
 * Lets one caller through per turn of the event loop, in the order in which they came. The embedded database answers
 * without ever leaving the loop; without turns a hundred questions would be one long piece of work during which no
 * acknowledgement goes out.
 */
export function createTurns(): () => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  return () => {
    last = last.then(() => new Promise((resolve) => setImmediate(resolve)));
    return last;
  };
}
