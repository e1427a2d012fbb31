// Can the bot correct an answer in Slack and tell somebody something, and does it know when there is no point?

import { afterEach, describe, expect, it } from '@jest/globals';
import { plain } from '../../../src/bot/answer.ts';
import type { Messenger } from '../../../src/bot/messenger.ts';
import { presentNotice } from '../../../src/bot/present/present-notice.ts';
import { textsOf } from '../../../src/i18n/texts.ts';
import { openSlack, type TestSlack } from './open-slack.ts';

const notice = {
  ...presentNotice(textsOf('en'), 'It is answered now.'),
  headline: 'News',
  lead: plain('It is answered now.'),
};

describe('the messenger', () => {
  let slack: TestSlack;
  let messenger: Messenger;
  const open = async () => {
    slack = await openSlack('socket', {
      wrapBot: (bot) => ({
        ...bot,
        connect(connected) {
          messenger = connected;
          return bot.connect(connected);
        },
      }),
    });
    const { workspace } = slack;
    const ada = workspace.user('Ada');
    return { ...slack, ada, general: workspace.channel('general') };
  };
  afterEach(async () => {
    expect(slack.emulator.complaints).toEqual([]);
    await slack.close();
  });

  it('puts a corrected answer in the place of an earlier one', async () => {
    const { ada, general, test, workspace } = await open();
    const { said, posted } = await ada.mentions(general, 'is it true that the moon is made of green cheese?');
    const [kept] = await test.bot.answersTo('slack', `${workspace.id}/${general}/${said!.ts}`);
    expect(await messenger.edit(kept!.address, notice)).toBe('delivered');
    expect(posted[0]!.body).toMatchObject({ text: 'News\n\nIt is answered now.', ts: posted[0]!.ts });
    await ada.deletes(said!);
    slack.workspace.state.channels.get(general)!.messages.length = 0;
    expect(await messenger.edit(kept!.address, notice)).toBe('gone');
    expect(await messenger.edit('not an address', notice)).toBe('gone');
  });

  it('tells a person directly, or in a channel with their name alone', async () => {
    const { ada, general, workspace } = await open();
    const target = { channel: general, person: ada.id, community: workspace.id };
    expect(await messenger.tell({ ...target, where: 'direct' }, notice)).toBe('delivered');
    expect(ada.sees(ada.dm)).toContain('It is answered now.');
    expect(await messenger.tell({ ...target, where: 'channel' }, notice)).toBe('delivered');
    expect(ada.sees(general)).toContain('@Ada');
    expect(await messenger.tell({ ...target, where: 'channel', channel: 'C0GONE' }, notice)).toBe('gone');
  });

  it('says "not now" when Slack cannot be reached', async () => {
    const { ada, general, workspace, emulator } = await open();
    emulator.faults.plan('chat.postMessage', { kind: 'http', status: 503 }, 3);
    const target = { where: 'channel', channel: general, person: ada.id, community: workspace.id } as const;
    await expect(messenger.tell(target, notice)).rejects.toThrow();
  });
});
