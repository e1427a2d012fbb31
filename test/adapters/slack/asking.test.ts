// Can people ask in Slack in every way there is, and does the answer come where it should?

import { afterEach, describe, expect, it } from '@jest/globals';
import { sampleEntry } from '../../store/sample-entry.ts';
import { MODES, openSlack, type TestSlack } from './open-slack.ts';

const QUESTION = 'is it true that the moon is made of green cheese?';
const UNKNOWN = 'is it true that the mayor owns forty-two purple elephants?';

describe.each(MODES)('asking in Slack, over %s', (mode) => {
  let slack: TestSlack;
  const open = async (...options: Parameters<typeof openSlack> extends [unknown, ...infer Rest] ? Rest : never) => {
    slack = await openSlack(mode, ...options);
    const { workspace } = slack;
    const ada = workspace.user('Ada', { locale: 'en-US' });
    const ben = workspace.user('Ben', { locale: 'fr-FR' });
    return { ...slack, ada, ben, general: workspace.channel('general') };
  };
  afterEach(async () => {
    expect(slack.emulator.complaints).toEqual([]);
    await slack.close();
  });

  it('/istrue TEXT is answered in private and shared in the channel on request', async () => {
    const { ada, ben, general } = await open();
    const asked = await ada.runs('/istrue', QUESTION, general);
    expect(asked.ack).toMatchObject({ ok: true });
    expect(asked.posted).toEqual([]);
    expect(ada.sees(general)).toContain('# ❌ False · legend');
    expect(ada.sees(general)).toContain('[Share in channel] [Sources and timeline]');
    expect(ben.sees(general)).toBe('');
    const shared = await ada.presses('Share in channel', asked.ephemeral[0]!);
    expect(shared.deleted).toEqual([asked.ephemeral[0]]);
    expect(ben.sees(general)).toContain('# ❌ False · legend');
    expect(ben.sees(general)).toContain('Shared by Ada');
    expect(ben.sees(general)).not.toContain('[Share in channel]');
  });

  it('bare /istrue shows help', async () => {
    const { ada, general } = await open();
    const { ephemeral } = await ada.runs('/istrue', '  ', general);
    expect(ephemeral).toHaveLength(1);
    expect(ada.sees(general)).toContain('Commands');
  });

  it('a mention with text is answered in its thread, once although it comes twice', async () => {
    const { emulator, ada, general, test } = await open();
    emulator.deliveries.doubleNext();
    const { said, posted } = await ada.mentions(general, QUESTION);
    expect(posted).toHaveLength(1);
    expect(posted[0]).toMatchObject({ threadTs: said!.ts });
    expect(ada.sees(general)).toContain('The Moon is made of rock.');
    const kept = await test.bot.answersTo('slack', `${slack.workspace.id}/${general}/${said!.ts}`);
    expect(kept).toHaveLength(1);
  });

  it('“is this true?” in a thread checks the message that began it', async () => {
    const { ada, ben, general } = await open();
    const { said } = await ben.says(general, 'The moon is made of green cheese, says my uncle');
    await ada.says(general, 'Oh come on', { thread: said! });
    const { posted } = await ada.mentions(general, 'is this true?', { thread: said! });
    expect(posted).toMatchObject([{ threadTs: said!.ts, text: expect.stringContaining('❌ False') }]);
  });

  it('“is the one above true?” in a thread checks the message right above', async () => {
    const { ada, ben, general } = await open();
    const { said } = await ben.says(general, 'Anything new today?');
    await ben.says(general, 'The moon is made of green cheese', { thread: said! });
    const { posted } = await ada.mentions(general, 'is the message above true?', { thread: said! });
    expect(posted).toMatchObject([{ text: expect.stringContaining('❌ False') }]);
  });

  it('a mention with words of its own in a thread is about these words', async () => {
    const { ada, ben, general } = await open();
    const { said } = await ben.says(general, 'The moon is made of green cheese');
    const { posted } = await ada.mentions(general, UNKNOWN, { thread: said! });
    expect(posted).toMatchObject([{ text: expect.stringContaining('Not in our list yet') }]);
  });

  it('“is this true?” outside of a thread checks the message above', async () => {
    const { ada, ben, general } = await open();
    await ben.says(general, 'The moon is made of green cheese');
    const { said, posted } = await ada.mentions(general, 'is this true?');
    expect(posted).toMatchObject([{ threadTs: said!.ts, text: expect.stringContaining('❌ False') }]);
  });

  it('a direct message is a question, answered beside it', async () => {
    const { ben } = await open();
    const { posted } = await ben.sendsDm('la lune est faite de fromage vert ?');
    expect(posted).toHaveLength(1);
    expect(posted[0]?.threadTs).toBeUndefined();
    expect(ben.sees(ben.dm)).toContain('# ❌ Faux · légende');
  });

  it('a forwarded message in a direct message is checked', async () => {
    const { ada, ben, general } = await open();
    const { said } = await ben.says(general, 'The moon is made of green cheese');
    await ada.forwards(said!, ada.dm, 'is this true?');
    expect(ada.sees(ada.dm)).toContain('# ❌ False · legend');
  });

  it('the message menu checks a message and shares the answer in its thread', async () => {
    const { ada, ben, general } = await open();
    const { said } = await ben.says(general, 'The moon is made of green cheese');
    const asked = await ada.usesShortcut('check_message', said!);
    expect(asked.posted).toEqual([]);
    expect(asked.ephemeral).toHaveLength(1);
    const shared = await ada.presses('Share in thread', asked.ephemeral[0]!);
    expect(shared.posted).toMatchObject([{ threadTs: said!.ts }]);
    expect(ben.sees(general)).toContain('↳ Is This True? APP: # ❌ False · legend');
  });

  it('in what the nearest claim differs can be shared, in the channel and in a thread', async () => {
    const { ada, ben, general } = await open();
    const asked = await ada.runs('/istrue', 'the Sun is made of green cheese', general);
    await ada.presses('Share in channel', asked.ephemeral[0]!);
    expect(ben.sees(general)).toContain('Not quite the claim that was reviewed');
    expect(ben.sees(general)).toContain('Shared by Ada');
    const { said } = await ben.says(general, 'The Sun is made of green cheese');
    const used = await ada.usesShortcut('check_message', said!);
    const shared = await ada.presses('Share in thread', used.ephemeral[0]!);
    expect(shared.posted).toMatchObject([{ threadTs: said!.ts, text: expect.stringMatching(/“sun”/i) }]);
  });

  it('in what the nearest claim differs is no longer shared once the question is forgotten', async () => {
    const { ada, ben, general, test } = await open();
    const asked = await ada.runs('/istrue', 'the Sun is made of green cheese', general);
    test.clock.now = new Date(test.clock.now.getTime() + 2 * 60 * 60 * 1000);
    await ada.presses('Share in channel', asked.ephemeral[0]!);
    expect(ben.sees(general)).toBe('');
    expect(ada.sees(general)).toContain('Please ask it again');
  });

  it('the answer is in the person’s language', async () => {
    const { ben, general } = await open();
    await ben.runs('/istrue', 'is the moon made of green cheese?', general);
    expect(ben.sees(general)).toContain('La Lune est faite de roche.');
    expect(ben.sees(general)).toContain('[Partager dans le canal]');
  });

  it('candidates below a mention are offered to all; the choice takes their place', async () => {
    const { ada, ben, general, test } = await open({
      entries: [
        sampleEntry(),
        sampleEntry({
          id: 'moon-landing',
          claim: { en: 'The moon landing was filmed in a studio.' },
          wordings: { en: ['moon landing fake'] },
        }),
      ],
    });
    const { posted } = await ada.mentions(general, 'is the moon made of something green?');
    expect([posted.length, test.logged.filter(({ level }) => level !== 'info')]).toEqual([1, []]);
    const chosen = await ben.chooses('choose', 'The Moon is made of green cheese.', posted[0]!);
    expect(chosen.edited).toEqual([posted[0]]);
    expect(posted[0]!.text).toContain('❌');
  });

  it('several candidates are offered in a menu; choosing one answers in the same place', async () => {
    const { ada, general } = await open({
      entries: [
        sampleEntry(),
        sampleEntry({
          id: 'moon-landing',
          claim: { en: 'The moon landing was filmed in a studio.' },
          wordings: { en: ['moon landing fake'] },
        }),
      ],
    });
    const asked = await ada.runs('/istrue', 'is the moon made of something green?', general);
    expect(ada.sees(general)).toContain('Did you mean');
    const chosen = await ada.chooses('choose', 'The Moon is made of green cheese.', asked.ephemeral[0]!);
    expect(chosen.posted).toEqual([]);
    expect(chosen.edited).toEqual([asked.ephemeral[0]]);
    expect(ada.sees(general)).toContain('# ❌ False · legend');
    const shared = await ada.presses('Share in channel', asked.ephemeral[0]!);
    expect(shared.posted).toHaveLength(1);
  });
});
