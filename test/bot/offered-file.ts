// A file as an adapter hands it to the bot, for tests.

import type { OfferedFile } from '../../src/bot/incoming.ts';

export function offered(name: string, content: string | Uint8Array, ref?: string): OfferedFile {
  return { ref, read: async () => ({ name, content: Buffer.from(content as Uint8Array) }) };
}
