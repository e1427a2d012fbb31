import { describe, expect, it } from '@jest/globals';
import { textOf } from '../../emulators/discord/discord-emulator.ts';
import { firstLineOf, rumoursForTests } from './open-discord.ts';

const start = rumoursForTests();

const FALSE = '❌ False · legend';
const CHEESE = 'The Moon is made of green cheese, they say';
const NOTHING = 'Not in our list yet. That does not mean it is true.';

describe('a mention with words', () => {
  it('is answered in a reply: the verdict first, then the fact, the claim, the origin, the sources', async () => {
    const { general, ana, at, emulator, settled } = await start();
    ana.says(general, `${at} is the moon made of green cheese?`);
    await settled();
    expect(emulator.screen(general)).toMatchInlineSnapshot(`
"Ana
  @Is This True? is the moon made of green cheese?
Is This True? [APP]
  ↪ Ana: @Is This True? is the moon made of green cheese?
  │ ❌ False · legend
  │ The Moon is made of rock.
  │ The claim as reviewed:
  │   > The Moon is made of green cheese.
  │ Where it comes from:
  │   A proverb.
  │ Sources:
  │   Example Observatory: [What the Moon is made of](https://example.org/moon) (reference work)
  │ Reviewed on 29 February 2024 · high confidence
  [Sources and timeline] [Helpful] [Not this claim] [Ask the moderators]"
`);
    expect(general.botMessages[0]?.pinged).toEqual([]);
  });

  it('is answered in its own language', async () => {
    const { general, ana, at, emulator, settled } = await start();
    ana.says(general, `${at} la Lune est faite de fromage vert, c’est vrai ?`);
    await settled();
    expect(emulator.screen(general)).toContain('❌ Faux');
  });

  it('gets one line where nothing is known', async () => {
    const { general, ana, at, settled } = await start();
    ana.says(general, `${at} penguins invented the zip fastener in Belgium`);
    await settled();
    const [message] = general.botMessages;
    expect(message && textOf(message)).toBe('Not in our list yet. That does not mean it is true.');
    expect(message?.payload.embeds).toEqual([]);
  });
});

describe('a mention in a reply', () => {
  it.each([
    ['is this true?', 'with the question'],
    ['', 'with nothing but the mention'],
  ])('checks the message replied to: “%s” (%s)', async (words) => {
    const { general, ana, ben, at, settled } = await start();
    const rumour = ben.says(general, CHEESE);
    ana.says(general, `${at} ${words}`, { replyTo: rumour });
    await settled();
    expect(general.botMessages.map(firstLineOf)).toEqual([FALSE]);
    expect(general.botMessages[0]?.pinged).toEqual([]);
  });

  it('reads embeds, what pictures are described as, and a quotation', async () => {
    const { general, ana, ben, at, settled } = await start();
    const carriers = [
      ben.says(general, '', { embeds: [{ title: 'News', description: CHEESE }] }),
      ben.says(general, '', { attachments: [{ id: '1', filename: 'a.png', description: CHEESE }] }),
      ben.says(general, `look at that\n> ${CHEESE}`),
    ];
    const channels = [general];
    for (const carrier of carriers) ana.says(channels[0]!, `${at} true?`, { replyTo: carrier });
    await settled();
    // The second and third answer are the same claim within minutes: they link to the first.
    expect(general.botMessages.map((message) => firstLineOf(message).includes('❌ False'))).toEqual([true, true, true]);
  });

  it('reads a forwarded message, in the question itself too', async () => {
    const { guild, general, ana, ben, at, settled } = await start();
    const rumour = ben.says(guild.channel('elsewhere'), CHEESE);
    const forwarded = ben.says(general, '', { forward: rumour });
    ana.says(general, `${at}`, { replyTo: forwarded });
    await settled();
    expect(general.botMessages.map(firstLineOf)).toEqual([FALSE]);
    const dm = ana.dm();
    ana.says(dm, '', { forward: rumour });
    await settled();
    expect(dm.botMessages.map(firstLineOf)).toEqual([FALSE]);
  });

  it('knows a claim by its link alone', async () => {
    const { general, ana, ben, at, settled } = await start();
    ana.says(general, `${at} ?`, { replyTo: ben.says(general, 'https://example.org/moon') });
    await settled();
    expect(general.botMessages.map(firstLineOf)).toEqual([FALSE]);
  });

  it('fetches the message where Discord did not send it along', async () => {
    const { general, ana, ben, at, settled, emulator, discord: opened } = await start();
    const rumour = ben.says(general, CHEESE);
    const { channel_id, id } = rumour.payload;
    const extra = { type: 19, message_reference: { channel_id, message_id: id } };
    ana.says(general, `${at} is this true?`, { extra });
    await settled();
    expect(
      emulator.requests.filter(({ method, path }) => method === 'GET' && path.endsWith(`/${rumour.id}`)),
    ).toHaveLength(1);
    expect(general.botMessages.map(firstLineOf)).toEqual([FALSE]);
    expect(opened.log().filter((line) => line.startsWith('error'))).toEqual([]);
  });

  it('says so where the message is gone, and where it may not be read, and points to the message menu', async () => {
    const { general, ana, ben, at, settled } = await start({ emulator: { messageContent: false } });
    const gone = ben.says(general, CHEESE);
    ben.deletes(gone);
    ana.says(general, `${at} is this true?`, { replyTo: gone });
    ana.says(general, `${at} is this true?`, { replyTo: ben.says(general, CHEESE) });
    await settled();
    const [deleted, veiled] = general.botMessages.map(firstLineOf);
    expect(deleted).toContain('That message is gone.');
    expect(veiled).toContain('Apps ▸ “Is this true?”');
  });

  it('is no question where a reply to the bot only pings it', async () => {
    const { general, ana, at, settled } = await start();
    ana.says(general, `${at} is the moon made of green cheese?`);
    await settled();
    ana.says(general, 'oh, thanks', { replyTo: general.botMessages[0]! });
    await settled();
    expect(general.botMessages).toHaveLength(1);
  });
});

describe('where one asks', () => {
  it('explains itself in a line when mentioned with nothing', async () => {
    const { general, ana, at, settled } = await start();
    ana.says(general, at);
    await settled();
    expect(general.botMessages.map(firstLineOf)).toEqual([
      'Mention me with a claim, or in a reply to a message: “is this true?”',
    ]);
  });

  it('answers the mention of its own role, which people pick by mistake', async () => {
    const { general, guild, ana, settled, emulator } = await start();
    const role = guild.role('Is This True?', [], { botId: emulator.bot.id });
    await settled();
    ana.says(general, `<@&${role.id}> ${CHEESE}`);
    await settled();
    expect(general.botMessages.map(firstLineOf)).toEqual([FALSE]);
  });

  it('answers in threads and in direct messages, where no mention is needed', async () => {
    const { general, ana, at, settled } = await start();
    const thread = general.thread('rumours');
    ana.says(thread, `${at} ${CHEESE}`);
    ana.says(ana.dm(), CHEESE);
    await settled();
    expect(thread.botMessages.map(firstLineOf)).toEqual([FALSE]);
    expect(ana.dm().botMessages.map(firstLineOf)).toEqual([FALSE]);
  });

  it('says nothing to bots, webhooks, people who do not ask, and system messages', async () => {
    const { general, ana, at, settled, emulator } = await start();
    emulator.person('Another bot', { bot: true }).says(general, `${at} ${CHEESE}`);
    general.webhookSays(`${at} ${CHEESE}`);
    ana.says(general, CHEESE);
    ana.says(general, `${at} ${CHEESE}`, { extra: { type: 6 } });
    await settled();
    expect(general.botMessages).toEqual([]);
  });
});

describe('the message command', () => {
  it('answers privately, in the person’s language, with a button that shares the answer with all', async () => {
    const { general, ana, ben, settled, emulator, store } = await start();
    const rumour = ana.says(general, CHEESE);
    const used = await ben.usesOn('Est-ce vrai ?', rumour);
    expect(firstLineOf(used.message)).toBe('❌ Faux · légende');
    expect(used.message?.onlyFor?.name).toBe('Ben');
    expect(general.botMessages).toEqual([]);
    await ben.presses(used.message!, 'Partager');
    await settled();
    const [shared] = general.botMessages;
    expect(emulator.screen(general)).toContain('-# Partagé par @Ben');
    expect(shared?.pinged).toEqual([]);
    const [posted] = await store.posted.outdated('moon-cheese', 99, 5);
    expect(posted).toMatchObject({ address: `${general.id}/${shared?.id}`, lang: 'fr', entryId: 'moon-cheese' });
  });

  it('reads the message without the Message Content intent', async () => {
    const { general, ana, ben } = await start({ emulator: { messageContent: false } });
    const used = await ana.usesOn('Is this true?', ben.says(general, CHEESE));
    expect(firstLineOf(used.message)).toBe(FALSE);
  });

  it('shares in what the nearest claim differs, too', async () => {
    const { general, ana, ben, settled, emulator } = await start();
    const used = await ana.usesOn('Is this true?', ben.says(general, 'The Sun is made of green cheese'));
    await ana.presses(used.message!, 'Share');
    await settled();
    expect(general.botMessages.map(firstLineOf)).toEqual(['⚠️ Not quite the claim that was reviewed']);
    const screen = emulator.screen(general);
    expect(screen).toMatch(/the reviewed claim says “moon”, you wrote “sun”/i);
    expect(screen).toContain('-# Shared by @Ana');
  });

  it('stays private when a candidate is chosen below it, and can be shared then', async () => {
    const { general, ana, ben } = await start();
    const used = await ana.usesOn('Is this true?', ben.says(general, 'moon cheese'));
    await ana.chooses(used.message!, 'The Moon is made of green cheese.');
    expect(firstLineOf(used.message)).toBe(FALSE);
    await ana.presses(used.message!, 'Share');
    expect(general.botMessages.map(firstLineOf)).toEqual([FALSE]);
  });
});

describe('/check', () => {
  it('answers in public, in the language of the person’s Discord', async () => {
    const { general, ben } = await start();
    const ran = await ben.runs('/check', { text: CHEESE }, { in: general });
    expect(firstLineOf(ran.message)).toBe('❌ Faux · légende');
    expect(ran.message?.onlyFor).toBeUndefined();
  });

  it('answers privately when asked to, or when the server is set so', async () => {
    const { general, guild, ana, ben, settled, emulator } = await start();
    const ran = await ana.runs('/check', { text: CHEESE, private: true }, { in: general });
    expect(ran.message?.onlyFor?.name).toBe('Ana');
    guild.join(ben, guild.role('Boss', ['ManageGuild']));
    await ben.runs('/settings', { answers: 'private' }, { in: general });
    const again = await ana.runs('/check', { text: CHEESE }, { in: general });
    expect(again.message?.onlyFor?.name).toBe('Ana');
    ana.says(general, `${emulator.botMention} ${CHEESE}`);
    await settled();
    expect(general.botMessages).toEqual([]);
    expect(ana.dm().botMessages.map(firstLineOf)).toEqual([FALSE]);
  });

  it('says in the channel what to do where a private answer cannot reach the person', async () => {
    const { general, guild, ana, ben, settled, at } = await start();
    guild.join(ben, guild.role('Boss', ['ManageGuild']));
    await ben.runs('/settings', { answers: 'private' }, { in: general });
    ana.setDms(false);
    ana.says(general, `${at} ${CHEESE}`);
    await settled();
    expect(general.botMessages.map(firstLineOf)).toEqual([expect.stringContaining('Ask me with /check')]);
  });

  it('works in direct messages, and where only the person installed it', async () => {
    const { emulator, ana } = await start();
    const strange = emulator.guild({ name: 'Elsewhere', bot: false }).channel('lounge');
    const between = emulator.privateChannel('Ana and Ben');
    for (const where of [ana.dm(), strange, between]) {
      const ran = await ana.runs('/check', { text: CHEESE }, { in: where });
      expect(firstLineOf(ran.message)).toBe(FALSE);
      const details = await ana.presses(ran.message!, 'Sources and timeline');
      expect(details.message?.onlyFor?.name).toBe('Ana');
    }
  });
});

describe('below an answer', () => {
  it('sources and timeline are shown privately', async () => {
    const { general, ana, ben, at, settled, emulator } = await start();
    ana.says(general, `${at} ${CHEESE}`);
    await settled();
    await ben.presses(general.botMessages[0]!, 'Sources and timeline');
    expect(general.botMessages).toHaveLength(1);
    expect(emulator.screen(general, ben)).toContain('Notre degré de certitude');
    expect(emulator.screen(general, ana)).not.toContain('Notre degré de certitude');
  });

  it('a menu offers the candidates; the one chosen takes its place, and is known as the answer to the question', async () => {
    const { general, ana, at, settled, store } = await start();
    const question = ana.says(general, `${at} moon cheese?`);
    await settled();
    const [message] = general.botMessages;
    expect(firstLineOf(message)).toBe('🤔 Did you mean this?');
    await ana.chooses(message!, 'The Moon is made of green cheese.');
    await settled();
    expect(general.botMessages.map(firstLineOf)).toEqual([FALSE]);
    expect(message?.payload.content).toBe('');
    expect(await store.posted.toQuestion('discord', question.id)).toMatchObject([{ entryId: 'moon-cheese' }]);
  });

  it('none of the candidates is an answer too', async () => {
    const { general, ana, at, settled } = await start();
    ana.says(general, `${at} moon cheese?`);
    await settled();
    await ana.chooses(general.botMessages[0]!, 'None of these');
    await settled();
    expect(general.botMessages.map(firstLineOf)).toEqual([NOTHING]);
    expect(general.botMessages[0]?.payload.embeds).toEqual([]);
  });

  it('tells in what the nearest claim differs', async () => {
    const { general, ana, at, settled, emulator } = await start();
    ana.says(general, `${at} The Sun is made of green cheese`);
    await settled();
    expect(firstLineOf(general.botMessages[0])).toBe('⚠️ Not quite the claim that was reviewed');
    expect(emulator.screen(general)).toMatch(/the reviewed claim says “moon”, you wrote “sun”/i);
  });
});
