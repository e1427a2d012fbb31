// Is the text after /istrue a command, or a question that begins like one?

import type { Call } from '../../bot/call.ts';
import type { CommandDefinition, OptionDefinition } from '../../bot/command.ts';
import { parseTypedCommand } from '../../bot/parse-typed-command.ts';
import { readMarkup } from './read-message.ts';

export type CommandText =
  | { readonly kind: 'help' }
  | { readonly kind: 'question'; readonly text: string }
  | { readonly kind: 'call'; readonly call: Call }
  /** A call where the person may make it, else a question. */
  | { readonly kind: 'either'; readonly call: Call; readonly text: string };

/** More words than this are no search but a sentence. */
const MOST_SEARCH_WORDS = 6;

/**
 * Words that seldom stand in a search but make a sentence of one: "find **me** proof **that** …", "show **how** …",
 * « trouve-**moi** la preuve **que** … ».
 */
const SENTENCE_WORDS =
  /(?:^|[\s'’-])(?:me|us|you|him|her|them|out|that|whether|if|why|how|is|are|was|were|does|did|do|will|would|can|could|should|has|have|had|moi|nous|vous|que|qu|si|pourquoi|comment|est|sont|était|sera|peut|a|ont)(?=$|[\s'’,;:-])/iu;

/**
 * A text is a command when its first word is a command's name and the rest is what that command takes:
 * nothing; options (`--name value`); one word for an entry, a choice, a number, a person, a group or a channel; for
 * words to search by, up to six that make no sentence. All else is a question, "find me proof that the moon landing was
 * staged" as much as "history is written by the victors". `check` takes any text: it is the question itself. A colon
 * after the name ("find: me and you") makes it a command whatever follows. A sentence after a command that takes one but
 * is not open to all ("explain why the sky is blue") is a command for those to whom it is open.
 */
export function readCommandText(typed: string, commands: readonly CommandDefinition[]): CommandText {
  const text = typed.trim();
  if (text === '') return { kind: 'help' };
  const [, name = '', colon = '', rest = ''] = /^\/?([a-z][a-z-]*)(?:(:)|\s|$)([\s\S]*)$/i.exec(text) ?? [];
  const command = commands.find((each) => each.listed && each.name === name.toLowerCase());
  const question = readMarkup(text).trim();
  if (command === undefined) return { kind: 'question', text: question };
  const { args } = parseTypedCommand(name, rest, commands);
  const read = Object.entries(args).map(([key, value]) => [
    key,
    readValue(
      value,
      command.options.find((each) => each.name === key),
    ),
  ]);
  const call = { command: command.name, args: Object.fromEntries(read) };
  if (colon !== '' || isMeant(command, rest.trim())) return { kind: 'call', call };
  const takesSentences = command.role !== 'asker' && command.options[0]?.kind === 'text';
  return takesSentences ? { kind: 'either', call, text: question } : { kind: 'question', text: question };
}

function isMeant(command: CommandDefinition, rest: string): boolean {
  if (rest === '' || command.name === 'check') return true;
  if (/^--[a-z]/.test(rest)) return command.options.length > 0;
  const [first] = command.options;
  switch (first?.kind) {
    case undefined:
    case 'flag':
    case 'file':
      return false;
    case 'text':
      return !readsLikeSentence(rest);
    case 'choice':
      return first.choices?.includes(rest) ?? false;
    case 'entry':
    case 'number':
    case 'person':
    case 'group':
    case 'channel':
      return !/\s/.test(rest) && !rest.endsWith('?');
  }
}

function readsLikeSentence(text: string): boolean {
  return /[?!.…]$/.test(text) || text.split(/\s+/).length > MOST_SEARCH_WORDS || SENTENCE_WORDS.test(text);
}

/** A reference such as `<@U1|ada>` or `<#C1|news>` as the id the bot takes; other values as people wrote them. */
function readValue(value: string, option: OptionDefinition | undefined): string {
  const reference = /^<(?:@|#|!subteam\^)([A-Z0-9]+)(?:\|[^>]*)?>$/.exec(value.trim());
  const takesReference = option?.kind === 'person' || option?.kind === 'group' || option?.kind === 'channel';
  return takesReference && reference?.[1] !== undefined ? reference[1] : readMarkup(value).trim();
}
