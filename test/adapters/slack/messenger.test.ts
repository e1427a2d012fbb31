// Can the bot correct an answer in Slack and tell somebody something, and does it know when there is no point?

import { afterEach, describe, expect, it } from '@jest/globals';
import { plain } from '../../../src/bot/answer.ts';
import type { Messenger } from '../../../src/bot/messenger.ts';
import { tellJob } from '../../../src/bot/moderation/tell-job.ts';
import { presentNotice } from '../../../src/bot/present/present-notice.ts';
import { textsOf } from '../../../src/i18n/texts.ts';
import { createDyingStore } from '../../bot/dying-store.ts';
import { openSlack, type TestSlack, type TestSlackOptions } from './open-slack.ts';

const notice = {
  ...presentNotice(textsOf('en'), 'It is answered now.'),
  headline: 'News',
  lead: plain('It is answered now.'),
};

const once = (key: string) => ({ key, again: false });

const timesTold = (screen: string) => screen.match(/It is answered now/g)?.length ?? 0;

describe('the messenger', () => {
  let slack: TestSlack;
  let messenger: Messenger;
  const open = async (options: TestSlackOptions = {}) => {
    slack = await openSlack('socket', {
      ...options,
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
    expect(await messenger.tell({ ...target, where: 'direct' }, notice, once('news-1'))).toBe('delivered');
    expect(ada.sees(ada.dm)).toContain('It is answered now.');
    expect(await messenger.tell({ ...target, where: 'channel' }, notice, once('news-2'))).toBe('delivered');
    expect(ada.sees(general)).toContain('@Ada');
    expect(await messenger.tell({ ...target, where: 'channel', channel: 'C0GONE' }, notice, once('news-3'))).toBe(
      'gone',
    );
  });

  it.each(['direct', 'channel'] as const)(
    'tells once (%s) although the process died between sending and noting it',
    async (where) => {
      const dying = createDyingStore();
      const { ada, general, workspace, test } = await open({ wrapStore: dying.wrap });
      const place = where === 'direct' ? ada.dm : general;
      const target = { where, channel: general, person: ada.id, community: workspace.id };
      await test.store.jobs.add([tellJob('told-1', 'slack', target, notice, undefined)]);
      dying.dieBeforeNoting();
      await expect(test.bot.work()).rejects.toThrow('gone');
      expect(timesTold(ada.sees(place))).toBe(1);
      test.clock.now = new Date(test.clock.now.getTime() + 121_000);
      expect(await test.bot.work()).toBe(1);
      expect(timesTold(ada.sees(place))).toBe(1);
      await test.store.jobs.add([tellJob('told-2', 'slack', target, notice, undefined)]);
      await test.bot.work();
      expect(timesTold(ada.sees(place))).toBe(2);
    },
  );

  it('tells once where the connection was cut after Slack took the message', async () => {
    const { ada, general, workspace, emulator } = await open();
    emulator.faults.plan('chat.postMessage', { kind: 'reset', done: true });
    const target = { where: 'channel', channel: general, person: ada.id, community: workspace.id } as const;
    expect(await messenger.tell(target, notice, once('cut'))).toBe('delivered');
    expect(timesTold(ada.sees(general))).toBe(1);
  });

  it('tells again rather than never where it may not look', async () => {
    const { ada, general, workspace, emulator } = await open();
    const target = { where: 'direct', channel: general, person: ada.id, community: workspace.id } as const;
    emulator.faults.plan('conversations.open', { kind: 'error', error: 'missing_scope' });
    expect(await messenger.tell(target, notice, { key: 'again', again: true })).toBe('delivered');
    expect(timesTold(ada.sees(ada.dm))).toBe(1);
  });

  it('says "not now" when Slack cannot be reached', async () => {
    const { ada, general, workspace, emulator } = await open();
    emulator.faults.plan('chat.postMessage', { kind: 'http', status: 503 }, 3);
    const target = { where: 'channel', channel: general, person: ada.id, community: workspace.id } as const;
    await expect(messenger.tell(target, notice, once('news-4'))).rejects.toThrow();
  });
});
