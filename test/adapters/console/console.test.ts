import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { runConsoleChat } from '../../../src/adapters/console/console-chat.ts';
import { parseLine } from '../../../src/adapters/console/parse-line.ts';
import { renderText } from '../../../src/adapters/console/render-text.ts';
import { commandTable } from '../../../src/bot/commands/command-table.ts';
import { openTestBot, type TestBot } from '../../bot/open-test-bot.ts';
import { sampleEntry } from '../../store/sample-entry.ts';

describe('a typed line', () => {
  it.each([
    ['  ', { kind: 'empty' }],
    ['/quit', { kind: 'quit' }],
    ['2', { kind: 'number', number: 2 }],
    ['/find moon landing', { kind: 'call', call: { command: 'find', args: { query: 'moon landing' } } }],
    [
      '/check --private is it true?',
      { kind: 'call', call: { command: 'check', args: { private: 'true', text: 'is it true?' } } },
    ],
    [
      '/settings --language fr --repeat-minutes 5',
      { kind: 'call', call: { command: 'settings', args: { language: 'fr', 'repeat-minutes': '5' } } },
    ],
    ['/dance', { kind: 'call', call: { command: 'dance', args: {} } }],
    ['is 1/2 more than 0.4?', { kind: 'question', text: 'is 1/2 more than 0.4?' }],
    ['/ is a slash', { kind: 'question', text: '/ is a slash' }],
  ])('%j is understood', (line, typed) => {
    expect(parseLine(line, commandTable)).toEqual(typed);
  });

  it('of any kind is understood somehow', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (line) =>
        expect(parseLine(line, commandTable)).toHaveProperty('kind'),
      ),
    );
  });
});

describe('the chat', () => {
  let test: TestBot;
  beforeAll(async () => {
    test = await openTestBot([sampleEntry()]);
  });
  afterAll(() => test.close());

  async function chat(bytes: Uint8Array | string, terminal = false): Promise<string> {
    const input = Object.assign(new PassThrough(), { isTTY: terminal });
    const output = Object.assign(new PassThrough(), { isTTY: terminal, columns: 80 });
    let shown = '';
    output.setEncoding('utf8').on('data', (text: string) => {
      shown += text;
    });
    const done = runConsoleChat({ bot: test.bot, input, output });
    input.end(bytes);
    await done;
    return shown;
  }

  it('answers a line with an answer and ends with the input', async () => {
    const shown = await chat('is the moon made of green cheese?\n');
    expect(shown).toContain('❌ False · legend\n\nThe Moon is made of rock.');
    expect(shown).toContain('Example Observatory: What the Moon is made of <https://example.org/moon>');
    expect(shown).toContain('[1] Sources and timeline');
  });

  it('takes “helpful” by its number, and counts it for the moderator', async () => {
    const shown = await chat('is the moon made of green cheese?\n2\n/feedback\n');
    expect(shown).toContain('[2] Helpful');
    expect(shown).toContain('Thank you. The moderators will see');
    expect(shown).toContain('0× not this claim, 1× helpful');
  });

  it('answers each in its own language, and goes on in it for a button', async () => {
    const shown = await chat('La Lune est vraiment faite de fromage vert ?\n1\n');
    expect(shown).toContain('❌ Faux · légende');
    expect(shown).toContain('Chronologie');
  });

  it('writes no colours and no prompt into a pipe', async () => {
    expect(await chat('is the moon made of green cheese?\n/help\n')).not.toMatch(/\u001b|^> /m);
  });

  it('goes on after bytes that are no UTF-8, empty lines, controls and a very long line', async () => {
    const bytes = Buffer.concat([
      Buffer.from([0xff, 0xfe, 0x0a, 0x0a, 0x1b, 0x5b, 0x32, 0x4a, 0x0a]),
      Buffer.from(`${'x'.repeat(100_000)}\nis the moon made of green cheese?\n`),
    ]);
    const shown = await chat(bytes);
    expect(shown).toContain('❌ False · legend');
    expect(shown).not.toContain('\u001b');
  });

  it('answers a last line without a line feed', async () => {
    expect(await chat('is the moon made of green cheese?')).toContain('❌ False');
  });

  it('ends at /quit', async () => {
    expect(await chat('/quit\nis the moon made of green cheese?\n')).toBe('');
  });

  it('shows a prompt on a terminal, and colours', async () => {
    expect(await chat('is the moon made of green cheese?\n', true)).toMatch(/> [\s\S]*\u001b\[1m❌ False/);
  });
});

describe('an answer as text', () => {
  it('lets no control character through, whatever an entry holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.boolean(), (text, colours) => {
        const shown = renderText(
          {
            kind: 'notice',
            lang: 'en',
            headline: text,
            lead: [{ text, url: text }],
            sections: [{ key: 'text', label: text, lines: [[{ text, style: 'quote' }]] }],
            footnote: text,
            actions: [{ label: text, call: { command: 'help', args: {} } }],
          },
          { colours, width: 40 },
        );
        expect(shown.replaceAll(/\u001b\[\d+m/g, colours ? '' : '!')).not.toMatch(
          /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/,
        );
      }),
    );
  });
});
