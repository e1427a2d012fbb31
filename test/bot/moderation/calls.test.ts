import { expect, it } from '@jest/globals';
import { encodeCall } from '../../../src/bot/call.ts';
import { commandTable } from '../../../src/bot/commands/command-table.ts';
import { STEP_NAMES } from '../../../src/bot/moderation/entry-steps.ts';

it('every call about an entry with the longest id fits into a button', () => {
  const entry = 'e'.repeat(64);
  const short = 'x'.repeat(12);
  const step = STEP_NAMES.toSorted((a, b) => b.length - a.length)[0]!;
  const calls: [string, Record<string, string>][] = [
    ['edit', { entry, step }],
    ['wording', { draft: short, entry }],
    ['override', { draft: short, entry }],
    ['answer-with', { of: short, entry }],
    ['revert', { entry, revision: '1000000' }],
    ['feedback-on', { entry }],
    ['draft', { id: short, step, lang: 'eng', shared: 'true', of: short }],
  ];
  for (const [command, args] of calls) {
    const options = commandTable.find(({ name }) => name === command)?.options.map(({ name }) => name) ?? [];
    expect(options).toEqual(expect.arrayContaining(Object.keys(args)));
    expect(encodeCall({ command, args }).length).toBeLessThanOrEqual(100);
  }
});
