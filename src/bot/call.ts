// What should happen when a button is pressed or a command is given?

/** A command with its options. Buttons, menus, slash commands and typed lines all become one of these. */
export interface Call {
  readonly command: string;
  readonly args: Readonly<Record<string, string>>;
}

/** The longest encoded call: what Discord lets a button carry. Slack and the console carry more. */
export const MAX_ENCODED_CALL_LENGTH = 100;

/**
 * A call as text for a button, such as `details?entry=moon-cheese`.
 * @throws RangeError where it would be longer than {@link MAX_ENCODED_CALL_LENGTH}; put long values elsewhere.
 */
export function encodeCall({ command, args }: Call): string {
  const query = new URLSearchParams(args).toString();
  const encoded = query === '' ? command : `${command}?${query}`;
  if (encoded.length > MAX_ENCODED_CALL_LENGTH) {
    throw new RangeError(
      `a call of "${command}" takes ${encoded.length} characters, a button carries ${MAX_ENCODED_CALL_LENGTH}`,
    );
  }
  return encoded;
}

/** Reads what {@link encodeCall} wrote; undefined where the text is no call. */
export function decodeCall(encoded: string): Call | undefined {
  const [command = '', query = ''] = encoded.split('?', 2);
  if (!/^[a-z][a-z0-9-]*$/.test(command)) return undefined;
  return { command, args: Object.fromEntries(new URLSearchParams(query)) };
}
