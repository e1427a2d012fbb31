// What must hold of questions, calls and forms, whatever is in them?

import type * as FastCheck from 'fast-check';
import { commandTable } from '../../bot/commands/command-table.ts';
import type { Incoming } from '../../bot/incoming.ts';
import type { FuzzBot } from './fuzz-bot.ts';
import type { FuzzTarget } from './fuzz-target.ts';
import { hostileText, PROTOTYPE_NAMES } from './hostile-text.ts';
import { hostileArgument } from './typed-targets.ts';

const place = { platform: 'discord', community: 'fuzz', channel: 'fuzz', direct: true } as const;

/** The whole bot, as adapters call it. */
export function botTargets(fc: typeof FastCheck, { bot, begin, checkLog }: FuzzBot): readonly FuzzTarget[] {
  return [
    {
      name: 'calls and questions through the whole bot',
      property: fc.asyncProperty(hostileIncoming(fc), async (incoming) => {
        begin();
        await bot.handle(incoming);
        checkLog();
      }),
    },
    {
      name: 'half-typed words for autocomplete',
      property: fc.property(hostileText(fc, 2_000), (typed) => {
        const found = bot.suggest({ place, locale: typed.slice(0, 8) }, typed);
        if (found.length > 25) throw new Error(`${found.length} suggestions`);
      }),
    },
  ];
}

function hostileIncoming(fc: typeof FastCheck): FastCheck.Arbitrary<Incoming> {
  const text = hostileText(fc, 20_000);
  const person = fc.record({
    id: fc.oneof(fc.constant('someone'), text),
    isManager: fc.boolean(),
    isOperator: fc.boolean(),
    groups: fc.array(text, { maxLength: 3 }),
  });
  const names = commandTable.map(({ name }) => name);
  const options = [...new Set(commandTable.flatMap((command) => command.options.map(({ name }) => name)))];
  const args = fc.dictionary(
    fc.constantFrom(...options, ...PROTOTYPE_NAMES),
    fc.oneof(hostileArgument(fc), hostileArgument(fc), text),
    { maxKeys: 4 },
  );
  const fields = fc.dictionary(
    fc.constantFrom('claim', 'answer', 'verdict', 'sources', 'text', 'reason', 'wordings', ...PROTOTYPE_NAMES),
    text,
    { maxKeys: 6 },
  );
  const subject = fc.option(
    fc.record({ text, link: text, unreadable: fc.constantFrom(undefined, 'deleted' as const) }),
    { nil: undefined },
  );
  const command = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...names) },
    { weight: 1, arbitrary: fc.constantFrom(...PROTOTYPE_NAMES) },
    { weight: 1, arbitrary: text },
  );
  const call = fc
    .record({ command, args, fields, person, subject, locale: text })
    .map(({ command: name, args: given, ...rest }) => ({
      ...rest,
      kind: 'call' as const,
      place,
      call: { command: name, args: given },
    }));
  const question = fc.record({ text, subject, person, locale: text }).map((asked) => ({
    ...asked,
    kind: 'question' as const,
    place: { ...place, platform: 'console' as const },
  }));
  return fc.oneof({ weight: 3, arbitrary: call }, { weight: 1, arbitrary: question });
}
