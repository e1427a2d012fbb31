// A chat in a console, for tests that look at what came before they type on.

import { PassThrough } from 'node:stream';
import { runConsoleChat } from '../../../src/adapters/console/console-chat.ts';
import type { Bot } from '../../../src/bot/bot.ts';

export interface TestChat {
  /** All that was shown so far. */
  readonly shown: string;
  /**
   * Types lines and waits until words are shown that were not shown before.
   * @returns what came since the last call.
   */
  types(lines: readonly string[], until: string): Promise<string>;
  /** Ends the input; resolves with all that was shown. */
  ends(): Promise<string>;
}

/** How long words may take to come, in milliseconds: a busy machine must not make a sound test fail. */
const PATIENCE_MS = 60_000;

/** @param folder where files are written. */
export function openChat(bot: Bot, folder?: string): TestChat {
  const input = new PassThrough();
  const output = new PassThrough();
  let shown = '';
  let read = 0;
  let onMore = () => {};
  output.setEncoding('utf8').on('data', (text: string) => {
    shown += text;
    onMore();
  });
  const done = runConsoleChat({ bot, input, output, ...(folder === undefined ? {} : { filesFolder: folder }) });
  return {
    get shown() {
      return shown;
    },
    async types(lines, until) {
      input.write(`${lines.join('\n')}\n`);
      await new Promise<void>((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`“${until}” never came; ${shown.slice(read)}`)), PATIENCE_MS);
        onMore = () => {
          if (!shown.includes(until, read)) return;
          clearTimeout(timer);
          resolve();
        };
        onMore();
      });
      const since = shown.slice(read);
      read = shown.length;
      return since;
    },
    async ends() {
      input.end();
      await done;
      return shown;
    },
  };
}
