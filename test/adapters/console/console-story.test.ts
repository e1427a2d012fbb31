import { PassThrough } from 'node:stream';
import { expect, it } from '@jest/globals';
import { runConsoleChat } from '../../../src/adapters/console/console-chat.ts';
import type { Bot } from '../../../src/bot/bot.ts';
import { badgers } from '../../bot/moderation/hands.ts';
import { openTestBot } from '../../bot/open-test-bot.ts';
import { sampleEntry } from '../../store/sample-entry.ts';

const keep = '';

/** Types the lines into a chat of its own; what it showed. */
async function chat(bot: Bot, lines: readonly string[]): Promise<string> {
  const input = new PassThrough();
  const output = new PassThrough();
  let shown = '';
  output.setEncoding('utf8').on('data', (text: string) => {
    shown += text;
  });
  const done = runConsoleChat({ bot, input, output });
  input.end(`${lines.join('\n')}\n`);
  await done;
  return shown;
}

it('the whole story runs through the console', async () => {
  const test = await openTestBot([sampleEntry()]);
  const rumour = 'Is it true that the mayor keeps seventeen tame badgers in his cellar?';
  const lines = [
    rumour,
    '1', // Ask the moderators
    '1', // Send, and tell me privately
    '/inbox',
    '1', // the question
    '2', // New entry
    ...[badgers.claim, '.', '6', badgers.answer, '.', 'example.org', '.', badgers.first],
    // The form comes back with the problem; all but the sources is kept.
    ...[keep, keep, keep, badgers.sources, '.', keep],
    '8', // Publish
    rumour,
    '/edit mayor badgers cellar',
    '1', // the entry
    '1', // Claim and answer
    ...[keep, 'Partly true, partly false', 'There are three badgers.', '.', keep, keep],
    '8', // Publish: the note is asked for
    ...['A second look found three badgers.', '.', keep],
    '8', // Publish
    rumour,
  ];
  const shown = await chat(test.bot, lines);

  const inOrder = [
    'Not in our list yet',
    'Handed over',
    'asked once',
    '⚠️ Sources · Line 1: the web address is missing.',
    'Preview, not published yet',
    '1 person who asked will be told.',
    'You asked',
    '❌ False',
    'The verdict changes: say what changed and why.',
    'Earlier answers with the old verdict are being corrected.',
    '✏️\n🟡 Partly true, partly false',
    'Updated on 1 March 2026: A second look found three badgers.',
  ];
  let at = 0;
  for (const words of inOrder) {
    const found = shown.indexOf(words, at);
    expect([words, found >= 0 ? 'shown' : shown.slice(at)]).toEqual([words, 'shown']);
    at = found + words.length;
  }
  await test.close();
});

it('tells what is wrong with a form, and keeps what was typed right', async () => {
  const test = await openTestBot([]);
  const lines = [
    '/edit zzqx-no-such-thing',
    '/add',
    ...[
      `${'goat '.repeat(2_000)}`,
      '.',
      '6',
      badgers.answer,
      '.',
      'https://example.org/x | Gazette',
      '.',
      badgers.first,
    ],
    ...['Goats **rule** the @everyone bridge.', '.', keep, keep, keep, keep],
    ...[keep, keep, keep, badgers.sources, '.', '2999-01-01 | A neighbour'],
    ...[keep, keep, keep, keep, badgers.first],
    '8', // Publish
  ];
  const shown = await chat(test.bot, lines);
  for (const words of [
    'There is no entry “zzqx-no-such-thing”',
    'at most 400 fit',
    'publisher or title is missing',
    'lies in the future',
    'Goats **rule** the @everyone bridge.',
    'Published',
  ]) {
    expect([words, shown.includes(words) ? 'shown' : shown]).toEqual([words, 'shown']);
  }
  expect(await test.store.entries.count(['shared'])).toMatchObject({ published: 1, draft: 0 });
  await test.close();
});

it('leaves a form without sending it, and empties a field', async () => {
  const test = await openTestBot([]);
  const shown = await chat(test.bot, ['/add the mayor keeps badgers', '-', '/cancel', '/drafts']);
  expect(shown).toContain('= The mayor keeps badgers');
  expect(shown).toContain('There are no drafts.');
  await test.close();
});
