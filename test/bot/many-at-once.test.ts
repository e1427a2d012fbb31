import { describe, expect, it } from '@jest/globals';
import type { Store } from '../../src/store/store.ts';
import { sampleEntry } from '../store/sample-entry.ts';
import { openTestBot, someone } from './open-test-bot.ts';

const question = (n: number) => ({
  ...someone,
  place: { ...someone.place, direct: true },
  person: { id: `person-${n}`, isManager: false, groups: [] },
  kind: 'question' as const,
  text: 'is the moon really made of green cheese?',
});

/** As many as the bot works on at once. */
const AT_ONCE = 16;

describe('many questions at once', () => {
  it('leave the event loop to others between them', async () => {
    const test = await openTestBot([sampleEntry()]);
    let answered = 0;
    const all = Promise.all(
      Array.from({ length: AT_ONCE }, (_, n) => test.bot.handle(question(n)).then(() => (answered += 1))),
    );
    const seen: number[] = [];
    while (answered < AT_ONCE) {
      await new Promise((resolve) => setImmediate(resolve));
      seen.push(answered);
    }
    await all;
    await test.close();
    expect(seen.some((n) => n > 0 && n < AT_ONCE)).toBe(true);
    // One is worked on at a time; a few may still be told in the same turn.
    expect(Math.max(...seen.map((n, i) => n - (seen[i - 1] ?? 0)))).toBeLessThanOrEqual(AT_ONCE / 4);
  });

  it('are turned away at once where they could not be answered in time, the store unasked', async () => {
    let taken = 0;
    const counting = (store: Store): Store => ({
      ...store,
      seen: {
        ...store.seen,
        take(...all) {
          taken += 1;
          return store.seen.take(...all);
        },
      },
    });
    const test = await openTestBot([sampleEntry()], counting, { questionDeadlineMs: 600_000 });
    const told: string[] = [];
    const count = (kind: string) => told.filter((each) => each === kind).length;
    const all = Array.from({ length: 400 }, async (_, n) => {
      const reply = await test.bot.handle({ ...question(n), eventId: String(n) });
      told.push(reply?.kind === 'answer' ? `${reply.answer.kind} ${reply.answer.headline}` : 'nothing');
    });
    const help = test.call('help');
    await Promise.all(all);
    const [answered, busy] = [count('answer ❌ False · legend'), count('problem 🔧 I could not check')];
    expect(answered + busy).toBe(400);
    expect(taken).toBe(answered);
    // Whom there is no time for need not wait to hear so.
    expect(told.slice(0, 200)).toEqual(Array.from({ length: 200 }, () => 'problem 🔧 I could not check'));
    expect(answered).toBeGreaterThan(10);
    expect((await help)?.answer.kind).not.toBe('problem');
    expect((await test.ask('is the moon really made of green cheese?'))?.answer.kind).toBe('answer');
    expect(test.logged.map(({ level, message }) => `${level}: ${message}`)).toEqual([
      'warn: more questions than can be answered in time: turning some away',
    ]);
    await test.close();
  });

  it('are told "I could not check" where the store is too slow, and answered again when it is not', async () => {
    let slow = true;
    const test = await openTestBot(
      [sampleEntry()],
      (store) => ({
        ...store,
        settings: { ...store.settings, get: (scope) => (slow ? new Promise(() => {}) : store.settings.get(scope)) },
      }),
      // Enough for the first answer of a cold process.
      { questionDeadlineMs: 1_000 },
    );
    expect(await test.bot.handle({ ...question(1), place: someone.place })).toMatchObject({
      visibility: 'private',
      answer: { kind: 'problem', headline: '🔧 I could not check' },
    });
    slow = false;
    expect(await test.bot.handle({ ...question(1), place: someone.place })).toMatchObject({
      answer: { kind: 'answer' },
    });
    await test.close();
  });
});
