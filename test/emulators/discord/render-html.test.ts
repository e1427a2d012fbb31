import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { realClock } from './clock.ts';
import { type DiscordEmulator, startDiscordEmulator } from './discord-emulator.ts';
import { markdownHtml } from './html-markdown.ts';
import { writeMessage } from './messages.ts';
import { renderDiscordHtml } from './render-html.ts';
import { createSignal } from './signal.ts';
import { createWorld } from './world.ts';

let emulator: DiscordEmulator;
beforeEach(async () => {
  emulator = await startDiscordEmulator();
});
afterEach(() => emulator.close());

const world = () =>
  createWorld({ clock: realClock, signal: createSignal(1000), botName: 'Is This True?', messageContent: true });

describe('the page', () => {
  it('shows authors, replies, embeds, buttons and marks, and fetches nothing', () => {
    const channel = emulator.guild().channel('general');
    const ana = emulator.person('Ana');
    const rumour = ana.says(channel, 'They <b>watch</b> us');
    writeMessage(world(), channel.world, {
      author: emulator.bot,
      replyTo: rumour,
      embeds: [
        {
          title: '❌ False',
          description: '**Netflix** denied it.',
          color: 0xff0000,
          fields: [{ name: 'Origin', value: '2018' }],
        },
      ],
      components: [{ type: 1, components: [{ type: 2, style: 1, label: 'Sources', custom_id: 's' }] }],
    });
    const html = renderDiscordHtml(channel.messages);
    expect(html).toContain('They &lt;b&gt;watch&lt;/b&gt; us');
    expect(html).toContain('<b>Netflix</b> denied it.');
    expect(html).toContain('border-left-color:#ff0000');
    expect(html).toContain('<span class="button style1">Sources</span>');
    expect(html).toContain('╭ <b>Ana</b>');
    expect(html).not.toMatch(/src=|<link|url\(|@import/);
  });

  it('hides private messages from others', () => {
    const channel = emulator.guild().channel('general');
    const ana = emulator.person('Ana');
    writeMessage(world(), channel.world, { author: emulator.bot, content: 'secret', onlyFor: ana.world });
    expect(renderDiscordHtml(channel.messages)).not.toContain('secret');
    expect(renderDiscordHtml(channel.messages, ana)).toContain('Only you can see this');
  });
});

it.each([
  ['**b** *i* __u__ ~~s~~ `c*d*`', '<div><b>b</b> <i>i</i> <u>u</u> <s>s</s> <code>c*d*</code></div>'],
  ['\\*not\\* snake_case_name', '<div>*not* snake_case_name</div>'],
  ['[**a**](https://a.b/c_d_e)', '<div><a href="https://a.b/c_d_e"><b>a</b></a></div>'],
  ['> one\n> two', '<blockquote>one<br>two</blockquote>'],
  ['-# small', '<div class="small">small</div>'],
  ['<t:1518480000:D>', '<div><span class="time">February 13, 2018</span></div>'],
  ['<script>', '<div>&lt;script&gt;</div>'],
])('Markdown %j is shown as in Discord', (text, html) => {
  expect(markdownHtml(text, 'en-US')).toBe(html);
});
