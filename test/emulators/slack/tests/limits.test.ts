// Is everything that Slack refuses refused, with the field named?

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Fields } from '../payload.ts';
import { checkBlocks, tooLong } from '../rules/blocks.ts';
import { checkView } from '../rules/views.ts';
import { type Running, startBolt } from './bolt-app.ts';

const plain = (text: string): Fields => ({ type: 'plain_text', text });
const mrkdwn = (text: string): Fields => ({ type: 'mrkdwn', text });
const long = (length: number) => 'x'.repeat(length);
const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
const button = (more: Fields = {}): Fields => ({ type: 'button', text: plain('Go'), action_id: 'go', ...more });
const section = (more: Fields = {}): Fields => ({ type: 'section', text: mrkdwn('words'), ...more });
const actions = (...elements: Fields[]): Fields => ({ type: 'actions', elements });
const options = (count: number) => times(count, (index) => ({ text: plain(`o${index}`), value: `v${index}` }));
const select = (more: Fields = {}): Fields => ({ type: 'static_select', action_id: 's', options: options(2), ...more });
const input = (element: Fields, more: Fields = {}): Fields => ({
  type: 'input',
  label: plain('Label'),
  element,
  ...more,
});
const text = (more: Fields = {}): Fields => ({ type: 'plain_text_input', action_id: 't', ...more });

/** A case: what it is, the blocks that Slack takes, those it refuses, and what it says. */
const BLOCK_CASES: readonly [string, Fields[], Fields[], string][] = [
  [
    'section text 3000',
    [section({ text: mrkdwn(long(3000)) })],
    [section({ text: mrkdwn(long(3001)) })],
    'must be less than 3001 characters [/blocks/0/text/text]',
  ],
  [
    'section text not empty',
    [section()],
    [section({ text: mrkdwn('') })],
    'must be more than 0 characters [/blocks/0/text/text]',
  ],
  [
    'section text or fields',
    [{ type: 'section', fields: [plain('a')] }],
    [{ type: 'section' }],
    'missing required field: text [/blocks/0]',
  ],
  [
    'section fields 10',
    [section({ fields: times(10, () => mrkdwn('a')) })],
    [section({ fields: times(11, () => mrkdwn('a')) })],
    'no more than 10 items allowed [/blocks/0/fields]',
  ],
  [
    'section field 2000',
    [section({ fields: [mrkdwn(long(2000))] })],
    [section({ fields: [mrkdwn(long(2001))] })],
    'must be less than 2001 characters [/blocks/0/fields/0/text]',
  ],
  [
    'text types',
    [section({ text: plain('a') })],
    [section({ text: { type: 'markdown', text: 'a' } })],
    'unsupported type: markdown [/blocks/0/text/type]',
  ],
  [
    'text fields',
    [section({ text: { ...plain('a'), emoji: true } })],
    [section({ text: { ...mrkdwn('a'), emoji: true } })],
    'invalid additional property: emoji [/blocks/0/text]',
  ],
  [
    'header 150',
    [{ type: 'header', text: plain(long(150)) }],
    [{ type: 'header', text: plain(long(151)) }],
    'must be less than 151 characters [/blocks/0/text/text]',
  ],
  [
    'header is plain',
    [{ type: 'header', text: plain('a') }],
    [{ type: 'header', text: mrkdwn('a') }],
    'unsupported type: mrkdwn [/blocks/0/text/type]',
  ],
  [
    'context 10',
    [{ type: 'context', elements: times(10, () => mrkdwn('a')) }],
    [{ type: 'context', elements: times(11, () => mrkdwn('a')) }],
    'no more than 10 items allowed [/blocks/0/elements]',
  ],
  [
    'context not empty',
    [{ type: 'context', elements: [plain('a')] }],
    [{ type: 'context', elements: [] }],
    'no fewer than 1 items allowed [/blocks/0/elements]',
  ],
  [
    'context takes no button',
    [{ type: 'context', elements: [{ type: 'image', image_url: 'https://x.test/a', alt_text: 'a' }] }],
    [{ type: 'context', elements: [button()] }],
    'unsupported type: button [/blocks/0/elements/0/type]',
  ],
  [
    'actions 25',
    [actions(...times(25, (index) => button({ action_id: `a${index}` })))],
    [actions(...times(26, (index) => button({ action_id: `a${index}` })))],
    'no more than 25 items allowed [/blocks/0/elements]',
  ],
  [
    'actions take no text input',
    [actions(button())],
    [actions(text())],
    'unsupported type: plain_text_input [/blocks/0/elements/0/type]',
  ],
  [
    'button text 75',
    [actions(button({ text: plain(long(75)) }))],
    [actions(button({ text: plain(long(76)) }))],
    'must be less than 76 characters [/blocks/0/elements/0/text/text]',
  ],
  [
    'button text is required',
    [actions(button())],
    [actions({ type: 'button', action_id: 'a' })],
    'missing required field: text [/blocks/0/elements/0]',
  ],
  [
    'button value 2000',
    [actions(button({ value: long(2000) }))],
    [actions(button({ value: long(2001) }))],
    'must be less than 2001 characters [/blocks/0/elements/0/value]',
  ],
  [
    'button url 3000',
    [actions(button({ url: `https://x.test/${long(2985)}` }))],
    [actions(button({ url: `https://x.test/${long(2986)}` }))],
    'must be less than 3001 characters [/blocks/0/elements/0/url]',
  ],
  [
    'button url is one',
    [actions(button({ url: 'https://x.test' }))],
    [actions(button({ url: 'javascript:1' }))],
    'must match ^(https?|mailto|tel|slack): [/blocks/0/elements/0/url]',
  ],
  [
    'button style',
    [actions(button({ style: 'danger' }))],
    [actions(button({ style: 'secondary' }))],
    'must be one of: primary, danger [/blocks/0/elements/0/style]',
  ],
  [
    'button fields',
    [actions(button())],
    [actions(button({ custom_id: 'a' }))],
    'invalid additional property: custom_id [/blocks/0/elements/0]',
  ],
  [
    'action_id 255',
    [actions(button({ action_id: long(255) }))],
    [actions(button({ action_id: long(256) }))],
    'must be less than 256 characters [/blocks/0/elements/0/action_id]',
  ],
  [
    'action_id unique in its block',
    [actions(button()), actions(button())],
    [actions(button(), button())],
    'action_id already exists: go [/blocks/0]',
  ],
  [
    'block_id 255',
    [section({ block_id: long(255) })],
    [section({ block_id: long(256) })],
    'must be less than 256 characters [/blocks/0/block_id]',
  ],
  [
    'block_id unique',
    [section({ block_id: 'a' }), section({ block_id: 'b' })],
    [section({ block_id: 'a' }), section({ block_id: 'a' })],
    'block_id already exists: a [/blocks/1/block_id]',
  ],
  ['block types', [{ type: 'divider' }], [{ type: 'divisor' }], 'unsupported type: divisor [/blocks/0/type]'],
  [
    'block fields',
    [{ type: 'divider' }],
    [{ type: 'divider', colour: 'red' }],
    'invalid additional property: colour [/blocks/0]',
  ],
  ['block has a type', [{ type: 'divider' }], [{}], 'missing required field: type [/blocks/0]'],
  [
    'select options 100',
    [actions(select({ options: options(100) }))],
    [actions(select({ options: options(101) }))],
    'no more than 100 items allowed [/blocks/0/elements/0/options]',
  ],
  [
    'select has options',
    [actions(select())],
    [actions({ type: 'static_select', action_id: 's' })],
    'must provide exactly one of options, option_groups [/blocks/0/elements/0]',
  ],
  [
    'option text 75',
    [actions(select({ options: [{ text: plain(long(75)), value: 'v' }] }))],
    [actions(select({ options: [{ text: plain(long(76)), value: 'v' }] }))],
    'must be less than 76 characters [/blocks/0/elements/0/options/0/text/text]',
  ],
  [
    'option value 150',
    [actions(select({ options: [{ text: plain('a'), value: long(150) }] }))],
    [actions(select({ options: [{ text: plain('a'), value: long(151) }] }))],
    'must be less than 151 characters [/blocks/0/elements/0/options/0/value]',
  ],
  [
    'option description 75',
    [actions(select({ options: [{ text: plain('a'), value: 'v', description: plain(long(75)) }] }))],
    [actions(select({ options: [{ text: plain('a'), value: 'v', description: plain(long(76)) }] }))],
    'must be less than 76 characters [/blocks/0/elements/0/options/0/description/text]',
  ],
  [
    'initial option is offered',
    [actions(select({ initial_option: options(1)[0] }))],
    [actions(select({ initial_option: { text: plain('z'), value: 'z' } }))],
    'initial option must be one of the options [/blocks/0/elements/0]',
  ],
  [
    'placeholder 150',
    [actions(select({ placeholder: plain(long(150)) }))],
    [actions(select({ placeholder: plain(long(151)) }))],
    'must be less than 151 characters [/blocks/0/elements/0/placeholder/text]',
  ],
  [
    'overflow 5',
    [actions({ type: 'overflow', action_id: 'o', options: options(5) })],
    [actions({ type: 'overflow', action_id: 'o', options: options(6) })],
    'no more than 5 items allowed [/blocks/0/elements/0/options]',
  ],
  [
    'radio buttons 10',
    [actions({ type: 'radio_buttons', action_id: 'o', options: options(10) })],
    [actions({ type: 'radio_buttons', action_id: 'o', options: options(11) })],
    'no more than 10 items allowed [/blocks/0/elements/0/options]',
  ],
  [
    'confirm text 300',
    [
      actions(
        button({ confirm: { title: plain('a'), text: plain(long(300)), confirm: plain('y'), deny: plain('n') } }),
      ),
    ],
    [
      actions(
        button({ confirm: { title: plain('a'), text: plain(long(301)), confirm: plain('y'), deny: plain('n') } }),
      ),
    ],
    'must be less than 301 characters [/blocks/0/elements/0/confirm/text/text]',
  ],
  [
    'image alt text',
    [{ type: 'image', image_url: 'https://x.test', alt_text: 'a' }],
    [{ type: 'image', image_url: 'https://x.test' }],
    'missing required field: alt_text [/blocks/0]',
  ],
  [
    'markdown 12000',
    [{ type: 'markdown', text: long(12_000) }],
    [{ type: 'markdown', text: long(12_001) }],
    'must be less than 12001 characters [/blocks/0/text]',
  ],
  [
    'message blocks 50',
    times(50, () => section()),
    times(51, () => section()),
    'no more than 50 items allowed [/blocks]',
  ],
];

const modal = (more: Fields = {}): Fields => ({
  type: 'modal',
  title: plain('Title'),
  submit: plain('Save'),
  blocks: [input(text())],
  ...more,
});

const VIEW_CASES: readonly [string, Fields, Fields, string][] = [
  [
    'title 24',
    modal({ title: plain(long(24)) }),
    modal({ title: plain(long(25)) }),
    'must be less than 25 characters [/view/title/text]',
  ],
  ['title is required', modal(), { type: 'modal', blocks: [] }, 'missing required field: title [/view]'],
  ['title is plain', modal(), modal({ title: mrkdwn('a') }), 'unsupported type: mrkdwn [/view/title/type]'],
  [
    'submit 24',
    modal({ submit: plain(long(24)) }),
    modal({ submit: plain(long(25)) }),
    'must be less than 25 characters [/view/submit/text]',
  ],
  [
    'submit with inputs',
    modal(),
    { type: 'modal', title: plain('a'), blocks: [input(text())] },
    'missing required field: submit [/view]',
  ],
  [
    'close 24',
    modal({ close: plain(long(24)) }),
    modal({ close: plain(long(25)) }),
    'must be less than 25 characters [/view/close/text]',
  ],
  [
    'private_metadata 3000',
    modal({ private_metadata: long(3000) }),
    modal({ private_metadata: long(3001) }),
    'must be less than 3001 characters [/view/private_metadata]',
  ],
  [
    'callback_id 255',
    modal({ callback_id: long(255) }),
    modal({ callback_id: long(256) }),
    'must be less than 256 characters [/view/callback_id]',
  ],
  [
    'external_id 255',
    modal({ external_id: long(255) }),
    modal({ external_id: long(256) }),
    'must be less than 256 characters [/view/external_id]',
  ],
  [
    'blocks 100',
    modal({ blocks: times(100, () => section()) }),
    modal({ blocks: times(101, () => section()) }),
    'no more than 100 items allowed [/view/blocks]',
  ],
  ['blocks are required', modal(), { type: 'modal', title: plain('a') }, 'missing required field: blocks [/view]'],
  ['fields', modal(), modal({ colour: 'red' }), 'invalid additional property: colour [/view]'],
  [
    'no markdown block',
    modal({ blocks: [section()] }),
    modal({ blocks: [{ type: 'markdown', text: 'a' }] }),
    'unsupported type: markdown [/view/blocks/0/type]',
  ],
  [
    'label 2000',
    modal({ blocks: [input(text(), { label: plain(long(2000)) })] }),
    modal({ blocks: [input(text(), { label: plain(long(2001)) })] }),
    'must be less than 2001 characters [/view/blocks/0/label/text]',
  ],
  [
    'label is required',
    modal(),
    modal({ blocks: [{ type: 'input', element: text() }] }),
    'missing required field: label [/view/blocks/0]',
  ],
  [
    'hint 2000',
    modal({ blocks: [input(text(), { hint: plain(long(2000)) })] }),
    modal({ blocks: [input(text(), { hint: plain(long(2001)) })] }),
    'must be less than 2001 characters [/view/blocks/0/hint/text]',
  ],
  [
    'input max_length 3000',
    modal({ blocks: [input(text({ max_length: 3000 }))] }),
    modal({ blocks: [input(text({ max_length: 3001 }))] }),
    'must be between 1 and 3000 [/view/blocks/0/element/max_length]',
  ],
  [
    'initial_value 3000',
    modal({ blocks: [input(text({ initial_value: long(3000) }))] }),
    modal({ blocks: [input(text({ initial_value: long(3001) }))] }),
    'must be less than 3001 characters [/view/blocks/0/element/initial_value]',
  ],
  [
    'one focus',
    modal({ blocks: [input(text({ focus_on_load: true }))] }),
    modal({ blocks: [input(text({ focus_on_load: true })), input(text({ focus_on_load: true }))] }),
    'only one element may have focus_on_load [/view/blocks]',
  ],
  [
    'min_query_length',
    modal({ blocks: [input({ type: 'external_select', action_id: 'e', min_query_length: 0 })] }),
    modal({ blocks: [input({ type: 'external_select', action_id: 'e', min_query_length: '0' })] }),
    'must provide an integer [/view/blocks/0/element/min_query_length]',
  ],
];

const written = (faults: readonly { message: string; pointer: string }[]) =>
  faults.map((fault) => `${fault.message} [${fault.pointer}]`);

describe('blocks', () => {
  it.each(BLOCK_CASES)('%s', (_, good, bad, message) => {
    expect(written(checkBlocks(good, 'message'))).toEqual([]);
    expect(written(checkBlocks(bad, 'message'))).toContain(message);
  });
  it('all together about 12,000 characters', () => {
    expect(tooLong(times(4, () => section({ text: mrkdwn(long(2900)) })))).toBe(false);
    expect(tooLong(times(5, () => section({ text: mrkdwn(long(2900)) })))).toBe(true);
  });
});

describe('views', () => {
  it.each(VIEW_CASES)('%s', (_, good, bad, message) => {
    expect(written(checkView(good, 'modal'))).toEqual([]);
    expect(written(checkView(bad, 'modal'))).toContain(message);
  });
  it('a home tab has no title, and a modal is no home tab', () => {
    expect(checkView({ type: 'home', blocks: [section()] }, 'home')).toEqual([]);
    expect(written(checkView({ type: 'home', blocks: [], title: plain('a') }, 'home'))).toEqual([
      'invalid additional property: title [/view]',
    ]);
    expect(written(checkView(modal(), 'home'))).toEqual(['must be of type home [/view/type]']);
  });
});

describe('over the wire', () => {
  let running: Running;
  let channel = '';
  beforeAll(async () => {
    running = await startBolt('http');
    running.workspace.user('Ada');
    channel = running.workspace.channel('general');
  });
  afterAll(() => running.stop());
  const post = (more: object) =>
    running.app.client.chat.postMessage({
      channel,
      text: 'fallback',
      token: running.workspace.botToken,
      ...more,
    } as never);

  it('invalid blocks are refused as Slack refuses them, field by field', async () => {
    const refusal = post({ blocks: [section({ text: mrkdwn(long(3001)) })] });
    await expect(refusal).rejects.toMatchObject({
      data: {
        error: 'invalid_blocks',
        response_metadata: {
          messages: ['[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]'],
        },
      },
    });
  });

  const refusals: readonly [string, object, string][] = [
    ['blocks that are no JSON', { blocks: '[{' }, 'invalid_blocks_format'],
    [
      'blocks too long together',
      { blocks: times(5, () => section({ text: mrkdwn(long(2900)) })) },
      'msg_blocks_too_long',
    ],
    ['nothing to say', { text: '' }, 'no_text'],
    ['text over 40,000', { text: long(40_001) }, 'msg_too_long'],
    ['101 attachments', { attachments: times(101, () => ({ text: 'a' })) }, 'too_many_attachments'],
    ['bad blocks in an attachment', { attachments: [{ blocks: [{ type: 'x' }] }] }, 'invalid_attachments'],
    ['an unknown channel', { channel: 'C0' }, 'channel_not_found'],
    ['an unknown thread', { thread_ts: '1.0' }, 'thread_not_found'],
  ];
  it.each(refusals)('%s', async (_, more, error) => {
    await expect(post(more)).rejects.toMatchObject({ data: { error } });
  });

  it('a channel without the app', async () => {
    const open = running.workspace.channel('open', { withApp: false });
    const closed = running.workspace.channel('closed', { withApp: false, private: true });
    await expect(post({ channel: open })).rejects.toMatchObject({ data: { error: 'not_in_channel' } });
    await expect(post({ channel: closed })).rejects.toMatchObject({ data: { error: 'channel_not_found' } });
  });

  it('what Slack lets pass and people mind becomes a complaint', async () => {
    const before = running.emulator.complaints.length;
    await post({ text: '', blocks: [section()], unfurl_links: false });
    await post({ text: 'see <https://example.test|this>' });
    await post({ text: 'hear <!here>', unfurl_links: false });
    expect(running.emulator.complaints.slice(before)).toEqual([
      'chat.postMessage: no text fallback for notifications and screen readers',
      'chat.postMessage: links would unfurl (unfurl_links is not false)',
      'chat.postMessage: mentions everybody',
    ]);
  });

  it('a post a second, where the rate is kept', async () => {
    const strict = await startBolt('http', () => {}, { enforceRates: true });
    strict.workspace.user('Ada');
    const target = strict.workspace.channel('general');
    const say = () =>
      strict.app.client.chat.postMessage({ channel: target, text: 'x', token: strict.workspace.botToken });
    await say();
    const second = say();
    while (strict.emulator.calls('chat.postMessage').length < 2) await new Promise((resolve) => setImmediate(resolve));
    strict.emulator.clock.advance(1000);
    await second;
    expect(strict.workspace.messages(target)).toHaveLength(2);
    await strict.stop();
  });
});
