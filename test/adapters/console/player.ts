// What does a person do in the console, as a story tells it?

import { PassThrough } from 'node:stream';
import { runConsoleChat } from '../../../src/adapters/console/console-chat.ts';
import type { Bot } from '../../../src/bot/bot.ts';
import type { Incoming } from '../../../src/bot/incoming.ts';
import type { Reply } from '../../../src/bot/reply.ts';
import type { Player } from '../../bot/moderation/story.ts';

export interface ConsolePlayer extends Player {
  /** Ends the chat. */
  leaves(): Promise<void>;
}

/** A chat of its own with the bot. */
export function consolePlayer(bot: Bot): ConsolePlayer {
  const input = new PassThrough();
  const output = new PassThrough();
  let shown = '';
  let last: Reply;
  let replied = () => {};
  output.setEncoding('utf8').on('data', (text: string) => {
    shown += text;
  });
  const watched = Object.assign(Object.create(bot) as Bot, {
    async handle(incoming: Incoming) {
      last = await bot.handle(incoming);
      return last;
    },
    // Done after whatever was typed is answered, and what came of it is written.
    async work() {
      const done = await bot.work();
      setImmediate(replied);
      return done;
    },
  });
  const done = runConsoleChat({ bot: watched, input, output });

  async function types(line: string): Promise<void> {
    const answered = new Promise<void>((resolve) => {
      replied = resolve;
    });
    input.write(`${line}\n`);
    await answered;
  }
  const says = async (line: string) => {
    shown = '';
    await types(line);
  };
  /** By the number that stands before it on the screen. */
  const number = async (label: string) => {
    const found = [...shown.matchAll(/\[(\d+)\] ([^[\n]*)/g)].find(([, , words = '']) => words.startsWith(label));
    if (found === undefined) throw new Error(`no “${label}” in: ${shown}`);
    await says(found[1] ?? '');
  };
  return {
    ask: says,
    command: (name, options = {}) => says([`/${name}`, ...Object.values(options)].join(' ')),
    press: number,
    choose: number,
    async fill(fields) {
      if (last?.kind !== 'form') throw new Error(`no form is open: ${shown}`);
      const form = last;
      shown = '';
      for (const { name, kind } of form.fields) {
        const text = fields[name];
        const lines = text === undefined ? [''] : kind === 'paragraph' ? [...text.split('\n'), '.'] : [text];
        for (const line of lines) await types(line);
      }
    },
    reads: async () => shown,
    async leaves() {
      input.end();
      await done;
    },
  };
}
