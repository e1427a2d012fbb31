// How are the fields read that nothing can be done without?

/**
 * An id, or another text that must be there.
 * @throws TypeError where it is missing or none: the event is then left out, or its person told.
 */
export function neededText(value: unknown, name: string): string {
  if (typeof value !== 'string' || value === '') throw new TypeError(`${name} is missing or no text`);
  return value;
}

/** A text that may be missing. @throws TypeError where it is something else. */
export function textOrNone(value: unknown, name: string): string | undefined {
  return value === undefined || value === null ? undefined : neededText(value, name);
}

/** The texts in a list; none where it is no list. */
export function textsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}
