// What must every store do, whatever the database below?

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Entry } from '../../src/entry/entry-schema.ts';
import { applyCurated } from '../../src/store/apply-curated.ts';
import type { EntryDraft, PublishedEntry } from '../../src/store/entry-record.ts';
import type { Feedback } from '../../src/store/port/feedback-store.ts';
import type { InboxItem } from '../../src/store/port/inbox-store.ts';
import type { Inquiry } from '../../src/store/port/inquiry-store.ts';
import type { PostedAnswer } from '../../src/store/port/posted-answers.ts';
import type { Store } from '../../src/store/store.ts';
import { describeJobs } from './job-contract.ts';
import { describeModeration } from './moderation-contract.ts';
import { curatedFile, sampleEntry } from './sample-entry.ts';

/** A place for one database: opens it as often as asked, and is removed at the end. */
export interface StoreHarness {
  /** Opens one more connection to the same database, as another process would. */
  open(now?: () => Date): Promise<Store>;
  remove(): Promise<void>;
}

const draft = (id: string, changes: Partial<EntryDraft> = {}): EntryDraft => ({
  id,
  scope: 'shared',
  status: 'published',
  entry: sampleEntry({ id }),
  ...changes,
});

const inquiry = (id: string, changes: Partial<Inquiry> = {}): Inquiry => ({
  id,
  at: new Date('2026-03-01T10:00:00Z'),
  platform: 'console',
  scope: undefined,
  person: 'hash-of-a-person',
  decision: 'answer',
  entryId: 'moon-cheese',
  probability: 0.97,
  lang: 'en',
  ...changes,
});

const inboxItem = (id: string, changes: Partial<InboxItem> = {}): InboxItem => ({
  id,
  at: new Date('2026-03-01T10:00:00Z'),
  scope: 'discord:1',
  platform: 'discord',
  text: 'Les licornes existent ? 🦄',
  lang: 'fr',
  person: 'hash-of-a-person',
  status: 'open',
  replyTo: '{"channel":"1"}',
  ...changes,
});

export function describeStore(name: string, makeHarness: () => Promise<StoreHarness>): void {
  describe(`${name} as a store`, () => {
    let harness: StoreHarness;
    let store: Store;
    const opened: Store[] = [];
    const openAnother = async (now?: () => Date) => {
      const another = await harness.open(now);
      opened.push(another);
      return another;
    };

    beforeEach(async () => {
      harness = await makeHarness();
      store = await openAnother();
    });

    afterEach(async () => {
      await Promise.all(opened.splice(0).map((each) => each.close()));
      await harness.remove();
    });

    describe('entries', () => {
      it('gives back what was saved, with its revision, time and author', async () => {
        const at = new Date('2026-01-02T03:04:05.678Z');
        const timed = await openAnother(() => at);
        const saved = await timed.entries.save(
          draft('a', { overrides: 'b', retirement: { reason: 'merged', mergedInto: 'b' }, status: 'retired' }),
          { by: 'someone', expectedRevision: 0 },
        );
        expect(saved.saved).toBe(true);
        expect(await store.entries.get('a')).toEqual({
          ...draft('a', { overrides: 'b', retirement: { reason: 'merged', mergedInto: 'b' }, status: 'retired' }),
          revision: 1,
          updatedAt: at,
          updatedBy: 'someone',
          curatedHash: undefined,
        });
      });

      it('has nothing under an id that was never saved', async () => {
        expect(await store.entries.get('nothing')).toBeUndefined();
        expect(await store.entries.getMany(['nothing'])).toEqual([]);
        expect(await store.entries.getMany([])).toEqual([]);
        expect(await store.entries.history('nothing')).toEqual([]);
      });

      it('refuses a change based on an older revision and shows the current one', async () => {
        await store.entries.save(draft('a'), { by: 'first', expectedRevision: 0 });
        await store.entries.save(draft('a', { status: 'draft' }), { by: 'second', expectedRevision: 1 });
        const late = await store.entries.save(draft('a'), { by: 'third', expectedRevision: 1 });
        expect(late).toMatchObject({ saved: false, current: { revision: 2, updatedBy: 'second' } });
        expect(await store.entries.history('a')).toHaveLength(2);
      });

      it('refuses a new entry under a taken id', async () => {
        await store.entries.save(draft('a'), { by: 'first', expectedRevision: 0 });
        expect(await store.entries.save(draft('a'), { by: 'second', expectedRevision: 0 })).toMatchObject({
          saved: false,
          current: { updatedBy: 'first' },
        });
      });

      it('refuses to move an entry to another community', async () => {
        await store.entries.save(draft('a', { scope: 'discord:1' }), { by: 'first', expectedRevision: 0 });
        const moved = await store.entries.save(draft('a', { scope: 'discord:2' }), {
          by: 'first',
          expectedRevision: 1,
        });
        expect(moved).toMatchObject({ saved: false, current: { scope: 'discord:1' } });
      });

      it('lets exactly one of many simultaneous changes through', async () => {
        await store.entries.save(draft('a'), { by: 'first', expectedRevision: 0 });
        const another = await openAnother();
        const results = await Promise.all(
          Array.from({ length: 8 }, (_, i) =>
            (i % 2 === 0 ? store : another).entries.save(draft('a'), { by: `person ${i}`, expectedRevision: 1 }),
          ),
        );
        expect(results.filter(({ saved }) => saved)).toHaveLength(1);
        expect((await store.entries.get('a'))?.revision).toBe(2);
      });

      it('keeps every revision with who, when and why, latest first', async () => {
        await store.entries.save(draft('a'), { by: 'first', expectedRevision: 0 });
        await store.entries.save(draft('a', { entry: sampleEntry({ id: 'a', verdict: 'mixed' }) }), {
          by: 'second',
          expectedRevision: 1,
          reason: 'a new study',
        });
        const history = await store.entries.history('a');
        expect(
          history.map(({ revision, updatedBy, reason, entry }) => [revision, updatedBy, reason, entry.verdict]),
        ).toEqual([
          [2, 'second', 'a new study', 'mixed'],
          [1, 'first', undefined, 'false'],
        ]);
      });

      it('goes through all published entries in the order of their ids, and through no other', async () => {
        for (const id of ['c', 'a', 'b']) await store.entries.save(draft(id), { by: 'x', expectedRevision: 0 });
        await store.entries.save(draft('d', { status: 'draft' }), { by: 'x', expectedRevision: 0 });
        const ids: string[] = [];
        for await (const { id } of store.entries.published()) ids.push(id);
        expect(ids).toEqual(['a', 'b', 'c']);
      });

      it('gives all published entries page by page, each once, and no other', async () => {
        const ids = Array.from({ length: 1_201 }, (_, i) => `entry-${(i * 7) % 1_201}`);
        const drafts = ids.map((id, i) => ({
          draft: draft(id, i % 2 ? { scope: 'discord:1' } : {}),
          expectedRevision: 0,
        }));
        await store.entries.saveMany(drafts, { by: 'x' });
        await store.entries.save(draft('d', { status: 'draft' }), { by: 'x', expectedRevision: 0 });
        await store.entries.save(draft('own', { scope: 'discord:1', overrides: 'entry-0' }), {
          by: 'x',
          expectedRevision: 0,
        });
        const found: PublishedEntry[] = [];
        for await (const page of store.entries.publishedPages()) found.push(...page);
        expect(found.map(({ id }) => id).sort()).toEqual([...ids, 'own'].sort());
        const own = found.find(({ id }) => id === 'own');
        expect(own).toEqual({ id: 'own', scope: 'discord:1', entry: sampleEntry({ id: 'own' }), overrides: 'entry-0' });
      });

      it('lists and counts the entries of the scopes asked for alone', async () => {
        await store.entries.save(draft('ours', { scope: 'discord:1', status: 'draft' }), {
          by: 'x',
          expectedRevision: 0,
        });
        await store.entries.save(draft('theirs', { scope: 'discord:2' }), { by: 'x', expectedRevision: 0 });
        await store.entries.save(draft('everyones'), { by: 'x', expectedRevision: 0 });
        const listed = await store.entries.list({ scopes: ['shared', 'discord:1'], limit: 10 });
        expect(listed.map(({ id }) => id).sort()).toEqual(['everyones', 'ours']);
        expect(await store.entries.count(['shared', 'discord:1'])).toEqual({ draft: 1, published: 1, retired: 0 });
        expect(await store.entries.list({ scopes: ['discord:1'], statuses: ['published'], limit: 10 })).toEqual([]);
      });

      it('keeps any text exactly as it was typed', async () => {
        await fc.assert(
          fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }), async (text) => {
            const wellFormed = text.toWellFormed().replaceAll('\u0000', '');
            const current = (await store.entries.get('a'))?.revision ?? 0;
            const entry = sampleEntry({ id: 'a', answer: { en: wellFormed } });
            await store.entries.save(draft('a', { entry }), { by: 'x', expectedRevision: current });
            expect((await store.entries.get('a'))?.entry.answer).toEqual({ en: wellFormed });
          }),
          { numRuns: 25 },
        );
      });
    });

    describe('the change feed', () => {
      it('numbers changes in the order they were saved', async () => {
        expect(await store.changes.latest()).toBe(0);
        await store.entries.save(draft('a'), { by: 'x', expectedRevision: 0 });
        await store.entries.save(draft('b'), { by: 'x', expectedRevision: 0 });
        await store.entries.save(draft('a'), { by: 'x', expectedRevision: 1 });
        const changes = await store.changes.since(0, 10);
        expect(changes.map(({ entryId }) => entryId)).toEqual(['a', 'b', 'a']);
        expect(changes.at(-1)?.sequence).toBe(await store.changes.latest());
        expect(await store.changes.since(changes[1]?.sequence ?? 0, 10)).toHaveLength(1);
        expect(await store.changes.since(0, 2)).toHaveLength(2);
      });

      it('has no change where none was saved', async () => {
        await store.entries.save(draft('a'), { by: 'x', expectedRevision: 3 });
        expect(await store.changes.latest()).toBe(0);
      });

      it.each(['this connection', 'another connection'])('tells a listener of a change by %s', async (who) => {
        const writer = who === 'this connection' ? store : await openAnother();
        const heard = new Promise<void>((resolve) => {
          store.changes.watch(resolve);
        });
        await writer.entries.save(draft('a'), { by: 'x', expectedRevision: 0 });
        await heard;
        expect(await store.changes.since(0, 10)).toHaveLength(1);
      });
    });

    describe('curated entries', () => {
      const filesOf = (changes: Partial<Entry> = {}) =>
        ['a', 'b'].map((id) => curatedFile(sampleEntry({ id, ...changes })));
      const files = filesOf();

      it('are added once', async () => {
        expect(await applyCurated(store, files)).toEqual({ added: 2, updated: 0, unchanged: 0, kept: [], faults: [] });
        expect(await applyCurated(store, files)).toEqual({ added: 0, updated: 0, unchanged: 2, kept: [], faults: [] });
      });

      it('follow their file until a moderator edits them, and keep the edit from then on', async () => {
        await applyCurated(store, files);
        const newer = filesOf({ answer: { en: 'A better sentence.', fr: 'x' } });
        expect(await applyCurated(store, newer)).toMatchObject({ updated: 2 });

        const record = await store.entries.get('a');
        await store.entries.save(
          { ...record!, entry: { ...record!.entry, verdict: 'mixed' } },
          { by: 'moderator', expectedRevision: 2 },
        );
        const newest = filesOf({ answer: { en: 'The best sentence.', fr: 'x' } });
        expect(await applyCurated(store, newest)).toEqual({
          added: 0,
          updated: 1,
          unchanged: 0,
          kept: ['a'],
          faults: [],
        });
        expect((await store.entries.get('a'))?.entry.verdict).toBe('mixed');
      });

      it('change nothing when only their bytes changed, and leave out a file with faults', async () => {
        await applyCurated(store, files);
        const reformatted = files.map((file) => ({ ...file, hash: 'another' }));
        expect(await applyCurated(store, reformatted)).toMatchObject({ updated: 0, unchanged: 2 });
        const broken = {
          file: 'c.yaml',
          id: 'c',
          hash: 'c',
          parse: () => ({ ok: false as const, faults: [{ line: 1, field: 'id', message: 'is missing' }] }),
        };
        expect(await applyCurated(store, [broken, ...files])).toMatchObject({
          unchanged: 2,
          faults: [{ file: 'c.yaml' }],
        });
      });

      it('are applied once by processes that start together', async () => {
        const another = await openAnother();
        const reports = await Promise.all([applyCurated(store, files), applyCurated(another, files)]);
        expect(reports.reduce((sum, { added }) => sum + added, 0)).toBe(2);
        expect(reports.flatMap(({ kept }) => kept)).toEqual([]);
        expect(await store.changes.since(0, 10)).toHaveLength(2);
      });
    });

    describe('inquiries', () => {
      it('are given back as they were', async () => {
        await store.inquiries.add(inquiry('1'));
        await store.inquiries.add(
          inquiry('2', { scope: 'discord:1', entryId: undefined, probability: undefined, decision: 'unreviewed' }),
        );
        expect(await store.inquiries.get('1')).toEqual(inquiry('1'));
        expect(await store.inquiries.get('2')).toEqual(
          inquiry('2', { scope: 'discord:1', entryId: undefined, probability: undefined, decision: 'unreviewed' }),
        );
      });

      it('are counted by decision, pruned by age and forgotten by person', async () => {
        await store.inquiries.add(inquiry('old', { at: new Date('2025-01-01T00:00:00Z') }));
        await store.inquiries.add(inquiry('new'));
        await store.inquiries.add(inquiry('other', { person: 'another person', decision: 'ask' }));
        expect(await store.inquiries.countSince(new Date('2026-01-01T00:00:00Z'))).toEqual({
          answer: 1,
          ask: 1,
          differs: 0,
          unreviewed: 0,
        });
        expect(await store.inquiries.prune(new Date('2025-06-01T00:00:00Z'))).toBe(1);
        expect(await store.inquiries.forget('hash-of-a-person')).toBe(1);
        expect(await store.inquiries.get('other')).toBeDefined();
      });
    });

    describe('the inbox', () => {
      it('keeps a handed-over question once, for its own community alone', async () => {
        await store.inbox.add(inboxItem('1'));
        await store.inbox.add(inboxItem('1'));
        expect(await store.inbox.open('discord:1', 10)).toEqual([inboxItem('1')]);
        expect(await store.inbox.countOpen('discord:1')).toBe(1);
        expect(await store.inbox.countOpen()).toBe(1);
        expect(await store.inbox.open('discord:2', 10)).toEqual([]);
        expect(await store.inbox.countOpen('discord:2')).toBe(0);
      });

      it('forgets what a person handed over', async () => {
        await store.inbox.add(inboxItem('1'));
        expect(await store.inbox.forget('hash-of-a-person')).toBe(1);
        expect(await store.inbox.get('1')).toBeUndefined();
      });
    });

    describe('feedback', () => {
      const feedback = (id: string): Feedback => ({
        id,
        at: new Date('2026-03-01T10:00:00Z'),
        scope: 'discord:1',
        inquiryId: 'i',
        entryId: 'a',
        kind: 'not-this',
        person: 'hash-of-a-person',
        features: { bm25: 0.5 },
      });

      it('is kept once a person and answer', async () => {
        expect(await store.feedback.add(feedback('1'))).toBe(true);
        expect(await store.feedback.add(feedback('2'))).toBe(false);
        expect(await store.feedback.list('discord:1', 10)).toEqual([feedback('1')]);
        expect(await store.feedback.list('discord:2', 10)).toEqual([]);
        expect(await store.feedback.forget('hash-of-a-person')).toBe(1);
      });
    });

    describe('settings', () => {
      it('are kept a community, changed one by one', async () => {
        expect(await store.settings.get('discord:1')).toEqual({});
        await store.settings.set('discord:1', { language: 'fr', channels: ['a', 'b'] });
        await store.settings.set('discord:1', { language: 'en', channels: undefined, cooldown: 5 });
        expect(await store.settings.get('discord:1')).toEqual({ language: 'en', cooldown: 5 });
        expect(await store.settings.get('discord:2')).toEqual({});
      });
    });

    describe('events', () => {
      it('belong to one taker, over all connections, until they are finished', async () => {
        const another = await openAnother();
        const taken = await Promise.all([store, another, store, another].map((each) => each.seen.take('event', 60)));
        expect(taken.toSorted()).toEqual(['busy', 'busy', 'busy', 'mine']);
        await another.seen.finish('event');
        expect(await store.seen.take('event', 60)).toBe('done');
        expect(await store.seen.take('another event', 60)).toBe('mine');
      });

      it('are taken over once the lease has ended, by one', async () => {
        const clock = { now: new Date('2026-03-01T10:00:00Z') };
        const [first, second] = [await openAnother(() => clock.now), await openAnother(() => clock.now)];
        expect(await first.seen.take('event', 60)).toBe('mine');
        clock.now = new Date('2026-03-01T10:00:59Z');
        expect(await second.seen.take('event', 60)).toBe('busy');
        clock.now = new Date('2026-03-01T10:01:00Z');
        const taken = await Promise.all([first, second].map((each) => each.seen.take('event', 60)));
        expect(taken.toSorted()).toEqual(['busy', 'mine']);
        await first.seen.finish('event');
        clock.now = new Date('2026-03-01T11:00:00Z');
        expect(await second.seen.take('event', 60)).toBe('done');
      });

      it('are not held by a lease of a clock that was set back', async () => {
        const ahead = await openAnother(() => new Date('2026-03-01T10:00:00Z'));
        await ahead.seen.take('event', 60);
        const back = await openAnother(() => new Date('2026-03-01T09:00:00Z'));
        expect(await back.seen.take('event', 60)).toBe('mine');
      });

      it('may be finished by who never took them', async () => {
        await store.seen.finish('event');
        expect(await store.seen.take('event', 60)).toBe('done');
      });

      it('are forgotten after a while', async () => {
        const timed = await openAnother(() => new Date('2026-01-01T00:00:00Z'));
        await timed.seen.take('event', 60);
        await timed.seen.finish('event');
        expect(await store.seen.prune(new Date('2026-01-02T00:00:00Z'))).toBe(1);
        expect(await store.seen.take('event', 60)).toBe('mine');
      });
    });

    describe('posted answers', () => {
      const posted = (inquiryId: string, changes: Partial<PostedAnswer> = {}): PostedAnswer => ({
        inquiryId,
        at: new Date('2026-03-01T10:00:00Z'),
        platform: 'discord',
        scope: 'discord:1',
        channel: 'general',
        questionId: 'question',
        address: '{"message":"m"}',
        link: 'https://example.org/m',
        entryId: 'a',
        revision: 1,
        lang: 'en',
        ...changes,
      });

      it('are found by inquiry and by question, and go when they are removed', async () => {
        await store.posted.add(posted('1'));
        await store.posted.add(posted('1', { revision: 2 }));
        expect(await store.posted.get('1')).toEqual(posted('1', { revision: 2 }));
        expect(await store.posted.toQuestion('discord', 'question')).toEqual([posted('1', { revision: 2 })]);
        expect(await store.posted.toQuestion('slack', 'question')).toEqual([]);
        await store.posted.remove('1');
        expect(await store.posted.get('1')).toBeUndefined();
      });

      it('tell the latest one about an entry in a channel', async () => {
        await store.posted.add(posted('1'));
        await store.posted.add(posted('2', { at: new Date('2026-03-01T10:05:00Z') }));
        await store.posted.add(posted('3', { channel: 'elsewhere', at: new Date('2026-03-01T10:06:00Z') }));
        const since = new Date('2026-03-01T10:01:00Z');
        expect((await store.posted.latestInChannel('discord', 'general', 'a', since))?.inquiryId).toBe('2');
        expect(await store.posted.latestInChannel('discord', 'general', 'b', since)).toBeUndefined();
        expect(
          await store.posted.latestInChannel('discord', 'general', 'a', new Date('2026-03-02T00:00:00Z')),
        ).toBeUndefined();
      });

      it('tell those that show an older revision', async () => {
        await store.posted.add(posted('1'));
        await store.posted.add(posted('2', { revision: 2 }));
        expect((await store.posted.outdated('a', 2, 10)).map(({ inquiryId }) => inquiryId)).toEqual(['1']);
        expect(await store.posted.prune(new Date('2026-04-01T00:00:00Z'))).toBe(2);
      });
    });

    describe('installations', () => {
      it('are kept by platform and community, the latest one, and removed', async () => {
        await store.installations.set('slack', 'T1', 'sealed');
        await store.installations.set('slack', 'T2', 'another');
        await store.installations.set('slack', 'T1', 'sealed again');
        const another = await openAnother();
        expect(await another.installations.get('slack', 'T1')).toBe('sealed again');
        expect(await another.installations.get('discord', 'T1')).toBeUndefined();
        await another.installations.remove('slack', 'T1');
        await another.installations.remove('slack', 'T1');
        expect(await store.installations.get('slack', 'T1')).toBeUndefined();
        expect(await store.installations.get('slack', 'T2')).toBe('another');
      });
    });

    describe('cooldowns', () => {
      it('let so many uses through in a window, counted over all connections, and say how long to wait', async () => {
        let at = new Date('2026-01-01T00:00:00Z');
        const stores = [await openAnother(() => at), await openAnother(() => at)];
        const take = (i: number) => stores[i % 2]!.cooldowns.take('someone', 2, 60);
        expect([await take(0), await take(1)]).toEqual([undefined, undefined]);
        at = new Date('2026-01-01T00:00:20Z');
        expect(await take(0)).toBe(40);
        expect(await stores[0]!.cooldowns.take('someone else', 2, 60)).toBeUndefined();
        at = new Date('2026-01-01T00:01:00Z');
        expect(await take(1)).toBeUndefined();
        expect(await store.cooldowns.prune(new Date('2026-01-02T00:00:00Z'))).toBe(2);
      });

      it('do not last longer when the clock is set back', async () => {
        let at = new Date('2026-01-01T12:00:00Z');
        const timed = await openAnother(() => at);
        expect(await timed.cooldowns.take('someone', 1, 60)).toBeUndefined();
        at = new Date('2026-01-01T11:00:00Z');
        expect(await timed.cooldowns.take('someone', 1, 60)).toBeUndefined();
        expect(await timed.cooldowns.take('someone', 1, 60)).toBe(60);
      });
    });

    describeJobs(openAnother);
    describeModeration(openAnother);

    it('has one key for hashing people, the same over all connections and restarts', async () => {
      const another = await openAnother();
      const keys = await Promise.all([store.personKey(), another.personKey()]);
      expect(keys[0]).toBe(keys[1]);
      await store.close();
      expect(await (await openAnother()).personKey()).toBe(keys[0]);
    });

    it('keeps everything when it is closed and opened again', async () => {
      await store.entries.save(draft('a'), { by: 'x', expectedRevision: 0 });
      await store.close();
      await store.close();
      const again = await openAnother();
      expect((await again.entries.get('a'))?.revision).toBe(1);
      await again.ping();
    });

    it('says what it could not do once it is closed', async () => {
      await store.close();
      await expect(store.entries.get('a')).rejects.toMatchObject({ code: 'store-error', operation: 'read an entry' });
    });
  });
}
