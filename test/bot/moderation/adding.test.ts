import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { TestBot } from '../open-test-bot.ts';
import { draftInSteps } from './draft-in-steps.ts';
import { badgers, Hands, openModerated, otherServer, server } from './hands.ts';

describe('a moderator who adds an entry', () => {
  let test: TestBot;
  let moderator: Hands;
  let second: Hands;
  beforeEach(async () => {
    test = await openModerated();
    moderator = new Hands(test, { id: 'moderator' });
    second = new Hands(test, { id: 'second' });
  });
  afterEach(() => test.close());

  it('gets a form of five fields, filled with the message and its link', async () => {
    await moderator.call(
      'add',
      {},
      {
        subject: {
          text: 'Is it true that the mayor keeps seventeen tame badgers in his cellar?',
          link: 'https://discord.com/channels/1/2/3',
        },
      },
    );
    expect(moderator.form.fields.map(({ name }) => name)).toEqual(['claim', 'verdict', 'answer', 'sources', 'first']);
    expect(moderator.field('claim')).toContain('mayor keeps seventeen tame badgers');
    expect(moderator.field('first')).toBe('2026-03-01 | https://discord.com/channels/1/2/3');
    expect(await test.store.drafts.list('discord:server', 10)).toEqual([]);
  });

  it('sees it as askers will, publishes it, and it is answered by at once', async () => {
    await moderator.call('add');
    await moderator.fill(badgers);
    expect(moderator.answer).toMatchObject({ kind: 'answer', headline: '❌ False', verdict: 'false' });
    expect(moderator.words).toContain('The cellar was looked at: there are no badgers.');
    expect(moderator.words).toContain('Preview, not published yet');
    await moderator.press('Publish');
    expect(moderator.words).toContain('Published');

    const asker = new Hands(test, { id: 'asker' });
    await asker.ask('does the mayor really keep seventeen tame badgers in his cellar?');
    expect(asker.answer).toMatchObject({ kind: 'answer', verdict: 'false' });
    expect(asker.words).toContain('Town Gazette: No badgers in the cellar (fact-check, 1 February 2026)');
    expect(asker.words).toContain('15 January 2026 · First known · A neighbour: told it at the market');
  });

  it('publishes once, however often the button is pressed or the form is sent', async () => {
    await moderator.call('add');
    const form = moderator.form;
    await moderator.fill(badgers);
    const preview = moderator.reply;
    await moderator.press('Publish');
    moderator.last = preview;
    await moderator.press('Publish');
    expect(moderator.words).toBe('That is published already.');
    moderator.last = form;
    await moderator.fill(badgers);
    expect(moderator.words).toBe('That is published already.');
    moderator.last = form;
    await moderator.fill({ ...badgers, answer: 'Not one badger.' });
    expect(moderator.words).toContain('Preview');
    expect(await test.store.entries.count(['discord:server'])).toMatchObject({ published: 1 });
    moderator.last = preview;
    const both = await Promise.all([moderator.press('Publish'), second.do(preview.answer.actions[0]!.call)]);
    expect(both).toHaveLength(2);
    expect(await test.store.entries.count(['discord:server'])).toMatchObject({ published: 1 });
  });

  describe('whose claim is near to one that is there', () => {
    beforeEach(async () => {
      await moderator.call('add');
      await moderator.fill({ ...badgers, claim: 'The Moon is made of green cheese' });
    });

    it('sees the nearest entries before anything is accepted', () => {
      expect(moderator.answer.headline).toBe('🔎 Is it this one?');
      expect(moderator.words).toContain('The Moon is made of green cheese. · ❌ False · legend');
      expect(moderator.answer.actions.map(({ label }) => label)).toContain('It is another claim');
    });

    it('cannot publish without having decided, not even by an old button', async () => {
      const [draft] = await test.store.drafts.list('discord:server', 10);
      await moderator.call('publish', { draft: draft!.id });
      expect(moderator.answer.headline).toBe('🔎 Is it this one?');
      expect(await test.store.entries.count(['discord:server'])).toMatchObject({ published: 0 });
    });

    it('may say that it is another one', async () => {
      await moderator.press('It is another claim');
      await moderator.press('Publish');
      expect(moderator.words).toContain('Published');
    });

    it('may let it take the place of a shared one here, with the new wording', async () => {
      await moderator.choose('Take its place here');
      expect(moderator.words).toContain('Preview');
      await moderator.choose('Claim and answer');
      await moderator.fill({ answer: 'Our own town found cheese.', verdict: 'mixed' });
      await moderator.press('Publish');
      expect(moderator.words).toContain('Published');
      const asker = new Hands(test, { id: 'asker' });
      await asker.ask('is the moon made of green cheese?');
      expect(asker.words).toContain('Our own town found cheese.');
      const elsewhere = new Hands(test, { id: 'asker' }, otherServer);
      await elsewhere.ask('is the moon made of green cheese?');
      expect(elsewhere.words).toContain('The Moon is made of rock.');
    });

    it('may open that one', async () => {
      await moderator.choose('Open: The Moon');
      expect(moderator.words).toContain('shared by all');
    });
  });

  it('may add the text as a wording of an entry of their own', async () => {
    await moderator.call('add');
    await moderator.fill(badgers);
    await moderator.press('Publish');
    await moderator.call('add', { text: 'our mayor hides seventeen tame badgers in the cellar' });
    await moderator.fill({ ...badgers, claim: 'Our mayor hides seventeen tame badgers in the cellar' });
    await moderator.choose('Add as a wording of');
    expect(moderator.words).toContain('Published');
    const [record] = await test.store.entries.list({ scopes: ['discord:server'], limit: 10 });
    expect(record).toMatchObject({
      revision: 2,
      entry: { wordings: { en: ['Our mayor hides seventeen tame badgers in the cellar'] } },
    });
    expect((await test.store.drafts.list('discord:server', 10)).filter(({ status }) => status !== 'done')).toEqual([]);
  });

  it('keeps a draft, finds it again and goes on in further steps', async () => {
    await draftInSteps(moderator, (name) => moderator.call(name), '2027-01-01');
    await moderator.choose('Origin and quotations');
    await moderator.fill({
      origin: 'A joke at the market.',
      timeline: `2025-12-01 | precursor | The Clock | a joke\n${badgers.first}`,
      quotes: 'https://example.org/cellar | Pas de blaireaux. | fr | the mayor | No badgers.',
    });
    await moderator.choose('Wordings, tags, dates');
    await moderator.fill({
      wordings: 'mayor badgers cellar',
      negatives: 'the mayor keeps goats',
      tags: 'local, Animals',
    });
    await moderator.press('Publish');
    const [record] = await test.store.entries.list({ scopes: ['discord:server'], limit: 10 });
    expect(record?.entry).toMatchObject({
      claim: { en: badgers.claim, fr: 'Le maire garde des blaireaux.' },
      nature: 'hoax',
      confidence: { level: 'high' },
      notProven: { en: 'Who began it.' },
      origin: {
        timeline: [
          { kind: 'precursor', publisher: 'The Clock' },
          { kind: 'first-known', date: '2026-01-15' },
        ],
      },
      sources: [
        {
          kind: 'fact-check',
          quotes: [{ text: 'Pas de blaireaux.', lang: 'fr', by: 'the mayor', translation: { en: 'No badgers.' } }],
        },
      ],
      tags: ['local', 'animals'],
      reviewBy: '2027-01-01',
    });
  });

  describe('where two must agree', () => {
    beforeEach(async () => {
      await test.store.settings.set('discord:server', { twoPersonReview: true });
      await moderator.call('add');
      await moderator.fill(badgers);
      await moderator.press('Hand in for review');
    });

    it('cannot publish alone', async () => {
      expect(moderator.words).toContain('Another moderator has to publish it');
      const [draft] = await test.store.drafts.list('discord:server', 10);
      await moderator.call('publish', { draft: draft!.id });
      expect(await test.store.entries.count(['discord:server'])).toMatchObject({ published: 0 });
    });

    it('is published by another moderator', async () => {
      await second.call('drafts');
      await second.choose(badgers.claim);
      await second.press('Publish');
      expect(second.words).toContain('Published');
      expect(await test.store.entries.count(['discord:server'])).toMatchObject({ published: 1 });
    });

    it('goes back to the first one where the second one changes it', async () => {
      await second.call('drafts');
      await second.choose(badgers.claim);
      await second.choose('Claim and answer');
      await second.fill({ answer: 'There never were any.' });
      await second.press('Hand in for review');
      await moderator.call('drafts');
      await moderator.choose(badgers.claim);
      await moderator.press('Publish');
      expect(moderator.words).toContain('Published');
    });
  });

  describe('who types something wrong', () => {
    const long = 'x'.repeat(10_000);
    it.each([
      [
        'an address that is none',
        { sources: 'example.org/x | Gazette | Title' },
        'sources',
        'Line 1: the web address is missing',
      ],
      ['a broken address', { sources: 'https:/example | Gazette | Title' }, 'sources', 'address'],
      [
        'a source without a title',
        { sources: 'https://example.org/x | Gazette' },
        'sources',
        'Line 1: publisher or title is missing',
      ],
      [
        'the same source twice',
        { sources: `${badgers.sources}\n${badgers.sources.replace('No', 'Some')}` },
        'sources',
        'Line 2: this address is there already',
      ],
      ['no source', { sources: '  ' }, 'sources', 'This is missing'],
      ['a date in the future', { first: '2031-01-01 | A neighbour' }, 'first', '“2031-01-01” lies in the future'],
      ['a misspelt date', { first: '2026-13-41 | A neighbour' }, 'first', '“2026-13-41” is no date'],
      ['a date as people write it', { first: '13/02/2018 | A neighbour' }, 'first', 'Write 2018-02-13'],
      ['10,000 characters in the claim', { claim: long }, 'claim', '10000 characters, at most 400 fit'],
      ['10,000 characters in the answer', { answer: long }, 'answer', '10000 characters, at most 500 fit'],
      ['10,000 characters of sources', { sources: long }, 'sources', '10000 characters, at most 3000 fit'],
      ['a verdict there is not', { verdict: 'banana' }, 'verdict', 'Choose one of these'],
      ['no claim', { claim: ' \n ' }, 'claim', 'This is missing'],
    ])('is told what is wrong with %s, and gets back what was typed', async (_, wrong, field, problem) => {
      await moderator.call('add');
      await moderator.fill({ ...badgers, ...wrong });
      expect(moderator.form.problem).toContain(problem);
      expect(moderator.form.fields.find(({ problem: told }) => told !== undefined)?.name).toBe(field);
      for (const [name, text] of Object.entries({ ...badgers, ...wrong })) {
        expect(moderator.field(name).trim()).toBe(text.slice(0, 3000).trim());
      }
      const [draft] = await test.store.drafts.list('discord:server', 10);
      for (const [name, text] of Object.entries(wrong)) expect((draft?.fields[name] ?? '').trim()).toBe(text.trim());
      expect(await test.store.entries.count(['discord:server'])).toMatchObject({ draft: 0, published: 0 });
      await moderator.do(moderator.form.reopen);
      expect(moderator.field('claim').trim()).toBe({ ...badgers, ...wrong }.claim.slice(0, 3000).trim());
      await moderator.fill(badgers);
      await moderator.press('Publish');
      expect(moderator.words).toContain('Published');
    });

    it('may type markup and mentions, which stay text', async () => {
      const odd = '**bold** <@everyone> @here <b>x</b> `code` [a](https://evil.example) mayor badgers';
      await moderator.call('add');
      await moderator.fill({ ...badgers, claim: odd, answer: odd, first: `2026-01-15 | ${odd}` });
      await moderator.press('Publish');
      const [record] = await test.store.entries.list({ scopes: ['discord:server'], limit: 10 });
      expect(record?.entry).toMatchObject({ claim: { en: odd }, answer: { en: odd } });
    });

    it('gets the typed text back where the draft was discarded meanwhile', async () => {
      await moderator.call('add');
      await moderator.fill(badgers);
      await moderator.choose('How sure, what kind');
      const form = moderator.form;
      const [draft] = await test.store.drafts.list('discord:server', 10);
      await second.call('discard', { draft: draft!.id });
      moderator.last = form;
      await moderator.fill({ 'not-proven': 'Who began it.' });
      expect(moderator.answer.kind).toBe('problem');
      expect(moderator.words).toContain('Who began it.');
    });
  });

  it('is refused a draft of another community as if it were not there', async () => {
    await moderator.call('add');
    await moderator.fill(badgers);
    const [draft] = await test.store.drafts.list('discord:server', 10);
    await test.store.settings.set('discord:other', { moderators: ['moderator'] });
    const elsewhere = new Hands(test, { id: 'moderator' }, otherServer);
    for (const command of ['preview', 'publish', 'keep', 'discard', 'distinct']) {
      await elsewhere.call(command, { draft: draft!.id });
      expect(elsewhere.words).toContain('no longer there');
    }
    await elsewhere.call('draft', { id: draft!.id, step: 'main', lang: 'en' }, { fields: badgers });
    expect(elsewhere.words).toContain('no longer there');
    expect(await test.store.drafts.get(draft!.id)).toEqual(draft);
    expect(server.community).toBe('server');
  });
});
