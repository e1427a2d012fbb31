import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { sampleEntry } from '../../store/sample-entry.ts';
import { openTestBot, type TestBot, wordsOf } from '../open-test-bot.ts';
import { badgers, Hands, openModerated, otherServer, type RecordingMessenger, recordingMessenger } from './hands.ts';

describe('questions handed to the moderators', () => {
  let test: TestBot;
  let moderator: Hands;
  let messenger: RecordingMessenger;
  beforeEach(async () => {
    test = await openModerated();
    messenger = recordingMessenger();
    test.bot.connect(messenger);
    moderator = new Hands(test, { id: 'moderator' });
  });
  afterEach(() => test.close());

  async function handOver(
    id: string,
    text: string,
    where = 'Send, and tell me privately',
    locale?: string,
  ): Promise<void> {
    const asker = new Hands(test, { id }, undefined, locale);
    await asker.ask(text);
    await asker.press(locale === 'fr' ? 'Demander aux modérateurs' : 'Ask the moderators');
    await asker.press(where);
    test.clock.now = new Date(test.clock.now.getTime() + 60_000);
  }

  it('are shown with like ones together and their count, newest or most asked first', async () => {
    await handOver('a', 'Is it true that the mayor keeps seventeen tame badgers in his cellar?');
    await handOver('b', 'the mayor keeps seventeen tame badgers in his cellar');
    await handOver('c', 'Is it true that the new bridge will be painted pink next summer?');
    await moderator.call('inbox');
    const labels = () => moderator.answer.choices?.options.map(({ label, description }) => `${label} / ${description}`);
    expect(labels()).toEqual([
      'Is it true that the new bridge will be painted pink next summer? / asked once',
      'the mayor keeps seventeen tame badgers in his cellar / asked 2 times',
    ]);
    await moderator.press('Most asked first');
    expect(labels()?.[0]).toContain('asked 2 times');
  });

  it('are worked on by one moderator, which the others see', async () => {
    await handOver('a', 'Is it true that the mayor keeps seventeen tame badgers in his cellar?');
    await moderator.call('inbox');
    await moderator.choose('Is it true');
    await moderator.press('I work on it');
    expect(moderator.words).toContain('you work on it');
    const second = new Hands(test, { id: 'second' });
    await second.call('inbox');
    expect(second.words).toMatch(/\S{6} works on it/);
    await moderator.press('Let go of it');
    await second.call('inbox');
    expect(second.words).not.toContain('works on it');
  });

  it('are answered by a new entry; all who asked are told once, each in their language', async () => {
    await handOver('a', 'Is it true that the mayor keeps seventeen tame badgers in his cellar?');
    await handOver('b', 'the mayor keeps seventeen tame badgers in his cellar', 'Send, and tell me here');
    await moderator.call('inbox');
    await moderator.choose('the mayor');
    await moderator.press('New entry');
    expect(moderator.field('claim')).toBe('The mayor keeps seventeen tame badgers in his cellar');
    await moderator.fill(badgers);
    await moderator.press('Publish');
    expect(moderator.words).toContain('2 people who asked will be told.');
    await test.bot.work();
    await test.bot.work();
    expect(messenger.told.map(({ target }) => [target.where, target.person]).sort()).toEqual([
      ['channel', 'b'],
      ['direct', 'a'],
    ]);
    const [{ answer }] = messenger.told as [(typeof messenger.told)[0]];
    expect(wordsOf({ kind: 'answer', visibility: 'private', answer })).toMatch(
      /^❌ False[\s\S]*You asked[\s\S]*badgers/,
    );
    expect(await test.store.inbox.countOpen('discord:server')).toBe(0);
    await moderator.call('inbox');
    expect(moderator.words).toBe('No question waits.');
  });

  it('are answered from an entry that is there, found by words', async () => {
    await handOver('a', 'What is this about the lunar dairy products, seriously?');
    await moderator.call('inbox');
    await moderator.choose('What is');
    await moderator.press('Answer with an entry…');
    await moderator.fill({ query: 'zzzzqq' });
    expect(moderator.form.problem).toContain('zzzzqq');
    await moderator.fill({ query: 'mon chese' });
    await moderator.choose('The Moon');
    expect(moderator.words).toBe('Answered. 1 person will be told.');
    await test.bot.work();
    expect(messenger.told).toHaveLength(1);
    expect(messenger.told[0]?.answer.entryId).toBe('moon-cheese');
  });

  it('are dismissed with a reason that the asker reads', async () => {
    await handOver(
      'a',
      'Est-ce que le maire garde dix-sept blaireaux dans sa cave ?',
      'Envoyer, répondez-moi en privé',
      'fr',
    );
    await moderator.call('inbox');
    await moderator.choose('Est-ce que');
    await moderator.press('Dismiss');
    await moderator.fill({ reason: ' ' });
    expect(moderator.form.problem).toContain('missing');
    await moderator.fill({ reason: 'A private matter.' });
    await test.bot.work();
    expect(wordsOf({ kind: 'answer', visibility: 'private', answer: messenger.told[0]!.answer })).toContain(
      'Leur motif\nA private matter.',
    );
  });

  it('are told again where the platform failed, and not again once it worked', async () => {
    await handOver('a', 'Is it true that the mayor keeps seventeen tame badgers in his cellar?');
    await moderator.call('inbox');
    await moderator.choose('Is it true');
    await moderator.press('Dismiss');
    await moderator.fill({ reason: 'A private matter.' });
    messenger.outcome = () => {
      throw new Error('not now');
    };
    await test.bot.work();
    expect(messenger.told).toEqual([]);
    messenger.outcome = () => 'delivered';
    for (let i = 0; i < 5; i++) {
      test.clock.now = new Date(test.clock.now.getTime() + 60_000);
      await test.bot.work();
    }
    expect(messenger.told).toHaveLength(1);
  });

  it('cannot be answered twice: an old button says so', async () => {
    await handOver('a', 'Is it true that the mayor keeps seventeen tame badgers in his cellar?');
    await moderator.call('inbox');
    await moderator.choose('Is it true');
    const open = moderator.reply;
    await moderator.press('Dismiss');
    await moderator.fill({ reason: 'A private matter.' });
    for (const label of ['I work on it', 'New entry', 'Answer with an entry…', 'Dismiss']) {
      moderator.last = open;
      await moderator.press(label);
      expect(moderator.words).toBe('This question was answered or dismissed already.');
    }
  });

  it('belong to their community alone', async () => {
    await handOver('a', 'Is it true that the mayor keeps seventeen tame badgers in his cellar?');
    const [item] = await test.store.inbox.open('discord:server', 1);
    await test.store.settings.set('discord:other', { moderators: ['moderator'] });
    const elsewhere = new Hands(test, { id: 'moderator' }, otherServer);
    await elsewhere.call('inbox');
    expect(elsewhere.words).toBe('No question waits.');
    for (const [command, args] of [
      ['question', {}],
      ['claim', { work: 'true' }],
      ['add-from', {}],
      ['answer-find', {}],
      ['answer-with', { entry: 'moon-cheese' }],
      ['dismiss', {}],
    ] as const) {
      await elsewhere.call(command, { of: item!.id, ...args }, { fields: { reason: 'x', query: 'moon' } });
      expect([command, elsewhere.words.split('\n')[0]]).toEqual([command, 'There is no such question here.']);
    }
    // A forged form that claims to answer the other community's question publishes, and tells nobody.
    await elsewhere.call('add');
    const forged = { ...elsewhere.form.submit, args: { ...elsewhere.form.submit.args, of: item!.id } };
    await elsewhere.do(forged, { fields: badgers });
    await elsewhere.press('Publish');
    expect((await test.store.inbox.get(item!.id))?.status).toBe('open');
  });
});

describe('what readers say of an answer', () => {
  let test: TestBot;
  let moderator: Hands;
  const own = { ...badgers };
  beforeEach(async () => {
    test = await openTestBot([sampleEntry()]);
    await test.store.settings.set('discord:server', { moderators: ['moderator'] });
    moderator = new Hands(test, { id: 'moderator' });
    await moderator.call('add');
    await moderator.fill(own);
    await moderator.press('Publish');
    for (const id of ['a', 'b']) {
      const asker = new Hands(test, { id });
      await asker.ask('does the mayor keep seventeen tame badgers in his cellar?');
      await asker.press('Not this claim');
    }
  });
  afterEach(() => test.close());

  it('is listed by entry; a text like theirs becomes one that must not match', async () => {
    await moderator.call('feedback');
    expect(moderator.words).toContain('2× not this claim');
    await moderator.choose(own.claim);
    await moderator.press('They are right: must not match');
    await moderator.fill({ negative: own.claim });
    expect(moderator.form.problem).toContain('is a wording of the claim');
    await moderator.fill({ negative: 'The mayor keeps goats in his cellar' });
    expect(moderator.words).toContain('Published');
    await moderator.call('feedback');
    expect(moderator.words).toBe('No feedback waits for you.');
    const [record] = await test.store.entries.list({ scopes: ['discord:server'], limit: 1 });
    expect(record?.entry.negatives).toEqual({ en: ['The mayor keeps goats in his cellar'] });
  });

  it('counts who found an answer helpful, in the list, at the entry and in its history, and names nobody', async () => {
    for (const id of ['a', 'c', 'd']) {
      const asker = new Hands(test, { id });
      await asker.ask('is the moon made of green cheese?');
      await asker.press('Helpful');
    }
    await moderator.call('feedback');
    expect(moderator.words).toContain(`Said to be another claim\n${own.claim} · 2× not this claim, 0× helpful`);
    expect(moderator.words).toContain(
      'Found helpful\nThe Moon is made of green cheese. · 0× not this claim, 3× helpful',
    );
    await moderator.call('history', { entry: 'moon-cheese' });
    expect(moderator.words).toContain('What readers said\n0× not this claim, 3× helpful');
    const c = new Hands(test, { id: 'c' });
    await c.call('forget-me');
    await moderator.call('history', { entry: 'moon-cheese' });
    expect(moderator.words).toContain('2× helpful');
    const elsewhere = new Hands(test, { id: 'o', isManager: true }, otherServer);
    await elsewhere.call('history', { entry: 'moon-cheese' });
    expect(elsewhere.words).not.toContain('helpful');
    test.clock.now = new Date(test.clock.now.getTime() + 181 * 86_400_000);
    await test.bot.keepHouse();
    await moderator.call('feedback');
    expect(moderator.words).toBe('No feedback waits for you.');
  });

  it('may be set aside', async () => {
    await moderator.call('feedback');
    await moderator.choose(own.claim);
    await moderator.press('Nothing to do');
    await moderator.call('feedback');
    expect(moderator.words).toBe('No feedback waits for you.');
  });
});

describe('an entry whose day of review has come', () => {
  it('is listed from that day on', async () => {
    const test = await openTestBot([sampleEntry({ reviewBy: '2026-03-02' })]);
    const operator = new Hands(
      test,
      { id: 'o', isOperator: true },
      { platform: 'console', channel: 'c', direct: true },
    );
    await operator.call('reviews');
    expect(operator.words).toBe('Nothing is due.');
    test.clock.now = new Date('2026-03-02T08:00:00Z');
    await operator.call('reviews');
    expect(operator.words).toContain('The Moon is made of green cheese. · 2 March 2026');
    await test.close();
  });
});

describe('a moderator who tries a text', () => {
  it('sees what it would be answered and why, and nothing is recorded', async () => {
    const test = await openTestBot([sampleEntry()]);
    const operator = new Hands(test, { id: 'o', isOperator: true });
    await operator.call('explain', { text: 'is the moon really made of green cheese?' });
    expect(operator.words).toMatch(/It would be answered with this claim[\s\S]*moon-cheese · probability \d+\.\d %/);
    expect(operator.words).toMatch(/What spoke for and against it\n\S+ = \S+ \([+-]/);
    await operator.call('explain', { text: 'the moon is not made of green cheese' });
    expect(operator.words).toContain('The guards that spoke\nnegation');
    expect(await test.store.inquiries.countSince(new Date(0))).toMatchObject({ answer: 0, differs: 0 });
    await test.close();
  });
});

describe('the weekly digest', () => {
  it('tells the log channel once a week what was asked, disputed and is due', async () => {
    const test = await openTestBot([]);
    const messenger = recordingMessenger();
    test.bot.connect(messenger);
    await test.store.settings.set('discord:server', { moderators: ['moderator'], logChannel: 'log' });
    await test.store.inbox.add({
      id: 'i',
      at: test.clock.now,
      scope: 'discord:server',
      platform: 'discord',
      text: 'the mayor keeps badgers',
      lang: 'en',
      person: 'p',
      status: 'open',
    });
    const feedback = { at: test.clock.now, scope: 'discord:server', entryId: 'gone', features: {} };
    for (const [person, kind] of [
      ['a', 'helpful'],
      ['b', 'helpful'],
      ['c', 'not-this'],
    ] as const) {
      await test.store.feedback.add({ ...feedback, id: person, inquiryId: person, person, kind });
    }
    for (let i = 0; i < 3; i++) {
      await test.bot.keepHouse();
      await test.bot.work();
    }
    expect(messenger.told).toHaveLength(1);
    expect(messenger.told[0]).toMatchObject({ target: { where: 'channel', channel: 'log', community: 'server' } });
    expect(wordsOf({ kind: 'answer', visibility: 'public', answer: messenger.told[0]!.answer })).toContain(
      'Most asked, without an entry\nthe mayor keeps badgers · asked once\n' +
        'Answers that readers dispute\ngone · 1× not this claim\n' +
        'Answers that readers found helpful\ngone · 2× helpful',
    );
    test.clock.now = new Date(test.clock.now.getTime() + 7 * 86_400_000);
    await test.bot.keepHouse();
    await test.bot.work();
    expect(messenger.told).toHaveLength(2);
    await test.close();
  });
});
