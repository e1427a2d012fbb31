import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Entry } from '../../src/entry/entry-schema.ts';
import type { Store } from '../../src/store/store.ts';
import { StoreError } from '../../src/store/store-error.ts';
import { sampleEntry } from '../store/sample-entry.ts';
import { openTestBot, someone, type TestBot, wordsOf } from './open-test-bot.ts';

const wall: Entry = sampleEntry({
  id: 'great-wall-from-the-moon',
  claim: {
    en: 'The Great Wall of China can be seen from the Moon with the naked eye.',
    fr: 'La Grande Muraille de Chine est visible à l’œil nu depuis la Lune.',
  },
  answer: {
    en: 'From the Moon no human building can be seen.',
    fr: 'Depuis la Lune, on ne voit aucune construction humaine.',
  },
  wordings: {
    en: ['you can see the great wall of china from the moon'],
    fr: ['on voit la muraille de chine depuis la lune'],
  },
});
const cheese: Entry = sampleEntry({
  claim: { en: 'The Moon is made of green cheese.' },
  answer: { en: 'The Moon is made of rock.' },
  wordings: { en: ['the moon is a big ball of green cheese'] },
  notProven: { en: 'What it would taste like.' },
  updates: [{ date: '2025-05-06', note: { en: 'A new sample was looked at.' } }],
  sources: [1, 2, 3, 4, 5].map((n) => ({
    kind: 'reference' as const,
    publisher: `Observatory ${n}`,
    title: `Report ${n}`,
    url: `https://example.org/${n}`,
    date: '2018-02',
  })),
});

const wallQuestion = 'is it true that you can see the Great Wall of China from the moon with the naked eye?';

describe('the bot', () => {
  let test: TestBot;
  beforeEach(async () => {
    test = await openTestBot([wall, cheese]);
  });
  afterEach(() => test.close());

  describe('asked about a reviewed claim', () => {
    it('gives verdict, fact, claim as reviewed, origin and sources, in this order', async () => {
      const reply = await test.ask(wallQuestion);
      expect(reply).toMatchObject({
        visibility: 'public',
        shows: { entryId: wall.id, revision: 1 },
        answer: { kind: 'answer', verdict: 'false' },
      });
      expect(wordsOf(reply)).toBe(
        [
          '❌ False · legend',
          'From the Moon no human building can be seen.',
          'The claim as reviewed',
          'The Great Wall of China can be seen from the Moon with the naked eye.',
          'Where it comes from',
          'A proverb.',
          'Sources',
          'Example Observatory: What the Moon is made of (reference work)',
          'Reviewed on 29 February 2024 · high confidence',
        ].join('\n'),
      );
    });

    it('shows three sources and counts the others, what is not proven and the last update', async () => {
      const reply = await test.ask('is the moon really made of green cheese?');
      expect(wordsOf(reply)).toContain(
        'What is not proven\nWhat it would taste like.\nUpdated on 6 May 2025: A new sample was looked at.',
      );
      expect(reply?.answer.sections.find(({ key }) => key === 'sources')?.lines).toHaveLength(4);
      expect(wordsOf(reply)).toContain('Observatory 3: Report 3 (reference work, February 2018)\n2 more sources');
    });

    it.each([
      ['the person’s own language', wallQuestion, { locale: 'fr-CA' }, 'Faux'],
      [
        'the language of the text where the platform tells none',
        'On voit vraiment la Grande Muraille de Chine depuis la Lune ?',
        {},
        'Faux',
      ],
      ['English where nothing tells', wallQuestion, { locale: 'xx' }, 'False'],
    ])('answers in %s', async (_, text, changes, word) => {
      expect((await test.ask(text, changes))?.answer.headline).toContain(word);
    });

    it('answers in the language of the community where the platform tells none', async () => {
      await test.store.settings.set('discord:server', { language: 'fr' });
      expect((await test.ask(wallQuestion))?.answer.headline).toContain('Faux');
    });

    it('says so where the entry is not written in the asker’s language', async () => {
      const reply = await test.ask('is the moon really made of green cheese?', { locale: 'fr' });
      expect(reply?.answer.headline).toBe('❌ Faux · légende');
      expect(reply?.answer.footnote).toContain('Cette fiche n’existe qu’en anglais.');
    });
  });

  describe('asked about anything else', () => {
    it('says in one line that it is not in the list, and offers the moderators', async () => {
      const reply = await test.ask('Is it true that the mayor of our town keeps seventeen tame badgers in his cellar?');
      expect(wordsOf(reply)).toBe('Not in our list yet. That does not mean it is true.');
      expect(reply?.answer.actions.map(({ label }) => label)).toEqual(['Ask the moderators']);
    });

    it.each(['', '   ', '🙂🙂', '<@123456789012345678>', '\u200e\u200f', '?!'])(
      'says what it needs when there is nothing to check in %j',
      async (text) => {
        const reply = await test.ask(text);
        expect(reply?.visibility).toBe('private');
        expect(reply?.answer.kind).toBe('notice');
      },
    );

    it('reads 100,000 characters without losing its patience', async () => {
      expect((await test.ask('badgers in the cellar '.repeat(4546)))?.answer.kind).toBe('unreviewed');
    });
  });

  describe('asked about somebody’s message', () => {
    it('checks that message', async () => {
      const reply = await test.ask('is this true?', {
        subject: { text: 'Fun fact: you can see the Great Wall of China from the Moon with the naked eye!' },
      });
      expect(reply?.shows?.entryId).toBe(wall.id);
    });

    it('checks the asker’s own words first, where there are any', async () => {
      const reply = await test.ask('is the moon made of green cheese?', { subject: { text: wallQuestion } });
      expect(reply?.shows?.entryId).toBe(cheese.id);
    });

    it('checks the message whose menu the check was chosen from', async () => {
      const subject = { text: 'You can see the Great Wall of China from the Moon with the naked eye!' };
      const reply = await test.call('check', {}, { subject });
      expect(reply?.shows?.entryId).toBe(wall.id);
      expect(wordsOf(await test.call('check', {}, { subject: { text: '', unreadable: 'deleted' } }))).toContain('gone');
      expect(wordsOf(await test.call('check'))).toContain('needs “text”');
    });

    it.each([
      ['no-permission', 'Apps'],
      ['deleted', 'gone'],
    ] as const)('says what to do where the message is unreadable (%s)', async (unreadable, word) => {
      const reply = await test.ask('is this true?', { subject: { text: '', unreadable } });
      expect(reply?.visibility).toBe('private');
      expect(wordsOf(reply)).toContain(word);
    });
  });

  describe('below an answer', () => {
    const press = async (label: string, reply: Awaited<ReturnType<TestBot['ask']>>) => {
      const action = reply?.answer.actions.find((each) => each.label === label);
      if (!action) throw new Error(`no button "${label}"`);
      return test.call(action.call.command, { ...action.call.args });
    };

    it('shows all sources and the timeline to the one who asks for them', async () => {
      const reply = await press('Sources and timeline', await test.ask('is the moon really made of green cheese?'));
      expect(reply?.visibility).toBe('private');
      expect(wordsOf(reply)).toContain('Observatory 5: Report 5');
    });

    it('keeps "not this claim" once, with the features of the match', async () => {
      const reply = await test.ask(wallQuestion);
      expect(wordsOf(await press('Not this claim', reply))).toContain('thank you');
      expect(wordsOf(await press('Not this claim', reply))).toContain('already');
      const kept = await test.store.feedback.list('discord:server', 10);
      expect(kept).toMatchObject([{ entryId: wall.id, kind: 'not-this' }]);
      expect(Object.keys(kept[0]!.features).length).toBeGreaterThan(0);
    });

    it('keeps "helpful" once, in private; the last word of a person counts', async () => {
      const reply = await test.ask(wallQuestion);
      const said = await press('Helpful', reply);
      expect(said?.visibility).toBe('private');
      expect(wordsOf(said)).toContain('Thank you');
      expect(wordsOf(await press('Helpful', reply))).toContain('already');
      expect(await test.store.feedback.list('discord:server', 10)).toMatchObject([
        { entryId: wall.id, kind: 'helpful' },
      ]);
      await press('Not this claim', reply);
      expect(await test.store.feedback.list('discord:server', 10)).toMatchObject([{ kind: 'not-this' }]);
    });

    it('hands a question to the moderators only after its asker agreed, and stores nothing before', async () => {
      const rumour = 'Is it true that the mayor keeps seventeen tame badgers in his cellar?';
      const consent = await press('Ask the moderators', await test.ask(rumour));
      expect(wordsOf(consent)).toContain(rumour);
      expect(await test.store.inbox.countOpen('discord:server')).toBe(0);
      await press('Send, and tell me here', consent);
      expect(await test.store.inbox.open('discord:server', 10)).toMatchObject([{ text: rumour, lang: 'en' }]);
    });

    it('stores nothing when the asker cancels', async () => {
      const consent = await press(
        'Ask the moderators',
        await test.ask('Is it true that the mayor keeps tame badgers?'),
      );
      await press('Cancel', consent);
      expect(await test.store.inbox.countOpen('discord:server')).toBe(0);
    });

    it('says so when the text of the question is no longer kept', async () => {
      const reply = await test.ask('Is it true that the mayor keeps tame badgers?');
      test.clock.now = new Date(test.clock.now.getTime() + 61 * 60_000);
      expect(wordsOf(await press('Ask the moderators', reply))).toContain('ask it again');
    });
  });

  describe('privacy', () => {
    it('keeps of a question what was decided, and neither its text nor its asker', async () => {
      await test.ask('Is it true that the mayor keeps seventeen tame badgers in his cellar?');
      expect(await test.store.inquiries.countSince(new Date(0))).toMatchObject({ unreviewed: 1 });
      expect(JSON.stringify(test.logged)).not.toContain('badgers');
    });

    it('forgets a person on demand', async () => {
      await test.ask(wallQuestion);
      expect(wordsOf(await test.call('forget-me'))).toBe('Forgotten: 1 record of yours is deleted.');
      expect(await test.store.inquiries.countSince(new Date(0))).toMatchObject({ answer: 0 });
    });
  });

  describe('manners', () => {
    it('handles an event once, however often it comes', async () => {
      const event = { ...someone, eventId: '1' };
      expect(await test.ask(wallQuestion, event)).toBeDefined();
      const again = { ...event, kind: 'question', text: wallQuestion } as const;
      expect(await test.bot.handle(again)).toEqual({ kind: 'taken' });
      await test.bot.finished(event);
      expect(await test.bot.handle(again)).toBeUndefined();
      test.clock.now = new Date(test.clock.now.getTime() + 60 * 60_000);
      expect(await test.bot.handle(again)).toBeUndefined();
    });

    it('handles an event again whose process died with it, once it may be dead', async () => {
      const event = { ...someone, eventId: '1' };
      expect(await test.ask(wallQuestion, event)).toBeDefined();
      test.clock.now = new Date(test.clock.now.getTime() + 44_000);
      expect(await test.bot.handle({ ...event, kind: 'question', text: wallQuestion })).toEqual({ kind: 'taken' });
      test.clock.now = new Date(test.clock.now.getTime() + 1_000);
      expect(await test.ask(wallQuestion, event)).toBeDefined();
    });

    it('counts "I could not check" as handled, and goes on where it cannot note so', async () => {
      const event = { ...someone, eventId: '1' };
      await test.bot.finished(event);
      expect(await test.bot.handle({ ...event, kind: 'question', text: wallQuestion })).toBeUndefined();
      await test.store.close();
      await test.bot.finished({ ...event, eventId: '2' });
      expect(test.logged.at(-1)?.message).toContain('could not note that an event was handled');
    });

    it('asks a person who asks too fast to wait, in private', async () => {
      for (let i = 0; i < 6; i++) await test.ask(wallQuestion);
      const reply = await test.ask(wallQuestion);
      expect(reply?.visibility).toBe('private');
      expect(wordsOf(reply)).toBe('One moment: you can ask again in 60 seconds.');
      test.clock.now = new Date(test.clock.now.getTime() + 60_000);
      expect((await test.ask(wallQuestion))?.answer.kind).toBe('answer');
    });

    it('links to its earlier answer instead of giving it again in the same channel within minutes', async () => {
      const question = { ...someone, kind: 'question' as const, text: wallQuestion };
      const first = await test.ask(wallQuestion);
      await test.bot.posted(question, first!, { address: '1', link: 'https://example.org/1' });
      const again = await test.ask(wallQuestion);
      expect(again?.answer.lead?.some(({ url }) => url === 'https://example.org/1')).toBe(true);
      expect(again?.answer.sections).toEqual([]);
      const elsewhere = await test.ask(wallQuestion, { place: { ...someone.place, channel: 'elsewhere' } });
      expect(elsewhere?.answer.kind).toBe('answer');
      test.clock.now = new Date(test.clock.now.getTime() + 11 * 60_000);
      expect((await test.ask(wallQuestion))?.answer.kind).toBe('answer');
    });

    it('answers only in the channels that were chosen', async () => {
      await test.store.settings.set('discord:server', { channels: ['rumours'] });
      expect(wordsOf(await test.ask(wallQuestion))).toContain('not answer in this channel');
      expect((await test.ask(wallQuestion, { place: { ...someone.place, channel: 'rumours' } }))?.answer.kind).toBe(
        'answer',
      );
    });
  });

  describe('commands', () => {
    const manager = { person: { id: 'boss', isManager: true, groups: [] } };

    it('are refused to those who may not use them', async () => {
      const reply = await test.call('settings', { language: 'fr' });
      expect(reply).toMatchObject({ visibility: 'private', answer: { kind: 'problem' } });
      expect(await test.store.settings.get('discord:server')).toEqual({});
    });

    it.each([
      ['an unknown command', 'dance', {}, 'There is no command “dance”'],
      ['a missing option', 'show', {}, '“show” needs “entry”'],
      ['an unknown option', 'help', { colour: 'red' }, '“help” has no option “colour”'],
      ['a choice that is none', 'settings', { language: 'xx' }, '“language” must be one of auto, en, fr'],
      ['a number out of range', 'settings', { 'repeat-minutes': '-1' }, 'a whole number from 0 to 1440'],
      ['an entry that does not exist', 'show', { entry: 'nothing' }, 'There is no entry “nothing”'],
    ])('say what is wrong with %s, in private', async (_, command, args, text) => {
      const reply = await test.call(command, args as Record<string, string>, manager);
      expect(reply).toMatchObject({ visibility: 'private', answer: { kind: 'problem' } });
      expect(wordsOf(reply)).toContain(text);
    });

    it('help lists what the person may do, and no more', async () => {
      expect(wordsOf(await test.call('help'))).not.toContain('/settings');
      expect(wordsOf(await test.call('help', {}, manager))).toContain('/settings');
    });

    it('about counts the entries that the community sees', async () => {
      await test.store.entries.save(
        { id: 'theirs', scope: 'discord:other', status: 'published', entry: sampleEntry({ id: 'theirs' }) },
        { by: 'x', expectedRevision: 0 },
      );
      expect(wordsOf(await test.call('about'))).toContain('2 reviewed claims');
    });

    it('find an entry by half-remembered, misspelt words', async () => {
      const reply = await test.call('find', { query: 'graet wal moon' });
      expect(reply?.answer.choices?.options[0]?.call.args.entry).toBe(wall.id);
      expect(test.bot.suggest(someone, 'chese')[0]?.value).toBe(cheese.id);
    });

    it('change settings and show them in the language chosen', async () => {
      const reply = await test.call(
        'settings',
        { language: 'fr', 'moderator-group': 'mods', 'repeat-minutes': '0' },
        manager,
      );
      expect(reply?.answer.headline).toBe('⚙️ Réglages');
      expect(await test.store.settings.get('discord:server')).toEqual({
        language: 'fr',
        moderatorGroups: ['mods'],
        repeatMinutes: 0,
      });
      await test.call('settings', { 'moderator-group': 'mods' }, manager);
      expect(await test.store.settings.get('discord:server')).toMatchObject({ moderatorGroups: [] });
    });
  });

  describe('when entries change', () => {
    it('answers by the new text as soon as the change is known', async () => {
      const record = (await test.store.entries.get(wall.id))!;
      await test.store.entries.save(
        { ...record, entry: { ...wall, verdict: 'mixed' } },
        { by: 'x', expectedRevision: 1 },
      );
      await test.bot.catchUp();
      expect(await test.ask(wallQuestion)).toMatchObject({ shows: { revision: 2 }, answer: { verdict: 'mixed' } });
    });

    it('no longer answers by a retired entry', async () => {
      const record = (await test.store.entries.get(wall.id))!;
      await test.store.entries.save(
        { ...record, status: 'retired', retirement: { reason: 'withdrawn' } },
        { by: 'x', expectedRevision: 1 },
      );
      await test.bot.catchUp();
      expect((await test.ask(wallQuestion))?.answer.kind).not.toBe('answer');
    });

    it('shows a community its own entry in place of the shared one it overrides, and nobody else', async () => {
      const own = { ...wall, id: 'our-wall', verdict: 'mixed' as const };
      await test.store.entries.save(
        { id: own.id, scope: 'discord:server', status: 'published', entry: own, overrides: wall.id },
        { by: 'x', expectedRevision: 0 },
      );
      await test.bot.catchUp();
      expect((await test.ask(wallQuestion))?.shows?.entryId).toBe('our-wall');
      const other = { place: { ...someone.place, community: 'other', channel: 'there' } };
      expect((await test.ask(wallQuestion, other))?.shows?.entryId).toBe(wall.id);
      expect(wordsOf(await test.call('show', { entry: 'our-wall' }, other))).toContain('There is no entry');
      expect(test.bot.suggest(other, 'our wall').map(({ value }) => value)).not.toContain('our-wall');
    });
  });
});

describe('a bot whose database fails', () => {
  it('says that it could not check, never that there is no review, and logs the cause under the id it shows', async () => {
    const failing = (store: Store): Store => ({
      ...store,
      inquiries: {
        ...store.inquiries,
        add: () => Promise.reject(new StoreError('record an inquiry', new Error('disk full'))),
      },
    });
    const test = await openTestBot([wall], failing);
    const reply = await test.ask(wallQuestion);
    expect(reply).toMatchObject({
      visibility: 'private',
      answer: { kind: 'problem', headline: '🔧 I could not check' },
    });
    const [line] = test.logged;
    expect(line).toMatchObject({ level: 'error', facts: { error: { operation: 'record an inquiry' } } });
    expect(wordsOf(reply)).toContain(String(line?.facts.id));
    await test.close();
  });
});
