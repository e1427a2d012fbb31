// What does a typed line mean?

import type { Call } from '../../bot/call.ts';
import type { CommandDefinition } from '../../bot/command.ts';
import { parseTypedCommand } from '../../bot/parse-typed-command.ts';

export type TypedLine =
  | { readonly kind: 'empty' }
  | { readonly kind: 'quit' }
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'call'; readonly call: Call }
  | { readonly kind: 'question'; readonly text: string };

/** `/find moon landing` is a command, `2` presses the second button, all else is a question. */
export function parseLine(line: string, commands: readonly CommandDefinition[]): TypedLine {
  const text = line.trim();
  if (text === '') return { kind: 'empty' };
  if (/^\/(?:quit|exit|q)$/i.test(text)) return { kind: 'quit' };
  if (/^\d{1,2}$/.test(text)) return { kind: 'number', number: Number(text) };
  const command = /^\/([a-z][a-z-]*)(?:\s+([\s\S]*))?$/i.exec(text);
  if (!command) return { kind: 'question', text };
  const [, name = '', rest = ''] = command;
  return { kind: 'call', call: parseTypedCommand(name, rest, commands) };
}
