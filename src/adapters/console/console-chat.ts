// How does one chat with the bot in a terminal or through a pipe?

import { appendFile, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { Answer } from '../../bot/answer.ts';
import type { Bot } from '../../bot/bot.ts';
import type { Call } from '../../bot/call.ts';
import type { Incoming, IncomingCall } from '../../bot/incoming.ts';
import { fileAt, filesInCall, saveFile } from './console-files.ts';
import { type FormDialogue, openFormDialogue } from './form-dialogue.ts';
import { parseLine } from './parse-line.ts';
import { numberedActions, renderText, type TextStyle } from './render-text.ts';

export interface ConsoleChatOptions {
  readonly bot: Bot;
  readonly input: Readable & { readonly isTTY?: boolean };
  readonly output: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  /** File that keeps the typed lines between sessions; terminal only. Default: none. */
  readonly historyFile?: string | undefined;
  /** Where exported files are written. Default: the folder the program runs in. */
  readonly filesFolder?: string | undefined;
  /** Colours on a terminal. Default true. */
  readonly colours?: boolean;
}

type ConsoleCall = IncomingCall;

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
  filesFolder = '.',
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
  let form: FormDialogue | undefined;
  let posted = 0;

  async function ask(said: { kind: 'question'; text: string } | Omit<ConsoleCall, 'place' | 'person'>): Promise<void> {
    const incoming = {
      ...said,
      place: { platform: 'console', channel: 'console', direct: true },
      person: { id: 'console', isManager: true, isOperator: true, groups: [] },
      // A question shows its language; a command or a button goes on in that of the last answer.
      locale: said.kind === 'call' ? shown?.lang : undefined,
    } as Incoming;
    const reply = await bot.handle(incoming);
    form = undefined;
    if (reply === undefined || reply.kind === 'taken') return;
    if (reply.kind === 'form') {
      form = openFormDialogue(reply);
      write(form.prompt());
      return;
    }
    shown = reply.answer;
    write(renderText(reply.answer, styleNow()));
    for (const file of reply.files ?? []) write(await saveFile(file, filesFolder));
    if (reply.inquiryId !== undefined) {
      posted += 1;
      await bot.posted(incoming, reply, { address: String(posted) });
    }
  }

  /** A command; files that it takes are read from where the option says. */
  async function callWith(call: Call): Promise<void> {
    await ask({ kind: 'call', ...filesInCall(call, bot.commands) });
  }

  const disconnect = bot.connect({
    platform: 'console',
    async tell(_target, answer) {
      write(renderText(answer, styleNow()));
      return 'delivered';
    },
    async edit(_address, answer) {
      write(`✏️\n${renderText(answer, styleNow())}`);
      return 'delivered';
    },
  });

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
    if (form !== undefined) {
      const step = form.type(line);
      if (step.kind === 'ask') {
        if (step.text !== '') write(step.text);
      } else if (step.kind === 'left') {
        form = undefined;
        write(step.text);
      } else {
        const files = Object.fromEntries(Object.entries(step.files).map(([name, file]) => [name, fileAt(file)]));
        await ask({ kind: 'call', call: step.submit, fields: step.fields, files });
      }
      await bot.work();
      if (terminal) lines.prompt();
      continue;
    }
    const typed = parseLine(line, bot.commands);
    switch (typed.kind) {
      case 'question':
        await ask({ kind: 'question', text: typed.text });
        break;
      case 'call':
        await callWith(typed.call);
        break;
      case 'number': {
        const action = shown && numberedActions(shown)[typed.number - 1];
        await (action ? callWith(action.call) : ask({ kind: 'question', text: line }));
        break;
      }
      case 'quit':
        lines.close();
        disconnect();
        return;
      case 'empty':
        break;
    }
    await bot.work();
    if (terminal) lines.prompt();
  }
  disconnect();
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
