// How does one chat with the bot in a terminal or through a pipe?

import { appendFile, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { Answer } from '../../bot/answer.ts';
import type { Bot } from '../../bot/bot.ts';
import type { Call } from '../../bot/call.ts';
import type { Incoming } from '../../bot/incoming.ts';
import { parseLine } from './parse-line.ts';
import { numberedActions, renderText, type TextStyle } from './render-text.ts';

export interface ConsoleChatOptions {
  readonly bot: Bot;
  readonly input: Readable & { readonly isTTY?: boolean };
  readonly output: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  /** File that keeps the typed lines between sessions; terminal only. Default: none. */
  readonly historyFile?: string | undefined;
  /** Colours on a terminal. Default true. */
  readonly colours?: boolean;
}

const MOST_HISTORY = 500;
const DEFAULT_WIDTH = 100;

/**
 * Runs until the end of the input or `/quit`. On a terminal: a prompt, history, completion of commands, colours. In a
 * pipe: a line in, an answer out, a blank line between.
 */
export async function runConsoleChat({
  bot,
  input,
  output,
  historyFile,
  colours = true,
}: ConsoleChatOptions): Promise<void> {
  const terminal = input.isTTY === true && output.isTTY === true;
  const lines = createInterface({
    input,
    output: terminal ? output : undefined,
    terminal,
    prompt: '> ',
    crlfDelay: Number.POSITIVE_INFINITY,
    historySize: MOST_HISTORY,
    history: terminal ? await readHistory(historyFile) : [],
    completer: (line: string) => complete(line, bot),
  });
  let shown: Answer | undefined;

  async function ask(incoming: Pick<Incoming, 'kind'> & ({ text: string } | { call: Call })): Promise<void> {
    const reply = await bot.handle({
      ...incoming,
      place: { platform: 'console', channel: 'console', direct: true },
      person: { id: 'console', isManager: true, isOperator: true, groups: [] },
      // A question shows its language; a command or a button goes on in that of the last answer.
      locale: incoming.kind === 'call' ? shown?.lang : undefined,
    } as Incoming);
    if (reply?.kind !== 'answer') return;
    shown = reply.answer;
    write(renderText(reply.answer, styleNow()));
  }

  function styleNow(): TextStyle {
    return {
      colours: terminal && colours,
      width: terminal ? Math.min(output.columns ?? DEFAULT_WIDTH, DEFAULT_WIDTH) : 0,
    };
  }

  function write(text: string): void {
    output.write(`${text}\n\n`);
  }

  if (terminal) lines.prompt();
  for await (const line of lines) {
    if (terminal && line.trim() !== '') await keepHistory(historyFile, line);
    const typed = parseLine(line, bot.commands);
    switch (typed.kind) {
      case 'question':
        await ask({ kind: 'question', text: typed.text });
        break;
      case 'call':
        await ask({ kind: 'call', call: typed.call });
        break;
      case 'number': {
        const action = shown && numberedActions(shown)[typed.number - 1];
        await (action ? ask({ kind: 'call', call: action.call }) : ask({ kind: 'question', text: line }));
        break;
      }
      case 'quit':
        lines.close();
        return;
      case 'empty':
        break;
    }
    if (terminal) lines.prompt();
  }
  lines.close();
}

function complete(line: string, bot: Bot): [string[], string] {
  if (!line.startsWith('/')) return [[], line];
  const names = [...bot.commands.filter(({ listed }) => listed).map(({ name }) => `/${name} `), '/quit'];
  const hits = names.filter((name) => name.startsWith(line));
  return [hits.length > 0 ? hits : names, line];
}

async function readHistory(file: string | undefined): Promise<string[]> {
  if (file === undefined) return [];
  try {
    return (await readFile(file, 'utf8')).trimEnd().split('\n').slice(-MOST_HISTORY).reverse();
  } catch {
    return []; // No history yet.
  }
}

async function keepHistory(file: string | undefined, line: string): Promise<void> {
  if (file === undefined) return;
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await appendFile(file, `${line}\n`, { mode: 0o600 });
  } catch {
    // A history that cannot be kept is no reason to stop the chat.
  }
}
