// What must every store do for moderators?

import { describe, expect, it } from '@jest/globals';
import type { AuditRecord } from '../../src/store/port/audit-store.ts';
import type { Draft } from '../../src/store/port/draft-store.ts';
import type { Feedback } from '../../src/store/port/feedback-store.ts';
import type { InboxItem } from '../../src/store/port/inbox-store.ts';
import type { Store } from '../../src/store/store.ts';
import { sampleEntry } from './sample-entry.ts';

const draft = (changes: Partial<Draft> = {}): Draft => ({
  id: 'draft',
  scope: 'discord:1',
  person: 'moderator',
  at: new Date('2026-03-01T10:00:00Z'),
  status: 'open',
  entryId: 'moon-cheese',
  baseRevision: 0,
  lang: 'en',
  fields: { claim: ' The Moon is…\n ' },
  ...changes,
});

const item = (id: string, changes: Partial<InboxItem> = {}): InboxItem => ({
  id,
  at: new Date('2026-03-01T10:00:00Z'),
  scope: 'discord:1',
  platform: 'discord',
  text: 'is the moon cheese?',
  lang: 'en',
  person: 'asker',
  status: 'open',
  replyTo: '{"channel":"1"}',
  ...changes,
});

const record = (id: string, changes: Partial<AuditRecord> = {}): AuditRecord => ({
  id,
  at: new Date('2026-03-01T10:00:00Z'),
  scope: 'discord:1',
  person: 'moderator',
  action: 'publish',
  place: 'discord general',
  subject: 'moon-cheese',
  before: 'false',
  after: 'true',
  reason: 'a new study',
  ...changes,
});

const feedback = (id: string, changes: Partial<Feedback> = {}): Feedback => ({
  id,
  at: new Date('2026-03-01T10:00:00Z'),
  scope: 'discord:1',
  inquiryId: id,
  entryId: 'moon-cheese',
  kind: 'not-this',
  person: 'asker',
  features: {},
  ...changes,
});

/** @param open one more connection to the test's database, as another process would have it; closed after the test. */
export function describeModeration(open: (now?: () => Date) => Promise<Store>): void {
  describe('drafts', () => {
    it('are kept as they were typed, and replaced by what is typed later', async () => {
      const store = await open();
      expect(await store.drafts.put(draft())).toBe(true);
      expect(await store.drafts.get('draft')).toEqual(draft());
      const later = draft({ person: 'another', status: 'proposed', distinct: true, inboxId: 'i' });
      expect(await store.drafts.put(later)).toBe(true);
      expect(await store.drafts.get('draft')).toEqual(later);
    });

    it('cannot be taken over by another community', async () => {
      const store = await open();
      await store.drafts.put(draft());
      expect(await store.drafts.put(draft({ scope: 'discord:2', fields: {} }))).toBe(false);
      expect(await store.drafts.get('draft')).toEqual(draft());
      expect(await store.drafts.list('discord:2', 10)).toEqual([]);
      expect(await store.drafts.list('discord:1', 10)).toEqual([draft()]);
    });

    it('are removed once, forgotten by person and pruned by age', async () => {
      const store = await open();
      await store.drafts.put(draft());
      expect(await store.drafts.remove('draft')).toBe(true);
      expect(await store.drafts.remove('draft')).toBe(false);
      await store.drafts.put(draft());
      expect(await store.drafts.prune(new Date('2026-03-01T10:00:00Z'))).toBe(0);
      expect(await store.drafts.forget('moderator')).toBe(1);
      await store.drafts.put(draft());
      expect(await store.drafts.prune(new Date('2026-03-01T10:00:01Z'))).toBe(1);
    });
  });

  describe('the record of what moderators did', () => {
    it('is kept a community, latest first, with the jobs that follow from it', async () => {
      const store = await open();
      await store.audit.add(record('1'), [{ id: 'log:1', kind: 'log', payload: 'x' }]);
      const later = record('2', { at: new Date('2026-03-02T10:00:00Z'), before: undefined, reason: undefined });
      await store.audit.add(later);
      expect(await store.audit.list('discord:1', 10)).toEqual([later, record('1')]);
      expect(await store.audit.list('discord:2', 10)).toEqual([]);
      expect(await store.jobs.take(['log'], 10, 60)).toMatchObject([{ id: 'log:1', payload: 'x' }]);
    });

    it('forgets who did it, and goes with time', async () => {
      const store = await open();
      await store.audit.add(record('1'));
      expect(await store.audit.forget('moderator')).toBe(1);
      expect(await store.audit.list('discord:1', 10)).toEqual([record('1', { person: 'forgotten' })]);
      expect(await store.audit.prune(new Date('2026-04-01T00:00:00Z'))).toBe(1);
    });
  });

  describe('handed-over questions', () => {
    it('are worked on by one moderator at a time', async () => {
      const store = await open();
      await store.inbox.add(item('1'));
      const at = new Date('2026-03-01T11:00:00Z');
      await store.inbox.claim(['1'], 'moderator', at);
      expect(await store.inbox.get('1')).toEqual({ ...item('1'), claimedBy: 'moderator', claimedAt: at });
      await store.inbox.claim(['1'], undefined, at);
      expect(await store.inbox.get('1')).toEqual(item('1'));
    });

    it('forget the moderator who worked on them, and stay', async () => {
      const store = await open();
      await store.inbox.add(item('1'));
      await store.inbox.claim(['1'], 'moderator', new Date('2026-03-01T11:00:00Z'));
      expect(await store.inbox.forget('moderator')).toBe(1);
      expect(await store.inbox.get('1')).toEqual(item('1'));
      expect(await store.inbox.forget('moderator')).toBe(0);
    });

    it('are closed once, over all connections, and lose their text and address', async () => {
      const stores = [await open(), await open()];
      await stores[0]!.inbox.add(item('1'));
      await stores[0]!.inbox.add(item('2'));
      const closed = await Promise.all(
        [...stores, ...stores].map((store) =>
          store.inbox.close(['1', '2'], {
            status: 'answered',
            entryId: 'moon-cheese',
            jobOf: ({ id, text }) => (id === '1' ? { id: `tell:${id}`, kind: 'tell', payload: text } : undefined),
          }),
        ),
      );
      expect(
        closed
          .flat()
          .map(({ id, text }) => [id, text])
          .sort(),
      ).toEqual([
        ['1', 'is the moon cheese?'],
        ['2', 'is the moon cheese?'],
      ]);
      expect(await stores[0]!.inbox.get('1')).toEqual(
        item('1', { status: 'answered', text: '', replyTo: undefined, entryId: 'moon-cheese' }),
      );
      expect(await stores[0]!.inbox.countOpen('discord:1')).toBe(0);
      expect(await stores[1]!.jobs.take(['tell'], 10, 60)).toMatchObject([{ payload: 'is the moon cheese?' }]);
      expect(await stores[0]!.inbox.prune(new Date('2026-04-01T00:00:00Z'))).toBe(2);
    });
  });

  describe('feedback that moderators look at', () => {
    it('is open until they settle it, each community its own', async () => {
      const store = await open();
      for (const id of ['1', '2', '3']) await store.feedback.add(feedback(id));
      await store.feedback.settle('discord:1', ['1'], 'confirmed');
      await store.feedback.settle('discord:2', ['2'], 'dismissed');
      expect((await store.feedback.open('discord:1', 10)).map(({ id }) => id).sort()).toEqual(['2', '3']);
      expect(await store.feedback.list('discord:1', 10)).toHaveLength(3);
      expect(await store.feedback.prune(new Date('2026-04-01T00:00:00Z'))).toBe(3);
    });

    it('counts what was said of each entry, looked at or not, each community its own', async () => {
      const store = await open();
      await store.feedback.add(feedback('1'));
      await store.feedback.add(feedback('2', { kind: 'helpful', at: new Date('2026-02-01T10:00:00Z') }));
      await store.feedback.add(feedback('3', { kind: 'helpful' }));
      await store.feedback.add(feedback('4', { kind: 'helpful', entryId: 'flat-earth' }));
      await store.feedback.add(feedback('5', { scope: 'discord:2' }));
      await store.feedback.settle('discord:1', ['1'], 'dismissed');
      expect(await store.feedback.count('discord:1', new Date(0))).toEqual([
        { entryId: 'flat-earth', notThis: 0, helpful: 1 },
        { entryId: 'moon-cheese', notThis: 1, helpful: 2 },
      ]);
      expect(await store.feedback.count('discord:1', new Date('2026-03-01T00:00:00Z'), 'moon-cheese')).toEqual([
        { entryId: 'moon-cheese', notThis: 1, helpful: 1 },
      ]);
      expect(await store.feedback.count('discord:3', new Date(0))).toEqual([]);
      expect(await store.feedback.open('discord:1', 10)).toEqual([]);
    });

    it('holds the last word of who changed their mind about an answer', async () => {
      const store = await open();
      expect(await store.feedback.add(feedback('1', { inquiryId: 'i' }))).toBe(true);
      expect(await store.feedback.add(feedback('2', { inquiryId: 'i', kind: 'helpful' }))).toBe(true);
      expect(await store.feedback.add(feedback('3', { inquiryId: 'i', kind: 'helpful', person: 'other' }))).toBe(true);
      expect(await store.feedback.add(feedback('4', { inquiryId: 'i', kind: 'helpful' }))).toBe(false);
      expect(await store.feedback.count('discord:1', new Date(0))).toEqual([
        { entryId: 'moon-cheese', notThis: 0, helpful: 2 },
      ]);
    });
  });

  describe('many entries', () => {
    const many = (ids: readonly string[], expectedRevision: number, scope = 'shared') =>
      ids.map((id) => ({
        draft: { id, scope, status: 'published', entry: sampleEntry({ id }) } as const,
        expectedRevision,
      }));

    it('are saved at once with their history and changes, but for those that another was faster with', async () => {
      const store = await open();
      expect(await store.entries.saveMany(many(['a', 'b'], 0), { by: 'importer', reason: 'import' })).toEqual([]);
      expect(await store.entries.saveMany(many(['b', 'c'], 0), { by: 'importer' })).toEqual(['b']);
      expect(await store.entries.saveMany(many(['c'], 1, 'discord:1'), { by: 'importer' })).toEqual(['c']);
      expect(await store.entries.saveMany(many(['a'], 1), { by: 'importer' })).toEqual([]);
      expect((await store.entries.history('a')).map(({ revision, reason }) => [revision, reason])).toEqual([
        [2, undefined],
        [1, 'import'],
      ]);
      expect((await store.changes.since(0, 10)).map(({ entryId }) => entryId)).toEqual(['a', 'b', 'c', 'a']);
    });

    it('bring the work that follows from those that are saved, all or nothing', async () => {
      const store = await open();
      await store.entries.saveMany(many(['a'], 0), { by: 'importer' });
      const told: string[][] = [];
      await store.entries.saveMany(many(['a', 'b'], 0), {
        by: 'importer',
        jobsOf(refused) {
          told.push([...refused]);
          return [{ id: 'tell-b', kind: 'tell', payload: 'b' }];
        },
      });
      expect(told).toEqual([['a']]);
      expect(await store.jobs.take(['tell'], 10, 60)).toMatchObject([{ id: 'tell-b', payload: 'b' }]);

      const failing = store.entries.saveMany(many(['c'], 0), {
        by: 'importer',
        jobsOf() {
          throw new Error('cannot say');
        },
      });
      await expect(failing).rejects.toThrow('cannot say');
      expect(await store.entries.get('c')).toBeUndefined();
    });

    it('forget who changed them', async () => {
      const store = await open();
      await store.entries.saveMany(many(['a', 'b'], 0), { by: 'importer' });
      expect(await store.entries.forget('importer')).toBe(2);
      expect((await store.entries.get('a'))?.updatedBy).toBe('forgotten');
    });
  });

  describe('what communities have set and asked', () => {
    it('is found by name and counted a community', async () => {
      const store = await open();
      await store.settings.set('discord:1', { logChannel: '1' });
      await store.settings.set('discord:2', { language: 'fr' });
      expect(await store.settings.scopesWith('logChannel')).toEqual(['discord:1']);
      const asked = { platform: 'discord', person: 'p', entryId: undefined, probability: undefined, lang: 'en' };
      const at = new Date('2026-03-01T10:00:00Z');
      await store.inquiries.add({ ...asked, id: '1', at, scope: 'discord:1', decision: 'unreviewed' });
      await store.inquiries.add({ ...asked, id: '2', at, scope: 'discord:2', decision: 'unreviewed' });
      expect(await store.inquiries.countSince(new Date(0), 'discord:1')).toMatchObject({ unreviewed: 1 });
    });
  });
}
