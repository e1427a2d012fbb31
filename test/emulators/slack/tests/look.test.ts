// Does a screen show what a person would see, and does the page hold it in Slack's look?

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { webApi } from '@slack/bolt';
import { type SlackEmulator, startSlackEmulator } from '../emulator.ts';
import type { Person } from '../person.ts';
import type { Workspace } from '../workspace.ts';
import { keepingLogger } from './bolt-app.ts';

describe('looks', () => {
  let emulator: SlackEmulator;
  let workspace: Workspace;
  let client: webApi.WebClient;
  let ada: Person;
  let general = '';
  beforeEach(async () => {
    emulator = await startSlackEmulator();
    workspace = emulator.workspace();
    ada = workspace.user('Ada');
    general = workspace.channel('general');
    client = new webApi.WebClient(workspace.botToken, { slackApiUrl: emulator.apiUrl, logger: keepingLogger() });
    await client.chat.postMessage({
      channel: general,
      text: 'False: a hoax',
      unfurl_links: false,
      blocks: [
        { type: 'header', text: { type: 'plain_text', text: '❌ False' } },
        {
          type: 'section',
          text: { type: 'mrkdwn', text: `*Hoax*, says <@${ada.id}> &amp; <https://x.test/?a=1&amp;b=2|Le Figaro>` },
        },
        {
          type: 'section',
          fields: [
            { type: 'mrkdwn', text: '*Since*\n2018' },
            { type: 'plain_text', text: 'b <script>' },
          ],
        },
        { type: 'divider' },
        {
          type: 'context',
          elements: [
            { type: 'mrkdwn', text: '_Last update_' },
            { type: 'plain_text', text: 'today' },
          ],
        },
        {
          type: 'actions',
          elements: [
            { type: 'button', text: { type: 'plain_text', text: 'Details' }, action_id: 'a', style: 'primary' },
            {
              type: 'static_select',
              action_id: 'b',
              placeholder: { type: 'plain_text', text: 'More' },
              options: [{ text: { type: 'plain_text', text: 'One' }, value: '1' }],
            },
          ],
        },
      ],
    });
  });
  afterEach(() => emulator.close());

  it('as plain text', () => {
    expect(emulator.screen(general, ada)).toBe(
      [
        'Is This True? APP: # ❌ False',
        '  Hoax, says @Ada & Le Figaro ‹https://x.test/?a=1&b=2›',
        '  | Since 2018',
        '  | b <script>',
        '  ---',
        '  (Last update · today)',
        '  [Details] [More ▾]',
      ].join('\n'),
    );
  });

  it('as a page of its own that fetches nothing and lets nothing through', () => {
    const html = emulator.renderSlackHtml(workspace, { channel: general, viewer: ada.id });
    expect(html).toContain('<b>Hoax</b>');
    expect(html).toContain('<span class="name">@Ada</span>');
    expect(html).toContain('<a href="https://x.test/?a=1&amp;b=2">Le Figaro</a>');
    expect(html).toContain('<span class="button primary">Details</span>');
    expect(html).toContain('b &lt;script&gt;');
    expect(html).not.toMatch(/<script|<img|<link|@import|url\(|\ssrc=/);
  });

  it('what people type, escaped on the wire and plain on the screen', async () => {
    const channel = workspace.channel('typed');
    const { said } = await ada.says(channel, `<@${workspace.botUserId}> R&D <3 https://x.test/?a&b`);
    expect(said!.text).toBe(`<@${workspace.botUserId}> R&amp;D &lt;3 <https://x.test/?a&amp;b>`);
    expect(ada.sees(channel)).toBe('Ada: @Is This True? R&D <3 https://x.test/?a&b');
    const html = emulator.renderSlackHtml(workspace, { channel, viewer: ada.id });
    expect(html).toContain('R&amp;D &lt;3 https://x.test/?a&amp;b');
  });

  it('a home tab, too', async () => {
    await client.views.publish({
      user_id: ada.id,
      view: { type: 'home', blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'Nothing in the inbox' } }] },
    });
    expect(ada.sees()).toBe('=== Home ===\nNothing in the inbox');
    expect(emulator.renderSlackHtml(workspace, { view: ada.home! })).toContain('Nothing in the inbox');
  });
});
