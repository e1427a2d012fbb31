// Which texts after /istrue are commands, and which are questions?

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readCommandText } from '../../../src/adapters/slack/command-text.ts';
import { commandTable } from '../../../src/bot/commands/command-table.ts';

const call = (command: string, args: Record<string, string> = {}) => ({ kind: 'call', call: { command, args } });
const question = (text: string) => ({ kind: 'question', text });

describe('the text after /istrue', () => {
  it.each([
    ['', { kind: 'help' }],
    ['  ', { kind: 'help' }],
    ['help', call('help')],
    ['HELP', call('help')],
    ['/help', call('help')],
    ['inbox', call('inbox')],
    ['settings', call('settings')],
    ['settings --language fr --repeat-minutes 5', call('settings', { language: 'fr', 'repeat-minutes': '5' })],
    ['settings --moderator <@U123|ada>', call('settings', { moderator: 'U123' })],
    ['settings --channel <#C123|general>', call('settings', { channel: 'C123' })],
    ['settings --moderator-group <!subteam^S123|@mods>', call('settings', { 'moderator-group': 'S123' })],
    ['find moon landing', call('find', { query: 'moon landing' })],
    ['find: me and you', call('find', { query: 'me and you' })],
    ['show moon-cheese', call('show', { entry: 'moon-cheese' })],
    ['show', call('show')],
    ['check: find: me and you', call('check', { text: 'find: me and you' })],
    ['find: verdict: false', call('find', { query: 'verdict: false' })],
    ['check it is raining', call('check', { text: 'it is raining' })],
  ])('%j is a command', (text, expected) => {
    expect(readCommandText(text, commandTable)).toEqual(expected);
  });

  it.each([
    'find me proof that the moon landing was staged',
    'find out whether cats have nine lives',
    'find gold in your garden: it is that easy!',
    'name: the mayor, verdict: false',
    'show me the money',
    'show business is dying',
    'help the poor: share this post',
    'about 5 million people left the country',
    'settings are stored in the cloud',
    'inbox zero makes you happy',
    'history is written by the victors',
    'the moon is made of green cheese',
    'details please',
    'cancel culture is a myth',
    'trouve-moi la preuve que la lune est creuse',
  ])('%j is a question', (text) => {
    expect(readCommandText(text, commandTable)).toEqual(question(text));
  });

  it('leaves to the asker’s rights what could be either', () => {
    expect(readCommandText('explain why the sky is blue', commandTable)).toEqual({
      kind: 'either',
      call: { command: 'explain', args: { text: 'why the sky is blue' } },
      text: 'explain why the sky is blue',
    });
    expect(readCommandText('explain: the sky is green', commandTable)).toEqual(
      call('explain', { text: 'the sky is green' }),
    );
  });

  it('reads what Slack escapes', () => {
    expect(readCommandText('5 &lt; 6 &amp; <https://example.org/a|example.org/a>', commandTable)).toEqual(
      question('5 < 6 & https://example.org/a'),
    );
  });

  it('understands any text somehow', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) =>
        expect(readCommandText(text, commandTable)).toHaveProperty('kind'),
      ),
    );
  });
});
