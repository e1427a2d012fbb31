// What does a typed command with its options say?

import type { Call } from './call.ts';
import type { CommandDefinition } from './command.ts';

/**
 * The call of a typed command: the command's first option takes the rest of the line; others are given as
 * `--name value` (quoted where it has spaces), flags as `--name`, before it.
 */
export function parseTypedCommand(name: string, rest: string, commands: readonly CommandDefinition[]): Call {
  const command = name.toLowerCase();
  return {
    command,
    args: parseOptions(
      rest,
      commands.find((each) => each.name === command),
    ),
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
