// Is nobody told that something was saved or checked while the disk is full, and does all go on when it is not?

import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openSmallDisk } from '../../small-disk.ts';
import { sampleEntry } from '../../store/sample-entry.ts';
import { badgers, Hands } from '../moderation/hands.ts';
import { openTestBot, type TestBot } from '../open-test-bot.ts';

const disk = openSmallDisk();
const name = disk === undefined ? 'a full disk (left out: no file system may be mounted here)' : 'a full disk';

(disk === undefined ? describe.skip : describe)(name, () => {
  let test: TestBot;
  let moderator: Hands;
  let asker: Hands;
  beforeEach(async () => {
    test = await openTestBot([sampleEntry()], undefined, { within: disk?.folder ?? '' });
    await test.store.settings.set('discord:server', { moderators: ['moderator'] });
    moderator = new Hands(test, { id: 'moderator' });
    asker = new Hands(test, { id: 'asker' });
  });
  afterEach(async () => {
    disk?.makeRoom();
    await test.close();
  });
  afterAll(() => disk?.remove());

  const lastCause = () => {
    const line = test.logged.findLast(({ level }) => level === 'error');
    return String(line?.facts.error);
  };

  it('tells askers "I could not check", and answers them when there is room again', async () => {
    disk?.fill();
    await asker.ask('is the moon really made of green cheese?');
    expect(asker.reply).toMatchObject({
      visibility: 'private',
      answer: { kind: 'problem', headline: '🔧 I could not check' },
    });
    expect(lastCause()).toContain('database or disk is full');
    disk?.makeRoom();
    await asker.ask('is the moon really made of green cheese?');
    expect(asker.answer).toMatchObject({ kind: 'answer', verdict: 'false' });
  });

  it('gives a moderator back all that was typed, and takes it when it is sent again', async () => {
    await moderator.call('add');
    const form = moderator.form;
    disk?.fill();
    await moderator.fill(badgers);
    expect(moderator.answer).toMatchObject({ kind: 'problem', headline: '🔧 I could not save that' });
    for (const typed of Object.values(badgers)) expect(moderator.words).toContain(typed);
    expect(await test.store.drafts.list('discord:server', 10)).toEqual([]);
    disk?.makeRoom();
    moderator.last = form;
    await moderator.fill(badgers);
    expect(moderator.words).toContain('Preview, not published yet');
  });

  it('publishes nothing, and keeps the draft', async () => {
    await moderator.call('add');
    await moderator.fill(badgers);
    const preview = moderator.reply;
    disk?.fill();
    await moderator.press('Publish');
    expect(moderator.answer.kind).toBe('problem');
    expect(test.bot.size).toBe(1);
    disk?.makeRoom();
    expect((await test.store.drafts.list('discord:server', 10))[0]).toMatchObject({ fields: { claim: badgers.claim } });
    moderator.last = preview;
    await moderator.press('Publish');
    expect(moderator.words).toContain('Published');
    expect(test.bot.size).toBe(2);
  });

  it('keeps what an asker wants to hand over', async () => {
    await asker.ask('Is it true that the mayor keeps seventeen tame badgers in his cellar?');
    await asker.press('Ask the moderators');
    const consent = asker.reply;
    disk?.fill();
    await asker.press('Send, and tell me privately');
    expect(asker.answer.kind).toBe('problem');
    disk?.makeRoom();
    asker.last = consent;
    await asker.press('Send, and tell me privately');
    expect(asker.words).toContain('Handed over');
    expect(await test.store.inbox.open('discord:server', 10)).toHaveLength(1);
  });
});
