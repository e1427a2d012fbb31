// Is everything that a Slack message says read, once?

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readMessage } from '../../../src/adapters/slack/read-message.ts';

describe('a message', () => {
  it.each([
    ['its text', { text: 'a &lt; b &amp; c' }, 'a < b & c'],
    ['links and mentions', { text: '<@U1> see <https://e.example/x|this> <!here>' }, 'see this https://e.example/x'],
    [
      'rich text, which repeats the text',
      {
        text: 'the moon is cheese',
        blocks: [
          {
            type: 'rich_text',
            elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'the moon is cheese' }] }],
          },
        ],
      },
      'the moon is cheese',
    ],
    [
      'blocks of an app',
      {
        text: '',
        blocks: [
          { type: 'header', text: { type: 'plain_text', text: 'News' } },
          {
            type: 'section',
            text: { type: 'mrkdwn', text: 'The &amp; moon' },
            fields: [{ type: 'mrkdwn', text: 'is' }],
          },
          { type: 'context', elements: [{ type: 'mrkdwn', text: 'cheese' }] },
        ],
      },
      'News\nThe & moon\nis\ncheese',
    ],
    [
      'a link’s preview',
      {
        text: '<https://e.example/x>',
        attachments: [{ title: 'Moon is cheese', title_link: 'https://e.example/x', text: 'Says a report' }],
      },
      'https://e.example/x\nMoon is cheese\nSays a report',
    ],
    [
      'a forwarded message',
      {
        text: 'look',
        attachments: [
          {
            is_msg_unfurl: true,
            is_share: true,
            text: 'The moon is cheese',
            from_url: 'https://x.slack.com/archives/C1/p1',
            message_blocks: [{ message: { blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'Truly' } }] } }],
          },
        ],
      },
      'look\nThe moon is cheese\nTruly',
    ],
    ['nothing', {}, ''],
    ['what is not as expected', { text: 7, blocks: 'x', attachments: [null, 3] }, ''],
  ])('gives %s', (_, message, said) => {
    expect(readMessage(message)).toBe(said);
  });

  it('of any shape is read somehow', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('text', 'blocks', 'attachments'), fc.jsonValue()), (message) => {
        expect(typeof readMessage(message)).toBe('string');
      }),
    );
  });
});
