import { describe, expect, it } from '@jest/globals';
import { textOf } from '../../emulators/discord/discord-emulator.ts';
import { firstLineOf, rumoursForTests } from './open-discord.ts';
import { slowly } from './slow-store.ts';

const start = rumoursForTests();

const FALSE = '❌ False · legend';
const CHEESE = 'The Moon is made of green cheese, they say';
const FACE = 'a giant face is carved on Mars';

describe('quiet in a crowd', () => {
  it('links to the answer where the same claim was answered in the channel a moment ago', async () => {
    const { general, ana, ben, at, settled } = await start();
    ana.says(general, `${at} ${CHEESE}`);
    await settled();
    ben.says(general, `${at} ${CHEESE}`);
    await settled();
    const [first, second] = general.botMessages;
    expect(second && textOf(second)).toContain(`/${general.id}/${first?.id}`);
    expect(second?.payload.embeds).toEqual([]);
  });

  it('refuses haste in a direct message, once, and stays silent then', async () => {
    const { general, ana, at, settled } = await start();
    for (let i = 0; i < 10; i += 1) ana.says(general, `${at} penguins invented zip fastener number ${i} in Belgium`);
    await settled();
    expect(general.botMessages).toHaveLength(6);
    expect(ana.dm().botMessages.map(firstLineOf)).toEqual([
      expect.stringContaining('One moment: you can ask again in'),
    ]);
  });

  it('answers only in the channels that are set, in their threads too, and privately anywhere', async () => {
    const { general, guild, ana, ben, at, settled } = await start();
    guild.join(ben, guild.role('Boss', ['ManageGuild']));
    const other = guild.channel('other');
    await settled();
    await ben.runs('/settings', { channel: general }, { in: general });
    ana.says(other, `${at} ${CHEESE}`);
    ana.says(general.thread('a thread'), `${at} ${FACE}`);
    await settled();
    expect(other.botMessages).toEqual([]);
    expect(ana.dm().botMessages.map(firstLineOf)).toEqual([expect.stringContaining('I do not answer in this channel')]);
    const refused = await ana.runs('/check', { text: CHEESE }, { in: other });
    expect(refused.message && textOf(refused.message)).toContain('I do not answer in this channel');
    expect(refused.message?.onlyFor?.name).toBe('Ana');
    const allowed = await ana.runs('/check', { text: CHEESE, private: true }, { in: other });
    expect(firstLineOf(allowed.message)).toBe(FALSE);
    const shared = await ana.presses(allowed.message!, 'Share');
    expect(shared.message && textOf(shared.message)).toContain('I do not answer in this channel');
    expect(other.botMessages).toEqual([]);
  });

  it('shows that it is typing only when the answer takes long', async () => {
    const slow = slowly('inquiries');
    const { general, ana, at, settled, emulator } = await start({
      wrap: slow.wrap,
      adapter: { pace: { typingAfter: 1 } },
    });
    ana.says(general, `${at} ${CHEESE}`);
    await emulator.until(() => emulator.typing.length === 1, 'the typing indicator');
    slow.release();
    await settled();
    expect(general.botMessages.map(firstLineOf)).toEqual([FALSE]);
  });
});

describe('a question that is deleted', () => {
  it.each([['alone'], ['with others']])('takes its answer along (%s)', async (how) => {
    const { general, ana, at, settled, store } = await start();
    const question = ana.says(general, `${at} ${CHEESE}`);
    const hint = ana.says(general, at);
    await settled();
    expect(general.botMessages).toHaveLength(2);
    if (how === 'alone') for (const message of [question, hint]) ana.deletes(message);
    else general.purge([question, hint]);
    await settled();
    expect(general.botMessages).toEqual([]);
    expect(await store.posted.toQuestion('discord', question.id)).toEqual([]);
  });

  it('is not answered where it went before the answer came', async () => {
    const slow = slowly('inquiries');
    const { general, ana, at, settled } = await start({ wrap: slow.wrap });
    const question = ana.says(general, `${at} ${CHEESE}`);
    await slow.reached;
    ana.deletes(question);
    slow.release();
    await settled();
    expect(general.botMessages).toEqual([]);
  });

  it('loses an answer that was being posted at that moment', async () => {
    const { general, ana, at, settled, emulator } = await start();
    const release = emulator.faults.hold({ method: 'POST', path: /\/messages$/ });
    const question = ana.says(general, `${at} ${CHEESE}`);
    await emulator.until(() => emulator.requests.some(({ path }) => path.endsWith('/messages')), 'the post');
    ana.deletes(question);
    release();
    await settled();
    expect(general.botMessages).toEqual([]);
  });
});

describe('a question that is edited', () => {
  it('has its answer updated in place', async () => {
    const { general, ana, at, settled, store } = await start();
    const question = ana.says(general, `${at} ${CHEESE}`);
    await settled();
    ana.edits(question, `${at} ${FACE}`);
    await settled();
    expect(general.botMessages).toHaveLength(1);
    expect(JSON.stringify(general.botMessages[0]?.payload.embeds)).toContain('giant face');
    expect(await store.posted.toQuestion('discord', question.id)).toMatchObject([{ entryId: 'mars-face' }]);
  });

  it('replaces a word on how to ask by the answer, and an answer by that word', async () => {
    const { general, ana, at, settled } = await start();
    const question = ana.says(general, at);
    await settled();
    ana.edits(question, `${at} ${CHEESE}`);
    await settled();
    expect(general.botMessages.map(firstLineOf)).toEqual([FALSE]);
    ana.edits(question, at);
    await settled();
    expect(general.botMessages.map(firstLineOf)).toEqual([expect.stringContaining('Mention me with a claim')]);
  });

  it('loses its answer where it no longer asks the bot, and becomes one where it now does', async () => {
    const { general, ana, at, settled } = await start();
    const question = ana.says(general, `${at} ${CHEESE}`);
    const remark = ana.says(general, FACE);
    await settled();
    ana.edits(question, CHEESE);
    ana.edits(remark, `${at} ${FACE}`);
    await settled();
    expect(general.botMessages).toHaveLength(1);
    expect(JSON.stringify(general.botMessages[0]?.payload.embeds)).toContain('giant face');
  });

  it('is not edited by a link preview that Discord adds', async () => {
    const { general, ana, at, settled, emulator } = await start();
    const question = ana.says(general, `${at} https://example.org/moon`);
    await settled();
    const before = emulator.requests.length;
    ana.unfurls(question, [{ title: 'The Moon', url: 'https://example.org/moon' }]);
    await settled();
    expect(emulator.requests).toHaveLength(before);
    expect(general.botMessages.map(firstLineOf)).toEqual([FALSE]);
  });
});
