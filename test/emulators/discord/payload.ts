// What is a Discord payload to the emulator?

/** A JSON object as it travels over the wire. Discord's payloads are read loosely, because the emulator also gets wrong ones. */
export type Payload = { [key: string]: unknown };

/** The value as an object, or an empty one. */
export function asPayload(value: unknown): Payload {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Payload) : {};
}

/** The value as a list of objects, or an empty one. */
export function asPayloads(value: unknown): Payload[] {
  return Array.isArray(value) ? value.map(asPayload) : [];
}

/** The value as text, or the empty text. */
export function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Flags and permissions travel as numbers or as decimal text. */
export function asNumber(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}
