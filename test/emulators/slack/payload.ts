// How do we read a payload whose shape nobody has promised?

/** A JSON object as it came over the wire. */
export type Fields = Record<string, unknown>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value when it is an object, else an empty one. */
export function fieldsIn(value: unknown): Fields {
  return isFields(value) ? value : {};
}

/** The objects of a list; everything else is dropped. */
export function listIn(value: unknown): Fields[] {
  return Array.isArray(value) ? value.filter(isFields) : [];
}

/** The value when it is a string, else ''. */
export function textIn(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** A deep copy, so that a payload sent to the app cannot be changed through the world and the reverse. */
export function copyOf<T>(value: T): T {
  return structuredClone(value);
}

/** The object without the fields that are undefined, as JSON would send it. */
export function compact(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
