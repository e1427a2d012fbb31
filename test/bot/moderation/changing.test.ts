import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type TestBot, wordsOf } from '../open-test-bot.ts';
import { badgers, Hands, openModerated, otherServer, type RecordingMessenger, recordingMessenger } from './hands.ts';

const question = 'does the mayor really keep seventeen tame badgers in his cellar?';

describe('a moderator who changes an entry', () => {
  let test: TestBot;
  let moderator: Hands;
  let second: Hands;
  let messenger: RecordingMessenger;
  let id: string;
  beforeEach(async () => {
    test = await openModerated();
    messenger = recordingMessenger();
    test.bot.connect(messenger);
    moderator = new Hands(test, { id: 'moderator' });
    second = new Hands(test, { id: 'second' });
    await moderator.call('add');
    await moderator.fill(badgers);
    await moderator.press('Publish');
    await moderator.press('Open the entry');
    id = moderator.answer.entryId!;
  });
  afterEach(() => test.close());

  const published = async () => (await test.store.entries.get(id))!;

  it('finds it by half-remembered, misspelt words', () => {
    const [found] = test.bot.suggest({ place: moderator.place }, 'bagders celar');
    expect(found).toEqual({ value: id, label: badgers.claim });
  });

  it('edits a field and leaves all others as they were', async () => {
    const before = await published();
    await moderator.call('edit', { entry: id, step: 'main' });
    await moderator.fill({ answer: 'Nobody ever saw a badger.' });
    await moderator.press('Publish');
    expect((await published()).entry).toEqual({ ...before.entry, answer: { en: 'Nobody ever saw a badger.' } });
  });

  it('keeps what a line cannot hold when it edits other lines', async () => {
    const record = await published();
    const rich = {
      ...record.entry.sources[0]!,
      note: { en: 'A note.', fr: 'Une note.' },
      quotes: [{ text: 'No badgers', lang: 'en' }],
      verified: { on: '2026-02-02', by: 'page' as const },
    };
    await test.store.entries.save(
      { ...record, entry: { ...record.entry, sources: [rich] } },
      { by: 'x', expectedRevision: 1 },
    );
    await moderator.call('edit', { entry: id, step: 'main' });
    const line = moderator.field('sources');
    await moderator.fill({ sources: `https://example.org/new | Daily | New | primary\n${line}` });
    await moderator.press('Publish');
    expect((await published()).entry.sources).toEqual([expect.objectContaining({ kind: 'primary' }), rich]);
    await moderator.call('edit', { entry: id, step: 'main' });
    await moderator.fill({ sources: moderator.field('sources').replace('No badgers in', 'Nothing in') });
    await moderator.press('Publish');
    expect((await published()).entry.sources[1]).toEqual({ ...rich, title: 'Nothing in the cellar' });
  });

  describe('to another verdict', () => {
    beforeEach(async () => {
      await moderator.call('edit', { entry: id, step: 'main' });
      await moderator.fill({ verdict: 'mixed', answer: 'There are three badgers.' });
    });

    it('must say what changed, and it is shown with its date', async () => {
      await moderator.press('Publish');
      expect(moderator.form.problem).toContain('The verdict changes');
      expect((await published()).revision).toBe(1);
      await moderator.fill({ note: 'A second look found three badgers.' });
      await moderator.press('Publish');
      expect((await published()).entry).toMatchObject({
        verdict: 'mixed',
        reviewed: '2026-03-01',
        updates: [{ date: '2026-03-01', note: { en: 'A second look found three badgers.' } }],
      });
    });

    it('corrects the earlier answers in place, each once, and no others', async () => {
      const asker = new Hands(test, { id: 'asker' });
      const incoming = { kind: 'question', text: question, place: asker.place, person: asker.person } as const;
      for (const address of ['one', 'two']) {
        await asker.ask(question);
        await test.bot.posted(incoming, asker.reply, { address, link: `https://example.org/${address}` });
        test.clock.now = new Date(test.clock.now.getTime() + 3_600_000);
      }
      await moderator.press('Publish');
      await moderator.fill({ note: 'A second look found three badgers.' });
      await moderator.press('Publish');
      expect(moderator.words).toContain('Earlier answers');

      await test.bot.work();
      expect(messenger.edits.map(({ address }) => address)).toEqual(['one']);
      test.clock.now = new Date(test.clock.now.getTime() + 2_000);
      await test.bot.work();
      expect(messenger.edits.map(({ address }) => address)).toEqual(['one', 'two']);
      const [{ answer }] = messenger.edits as [(typeof messenger.edits)[0]];
      expect(answer.verdict).toBe('mixed');
      expect(wordsOf({ kind: 'answer', visibility: 'public', answer })).toContain(
        'Updated on 1 March 2026: A second look found three badgers.',
      );
      test.clock.now = new Date(test.clock.now.getTime() + 3_600_000);
      expect(await test.bot.work()).toBe(0);
      expect(messenger.edits).toHaveLength(2);
    });

    it('corrects an answer that was on its way while the verdict changed', async () => {
      const asker = new Hands(test, { id: 'asker' });
      const incoming = { kind: 'question', text: question, place: asker.place, person: asker.person } as const;
      await asker.ask(question);
      await moderator.press('Publish');
      await moderator.fill({ note: 'A second look found three badgers.' });
      await moderator.press('Publish');
      await test.bot.work();
      await test.bot.posted(incoming, asker.reply, { address: 'late' });
      await test.bot.work();
      expect(messenger.edits).toMatchObject([{ address: 'late', answer: { verdict: 'mixed' } }]);
      await asker.ask(question);
      await test.bot.posted(incoming, asker.reply, { address: 'new' });
      await test.bot.work();
      expect(messenger.edits).toHaveLength(1);
    });

    it('goes on with corrections after a failure, and forgets answers that are gone', async () => {
      const asker = new Hands(test, { id: 'asker' });
      await asker.ask(question);
      const incoming = { kind: 'question', text: question, place: asker.place, person: asker.person } as const;
      await test.bot.posted(incoming, asker.reply, { address: 'one' });
      await moderator.press('Publish');
      await moderator.fill({ note: 'A second look found three badgers.' });
      await moderator.press('Publish');
      messenger.outcome = () => {
        throw new Error('not now');
      };
      await test.bot.work();
      expect(messenger.edits).toEqual([]);
      messenger.outcome = () => 'gone';
      test.clock.now = new Date(test.clock.now.getTime() + 60_000);
      await test.bot.work();
      expect(messenger.edits).toHaveLength(1);
      expect(await test.store.posted.outdated(id, 99, 10)).toEqual([]);
    });
  });

  it('edits nothing posted where the verdict stays', async () => {
    const asker = new Hands(test, { id: 'asker' });
    await asker.ask(question);
    await test.bot.posted({ kind: 'question', text: question, place: asker.place, person: asker.person }, asker.reply, {
      address: 'one',
    });
    await moderator.call('edit', { entry: id, step: 'main' });
    await moderator.fill({ answer: 'Nobody ever saw a badger.' });
    await moderator.press('Publish');
    await test.bot.work();
    expect(messenger.edits).toEqual([]);
  });

  it('is told what another changed meanwhile, and keeps what was typed', async () => {
    await moderator.call('edit', { entry: id, step: 'main' });
    await second.call('edit', { entry: id, step: 'main' });
    await second.fill({ sources: `${badgers.sources}\nhttps://example.org/2 | Second Paper | Also none` });
    await second.press('Publish');
    await moderator.fill({ answer: 'My own better sentence.' });
    await moderator.press('Publish');
    expect(moderator.words).toContain('Somebody changed this entry while you were writing');
    expect(moderator.words).toContain('Second Paper');
    expect((await published()).revision).toBe(2);
    await moderator.press('Publish');
    expect((await published()).entry).toMatchObject({
      answer: { en: 'My own better sentence.' },
      sources: [{}, { publisher: 'Second Paper' }],
    });
  });

  it('is told what both changed', async () => {
    await moderator.call('edit', { entry: id, step: 'main' });
    await second.call('edit', { entry: id, step: 'main' });
    await second.fill({ answer: 'Theirs.' });
    await second.press('Publish');
    await moderator.fill({ answer: 'Mine.' });
    await moderator.press('Publish');
    expect(moderator.words).toContain('You both changed: Short answer');
    expect(moderator.words).toContain('Mine.');
    expect((await published()).entry.answer).toEqual({ en: 'Theirs.' });
  });

  it('retires it with a reason, restores it, and sees all of it in the history', async () => {
    await moderator.press('Retire');
    await moderator.fill({ reason: '' });
    expect(moderator.form.problem).toContain('missing');
    await moderator.fill({ why: 'outdated', reason: 'The mayor moved.' });
    const asker = new Hands(test, { id: 'asker' });
    await asker.ask(question);
    expect(asker.answer.kind).toBe('unreviewed');
    await moderator.call('retired');
    expect(moderator.words).toContain('outdated · The mayor moved.');
    await moderator.call('restore', { entry: id });
    await asker.ask(question);
    expect(asker.answer.kind).toBe('answer');
    await moderator.call('history', { entry: id });
    expect(moderator.words).toMatch(/3 · 1 March 2026 · \S{6} · published/);
    expect(moderator.words).toContain('retired · The mayor moved.');
  });

  it('merges it into another entry, and no answer is left with the old one', async () => {
    const asker = new Hands(test, { id: 'asker' });
    await asker.ask(question);
    await test.bot.posted({ kind: 'question', text: question, place: asker.place, person: asker.person }, asker.reply, {
      address: 'one',
    });
    await moderator.press('Retire');
    await moderator.fill({ why: 'merged', into: 'mon cheese', reason: 'The same.' });
    expect(moderator.form.problem).toContain(
      '“mon cheese” is not the id of another published entry. Nearest: moon-cheese',
    );
    await moderator.fill({ into: 'moon-cheese' });
    expect((await published()).retirement).toMatchObject({ mergedInto: 'moon-cheese' });
    await test.bot.work();
    expect(messenger.edits[0]?.answer.entryId).toBe('moon-cheese');
  });

  it('may go on writing where it was retired meanwhile, without bringing it back', async () => {
    await moderator.call('edit', { entry: id, step: 'main' });
    const form = moderator.form;
    await second.call('retire', { entry: id }, { fields: { why: 'withdrawn', reason: 'Wrong.' } });
    moderator.last = form;
    await moderator.fill({ answer: 'My own better sentence.' });
    await moderator.press('Publish');
    expect(moderator.words).toContain('is retired. Restore it first; what you typed is kept');
    expect((await published()).status).toBe('retired');
    await moderator.call('drafts');
    await moderator.choose(id);
    expect(moderator.words).toContain('My own better sentence.');
    await moderator.press('Publish');
    expect((await published()).status).toBe('retired');
  });

  it('reverts to an earlier version with a reason; a verdict that changes back is an update too', async () => {
    await moderator.call('edit', { entry: id, step: 'main' });
    await moderator.fill({ verdict: 'true', answer: 'Seventeen.' });
    await moderator.press('Publish');
    await moderator.fill({ note: 'Counted.' });
    await moderator.press('Publish');
    await moderator.call('history', { entry: id });
    expect(moderator.words).toContain('Verdict − false + true');
    await moderator.choose('1 ·');
    await moderator.fill({ reason: 'The count was a joke.' });
    const { entry, revision } = await published();
    expect(revision).toBe(3);
    expect(entry).toMatchObject({
      verdict: 'false',
      answer: { en: badgers.answer },
      updates: [{ note: { en: 'Counted.' } }, { note: { en: 'The count was a joke.' } }],
    });
  });

  it('cannot change a shared entry, nor see another community’s', async () => {
    await moderator.call('edit', { entry: 'moon-cheese' });
    expect(moderator.answer.actions.map(({ label }) => label)).toEqual(['History', 'Take its place here']);
    for (const [command, args] of [
      ['edit', { step: 'main' }],
      ['retire', {}],
      ['revert', { revision: '1' }],
      ['restore', {}],
    ] as const) {
      await moderator.call(command, { entry: 'moon-cheese', ...args });
      expect(moderator.words).toContain('only the operator changes it');
    }
    await test.store.settings.set('discord:other', { moderators: ['moderator'] });
    const elsewhere = new Hands(test, { id: 'moderator' }, otherServer);
    for (const command of [
      'edit',
      'history',
      'retire',
      'restore',
      'show',
      'details',
      'override',
      'feedback-on',
      'negative',
      'set-aside',
    ]) {
      await elsewhere.call(command, { entry: id });
      expect([command, elsewhere.words]).toEqual([command, `There is no entry “${id}”.`]);
    }
  });

  it('may be the operator, who changes shared entries', async () => {
    const operator = new Hands(test, { id: 'operator', isOperator: true });
    await operator.call('edit', { entry: 'moon-cheese', step: 'main' });
    await operator.fill({ answer: 'Basalt.' });
    await operator.press('Publish');
    expect((await test.store.entries.get('moon-cheese'))?.entry.answer.en).toBe('Basalt.');
  });

  it('is recorded with who, when, where, before, after and why, and mirrored to the log channel', async () => {
    const manager = new Hands(test, { id: 'boss', isManager: true });
    await manager.call('settings', { 'log-channel': 'log' });
    await moderator.call('edit', { entry: id, step: 'main' });
    await moderator.fill({ verdict: 'mixed' });
    await moderator.press('Publish');
    await moderator.fill({ note: 'Looked again.' });
    await moderator.press('Publish');
    const [record] = (await test.store.audit.list('discord:server', 10)).filter(({ action }) => action === 'change');
    expect(record).toMatchObject({
      place: 'discord general',
      subject: id,
      before: expect.stringContaining('Verdict − false + mixed'),
      after: '🟡 Partly true, partly false',
      reason: 'Looked again.',
    });
    await test.bot.work();
    const told = messenger.told.filter(({ target }) => target.channel === 'log');
    expect(told.map(({ answer }) => answer.headline)).toEqual(['🗒️ Entry changed']);
    expect(JSON.stringify(told)).toContain('"id":"moderator"');
  });
});
