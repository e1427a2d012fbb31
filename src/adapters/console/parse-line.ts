// What does a typed line mean?

import type { Call } from '../../bot/call.ts';
import type { CommandDefinition } from '../../bot/command.ts';

export type TypedLine =
  | { readonly kind: 'empty' }
  | { readonly kind: 'quit' }
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'call'; readonly call: Call }
  | { readonly kind: 'question'; readonly text: string };

/**
 * `/find moon landing` is a command, `2` presses the second button, all else is a question. The first option of a
 * command takes the rest of the line; others are given as `--name value` or `--name` before it.
 */
export function parseLine(line: string, commands: readonly CommandDefinition[]): TypedLine {
  const text = line.trim();
  if (text === '') return { kind: 'empty' };
  if (/^\/(?:quit|exit|q)$/i.test(text)) return { kind: 'quit' };
  if (/^\d{1,2}$/.test(text)) return { kind: 'number', number: Number(text) };
  const command = /^\/([a-z][a-z-]*)(?:\s+([\s\S]*))?$/i.exec(text);
  if (!command) return { kind: 'question', text };
  const [, name = '', rest = ''] = command;
  return {
    kind: 'call',
    call: {
      command: name.toLowerCase(),
      args: parseOptions(
        rest,
        commands.find((each) => each.name === name.toLowerCase()),
      ),
    },
  };
}

function parseOptions(rest: string, command: CommandDefinition | undefined): Record<string, string> {
  const args: Record<string, string> = {};
  let left = rest.trim();
  for (;;) {
    const option = /^--([a-z][a-z-]*)(?:\s+|$)/.exec(left);
    if (!option) break;
    const name = option[1] ?? '';
    left = left.slice(option[0].length);
    if (command?.options.find((each) => each.name === name)?.kind === 'flag') {
      args[name] = 'true';
      continue;
    }
    const value = /^(?:"([^"]*)"|(\S+))\s*/.exec(left);
    args[name] = value?.[1] ?? value?.[2] ?? '';
    left = left.slice(value?.[0].length ?? 0);
  }
  const first = command?.options[0]?.name ?? 'text';
  if (left !== '') args[first] = left;
  return args;
}
