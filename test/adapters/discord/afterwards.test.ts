import { describe, expect, it } from '@jest/globals';
import type { Answer } from '../../../src/bot/answer.ts';
import { tellJob } from '../../../src/bot/moderation/tell-job.ts';
import { createDyingStore } from '../../bot/dying-store.ts';
import { manualClock } from '../../emulators/discord/clock.ts';
import { textOf } from '../../emulators/discord/discord-emulator.ts';
import { rumoursForTests } from './open-discord.ts';

const start = rumoursForTests();

const CHEESE = 'The Moon is made of green cheese, they say';
const once = (key: string) => ({ key, again: false });
const UNKNOWN = 'penguins invented the zip fastener in Belgium';

describe('“Not this claim”', () => {
  it('is kept with the match’s features, once a person', async () => {
    const { general, ana, at, settled, store, guild } = await start();
    ana.says(general, `${at} ${CHEESE}`);
    await settled();
    const [message] = general.botMessages;
    const first = await ana.presses(message!, 'Not this claim');
    const second = await ana.presses(message!, 'Not this claim');
    expect(first.message && textOf(first.message)).toMatch(/^Noted, thank you/);
    expect(second.message && textOf(second.message)).toMatch(/^You have told me so already/);
    const kept = await store.feedback.list(`discord:${guild.id}`, 10);
    expect(kept).toHaveLength(1);
    expect(Object.keys(kept[0]?.features ?? {}).length).toBeGreaterThan(5);
  });
});

describe('“Helpful”', () => {
  it('is one quiet button of five at most in one row, thanks in private, and counts for the moderators', async () => {
    const { general, ana, ben, at, settled, store, guild, emulator } = await start();
    ana.says(general, `${at} ${CHEESE}`);
    await settled();
    const [message] = general.botMessages;
    const said = await ana.presses(message!, 'Helpful');
    const french = await ben.presses(message!, 'Helpful');
    expect(said.message && textOf(said.message)).toMatch(/^Thank you\. The moderators will see/);
    expect(french.message && textOf(french.message)).toMatch(/^Merci\. Les modérateurs/);
    expect(emulator.screen(general, emulator.person('Cid'))).not.toContain('Thank you');
    expect(general.botMessages).toHaveLength(1);
    expect(await store.feedback.count(`discord:${guild.id}`, new Date(0))).toEqual([
      { entryId: 'moon-cheese', notThis: 0, helpful: 2 },
    ]);
  });
});

describe('“Ask the moderators”', () => {
  it('shows the text, and stores it only once the person agrees', async () => {
    const { general, ana, at, settled, store, guild, emulator } = await start();
    ana.says(general, `${at} ${UNKNOWN}`);
    await settled();
    const asked = await ana.presses(general.botMessages[0]!, 'Ask the moderators');
    expect(emulator.screen(general, ana)).toContain(`> ${UNKNOWN}`);
    expect(await store.inbox.countOpen(`discord:${guild.id}`)).toBe(0);
    await ana.presses(asked.message!, 'Cancel');
    expect(await store.inbox.countOpen(`discord:${guild.id}`)).toBe(0);
    expect(asked.message && textOf(asked.message)).toBe('Nothing was sent.');
    const again = await ana.presses(general.botMessages[0]!, 'Ask the moderators');
    await ana.presses(again.message!, 'Send, and tell me here');
    expect(again.message && textOf(again.message)).toMatch(/^Handed over/);
    const [item] = await store.inbox.open(`discord:${guild.id}`, 10);
    expect(item).toMatchObject({ text: expect.stringContaining(UNKNOWN) });
    expect(JSON.parse(item?.replyTo ?? '')).toEqual({
      where: 'channel',
      channel: general.id,
      person: ana.id,
      community: guild.id,
    });
  });

  it('says when it no longer has the text', async () => {
    const { general, ana, at, settled, clock } = await start();
    ana.says(general, `${at} ${UNKNOWN}`);
    await settled();
    clock.now = new Date(clock.now.getTime() + 2 * 60 * 60 * 1000);
    const asked = await ana.presses(general.botMessages[0]!, 'Ask the moderators');
    expect(asked.message && textOf(asked.message)).toContain('Please ask it again.');
    expect(asked.message?.onlyFor?.name).toBe('Ana');
  });
});

describe('the messenger', () => {
  const news: Answer = {
    kind: 'notice',
    lang: 'en',
    headline: '',
    lead: [{ text: 'Your question was answered: @everyone ' }],
    sections: [],
    actions: [],
  };

  it('tells a person directly, or in the channel with a ping for that person alone', async () => {
    const opened = await start();
    const { general, ana } = opened;
    const messenger = opened.messenger();
    const target = { channel: general.id, person: ana.id };
    expect(await messenger.tell({ ...target, where: 'direct' }, news, once('news-1'))).toBe('delivered');
    expect(await messenger.tell({ ...target, where: 'channel' }, news, once('news-2'))).toBe('delivered');
    expect(ana.dm().botMessages).toHaveLength(1);
    expect(general.botMessages[0]?.pinged).toEqual([ana.mention]);
    expect(await messenger.tell({ channel: general.id, where: 'channel' }, news, once('news-3'))).toBe('delivered');
    expect(general.botMessages[1]?.pinged).toEqual([]);
  });

  it('says the same word to the same person once, also when told again after a cut connection', async () => {
    const opened = await start();
    const { general, ana, emulator } = opened;
    const messenger = opened.messenger();
    emulator.faults.reset({ method: 'POST', path: /\/messages$/, done: true });
    await messenger.tell({ channel: general.id, person: ana.id, where: 'channel' }, news, once('news-4'));
    expect(general.botMessages).toHaveLength(1);
  });

  it('tells once although the process died between sending and noting it', async () => {
    const dying = createDyingStore();
    const discordTime = manualClock();
    const { general, ana, bot, store, clock } = await start({ wrap: dying.wrap, emulator: { clock: discordTime } });
    const target = { channel: general.id, person: ana.id, where: 'direct' } as const;
    await store.jobs.add([tellJob('told-1', 'discord', target, news, undefined)]);
    dying.dieBeforeNoting();
    await expect(bot.work()).rejects.toThrow('gone');
    expect(ana.dm().botMessages).toHaveLength(1);
    clock.now = new Date(clock.now.getTime() + 121_000);
    discordTime.advance(121_000);
    expect(await bot.work()).toBe(1);
    expect(ana.dm().botMessages).toHaveLength(1);
    expect(await store.jobs.counts()).toEqual({ waiting: 0, failed: 0 });
    await store.jobs.add([tellJob('told-2', 'discord', target, news, undefined)]);
    await bot.work();
    expect(ana.dm().botMessages).toHaveLength(2);
  });

  it('gives up for good where nobody can be reached, and for now where Discord does not answer', async () => {
    const opened = await start();
    const { general, ana, ben, emulator } = opened;
    const messenger = opened.messenger();
    ana.setDms(false);
    expect(await messenger.tell({ channel: general.id, person: ana.id, where: 'direct' }, news, once('news-5'))).toBe(
      'gone',
    );
    emulator.faults.fail({ status: 503, times: 100 });
    await expect(
      messenger.tell({ channel: general.id, person: ben.id, where: 'channel' }, news, once('news-6')),
    ).rejects.toThrow();
    emulator.faults.clear();
    general.remove();
    expect(await messenger.tell({ channel: general.id, where: 'channel' }, news, once('news-7'))).toBe('gone');
  });

  it('puts a corrected answer in the place of an earlier one', async () => {
    const opened = await start();
    const { general, ana, at, settled, store } = opened;
    ana.says(general, `${at} ${CHEESE}`);
    await settled();
    const [posted] = await store.posted.outdated('moon-cheese', 99, 5);
    const messenger = opened.messenger();
    expect(await messenger.edit(posted?.address ?? '', news)).toBe('delivered');
    const [message] = general.botMessages;
    expect(message && textOf(message)).toContain('Your question was answered');
    expect(message?.payload.embeds).toEqual([]);
    ana.deletes(message!);
    expect(await messenger.edit(posted?.address ?? '', news)).toBe('gone');
    expect(await messenger.edit('nonsense', news)).toBe('gone');
  });
});
