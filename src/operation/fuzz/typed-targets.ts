// What must hold of what people type, and of what comes back from buttons, menus and forms?

import type * as FastCheck from 'fast-check';
import { parseLine } from '../../adapters/console/parse-line.ts';
import { readAddress } from '../../adapters/discord/address.ts';
import { decodeAddress } from '../../adapters/slack/address.ts';
import { readCommandText } from '../../adapters/slack/command-text.ts';
import { readMarkup } from '../../adapters/slack/read-message.ts';
import { targetOfBlockId } from '../../adapters/slack/share-target.ts';
import { decodeMetadata, encodeMetadata } from '../../adapters/slack/view-metadata.ts';
import { type Call, decodeCall, encodeCall } from '../../bot/call.ts';
import { commandTable } from '../../bot/commands/command-table.ts';
import type { FuzzTarget, Stopwatch } from './fuzz-target.ts';
import { hostileText, PROTOTYPE_NAMES } from './hostile-text.ts';

/** The parsers of typed commands and of ids that buttons and views carry. */
export function typedTargets(fc: typeof FastCheck, stopwatch: Stopwatch): readonly FuzzTarget[] {
  const lines = hostileCommand(fc, 1_000_000);
  return [
    {
      name: 'lines typed into the console',
      property: fc.asyncProperty(lines, async (line) => {
        const name = 'lines typed into the console';
        const read = await stopwatch.time(name, line.length, () => parseLine(line, commandTable));
        if (read.kind === 'call') checkCall(read.call);
      }),
    },
    {
      name: 'texts after the command in Slack',
      property: fc.asyncProperty(lines, async (line) => {
        const name = 'texts after the command in Slack';
        const read = await stopwatch.time(name, line.length, () => readCommandText(line, commandTable));
        if ('call' in read) checkCall(read.call);
      }),
    },
    {
      name: 'ids of buttons, menus and views',
      property: fc.asyncProperty(hostileId(fc), async (id) => {
        await stopwatch.time('ids of buttons, menus and views', id.length, () => {
          const call = decodeCall(id);
          if (call !== undefined) {
            checkCall(call);
            if (id.length <= 100) checkSame(call, decodeCall(encodedOrNot(call) ?? id));
          }
          targetOfBlockId(id);
          readAddress(id);
          decodeAddress(id);
          readMarkup(id);
          const { call: submitted } = decodeMetadata(id);
          if (submitted !== undefined) {
            checkCall(submitted);
            const parts = { channel: undefined, thread: undefined, responseUrl: undefined, shareTo: undefined };
            checkSame(submitted, decodeMetadata(encodeMetadata(submitted, parts)).call);
          }
        });
      }),
    },
  ];
}

function checkCall({ command, args }: Call): void {
  if (typeof command !== 'string' || command === '') throw new Error('a call without a command');
  if (Object.getPrototypeOf(args) !== Object.prototype) throw new Error('the arguments have another prototype');
  for (const value of Object.values(args))
    if (typeof value !== 'string') throw new Error('an argument that is no text');
}

function checkSame(call: Call, back: Call | undefined): void {
  if (JSON.stringify(call) !== JSON.stringify(back)) throw new Error(`it comes back as ${JSON.stringify(back)}`);
}

/** Undefined where a button could not carry it. */
function encodedOrNot(call: Call): string | undefined {
  try {
    return encodeCall(call);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Commands with options in every state: known, unknown, twice, without a value, quoted and left open. */
export function hostileCommand(fc: typeof FastCheck, longest: number): FastCheck.Arbitrary<string> {
  const names = commandTable.map(({ name }) => name);
  const options = [...new Set(commandTable.flatMap((command) => command.options.map(({ name }) => name)))];
  const start = fc.constantFrom('', '/', '/find ', '/settings --', ...names, ...names.map((name) => `/${name}`));
  const option = fc.constantFrom(...options, ...PROTOTYPE_NAMES).map((name) => ` --${name} `);
  const value = fc.oneof(
    hostileArgument(fc),
    hostileText(fc, 200),
    fc.constantFrom('"', '"a b"', '"a', '<@U1|x>', '<#C'),
  );
  const pieces = fc.array(fc.oneof(option, value), { maxLength: 8 }).map((parts) => parts.join(''));
  return fc.oneof(
    { weight: 3, arbitrary: fc.tuple(start, pieces).map(([first, rest]) => `${first} ${rest}`) },
    { weight: 1, arbitrary: fc.tuple(start, hostileText(fc, longest)).map(([first, rest]) => first + rest) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(start, option, fc.integer({ min: 1, max: longest }))
        .map(([first, part, length]) => `${first}${part.repeat(Math.ceil(length / part.length))}`.slice(0, length)),
    },
  );
}

/** Ids that are none, numbers that are too large, and what other languages take for a number. */
export function hostileArgument(fc: typeof FastCheck): FastCheck.Arbitrary<string> {
  return fc.oneof(
    fc.constantFrom(
      ...['moon-cheese', 'moon-cheese-', '../../etc/passwd', "'; drop table entries; --", '%00', '\u0000', 'null'],
      ...['0', '-1', '1e9', '0x10', 'NaN', 'Infinity', '9007199254740993', '9'.repeat(400), ' 1 ', '1,5', '٣'],
      ...['true', 'false', 'yes', '2024-02-30', '2024-01-02', 'https://', 'javascript:alert(1)', 'a'.repeat(65)],
      ...PROTOTYPE_NAMES,
    ),
    fc.integer().map(String),
    fc.uuid(),
  );
}

function hostileId(fc: typeof FastCheck): FastCheck.Arbitrary<string> {
  const names = commandTable.map(({ name }) => name);
  const key = fc.constantFrom('entry', 'id', 'text', 'to', ...PROTOTYPE_NAMES);
  const argument = fc.oneof(hostileArgument(fc), hostileText(fc, 50));
  const pair = fc.tuple(key, argument).map(([name, value]) => `${name}=${value}`);
  return fc.oneof(
    fc
      .tuple(fc.constantFrom(...names), fc.array(pair, { maxLength: 4 }))
      .map(([name, pairs]) => `${name}?${pairs.join('&')}`),
    fc
      .record({
        call: fc.oneof(fc.constantFrom<unknown>(...names, null, 7), hostileText(fc, 30)),
        args: fc.oneof(fc.dictionary(key, fc.oneof(argument, fc.jsonValue())), fc.jsonValue()),
        to: argument,
        url: argument,
      })
      .map((fields) => JSON.stringify(fields)),
    fc
      .array(fc.constantFrom('view', 'channel', 'thread', '|', '1700000000.000100', '/', '7'))
      .map((all) => all.join('|')),
    hostileText(fc, 100_000),
  );
}
