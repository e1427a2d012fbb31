// Does the published manifest say what the bot needs, and no more?

import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from '@jest/globals';
import { BOT_SCOPES, slackManifest } from '../../../src/adapters/slack/manifest.ts';
import { commandTable } from '../../../src/bot/commands/command-table.ts';
import type { Messenger } from '../../../src/bot/messenger.ts';
import { presentNotice } from '../../../src/bot/present/present-notice.ts';
import { manifestFile, manifestText } from '../../../src/cli/manifest.ts';
import { textsOf } from '../../../src/i18n/texts.ts';
import { openSlack, type TestSlack } from './open-slack.ts';

const QUESTION = 'is it true that the moon is made of green cheese?';

describe('the manifest', () => {
  it('is as the command table makes it (npm run cli -- manifest writes it)', () => {
    expect(readFileSync(manifestFile, 'utf8')).toBe(manifestText());
  });

  it('keeps Slack’s limits', () => {
    const { display_information, features } = slackManifest(commandTable) as never as {
      display_information: { name: string; description: string; long_description: string };
      features: {
        shortcuts: { name: string; description: string; callback_id: string }[];
        slash_commands: { description: string; usage_hint: string }[];
      };
    };
    expect(display_information.name.length).toBeLessThanOrEqual(35);
    expect(display_information.description.length).toBeLessThanOrEqual(140);
    expect(display_information.long_description.length).toBeGreaterThanOrEqual(174);
    expect(display_information.long_description.length).toBeLessThanOrEqual(4000);
    expect(features.shortcuts.length).toBeLessThanOrEqual(10);
    for (const shortcut of features.shortcuts) {
      expect(shortcut.name.length).toBeLessThanOrEqual(24);
      expect(shortcut.description.length).toBeLessThanOrEqual(150);
      expect(shortcut.callback_id.length).toBeLessThanOrEqual(255);
    }
    expect(features.slash_commands.map(({ description }) => description.length <= 2000)).toEqual([true]);
  });

  it('has request addresses for HTTP mode only', () => {
    expect(JSON.stringify(slackManifest(commandTable))).not.toContain('http');
    expect(slackManifest(commandTable, 'https://istrue.example/')).toMatchObject({
      features: { slash_commands: [{ url: 'https://istrue.example/slack/events' }] },
      oauth_config: { redirect_urls: ['https://istrue.example/slack/oauth_redirect'] },
      settings: { socket_mode_enabled: false },
    });
  });

  describe('of scopes', () => {
    let slack: TestSlack;
    afterEach(() => slack.close());

    it('asks for each that is needed and none that is not', async () => {
      let messenger: Messenger | undefined;
      slack = await openSlack('socket', {
        wrapBot: (bot) => ({
          ...bot,
          connect(connected) {
            messenger = connected;
            return bot.connect(connected);
          },
          async handle(incoming) {
            const reply = await bot.handle(incoming);
            const isAbout = incoming.kind === 'call' && incoming.call.command === 'about';
            const files = [{ name: 'entries.yaml', content: Buffer.from('- a: 1\n') }];
            return isAbout && reply?.kind === 'answer' ? { ...reply, files } : reply;
          },
        }),
      });
      const { workspace, emulator } = slack;
      const ada = workspace.user('Ada');
      const channels = [
        workspace.channel('open'),
        workspace.channel('closed', { private: true }),
        workspace.channel('several', { group: true }),
      ];
      for (const channel of channels) {
        const { said } = await ada.says(channel, 'The moon is made of green cheese');
        await ada.mentions(channel, 'is this true?', { thread: said! });
      }
      await ada.runs('/istrue', QUESTION, channels[0]!);
      await ada.runs('/istrue', 'about', channels[0]!);
      const form = await workspace.user('Mod', { admin: true }).runs('/istrue', 'import', channels[0]!);
      expect(form.views).toHaveLength(1);
      await ada.sendsDm(QUESTION);
      const told = { where: 'direct', channel: '', person: ada.id, community: workspace.id } as const;
      await messenger?.tell(told, presentNotice(textsOf('en'), 'It is answered now.'), { key: 'told', again: true });
      expect([...emulator.scopesUsed].sort()).toEqual([...BOT_SCOPES].sort());
      expect(emulator.complaints).toEqual([]);
    });
  });
});
