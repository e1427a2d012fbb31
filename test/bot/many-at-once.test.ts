import { describe, expect, it } from '@jest/globals';
import { sampleEntry } from '../store/sample-entry.ts';
import { openTestBot, someone } from './open-test-bot.ts';

const question = (n: number) => ({
  ...someone,
  place: { ...someone.place, direct: true },
  person: { id: `person-${n}`, isManager: false, groups: [] },
  kind: 'question' as const,
  text: 'is the moon really made of green cheese?',
});

describe('many questions at once', () => {
  it('leave the event loop to others between them', async () => {
    const test = await openTestBot([sampleEntry()]);
    let answered = 0;
    const all = Promise.all(
      Array.from({ length: 20 }, (_, n) => test.bot.handle(question(n)).then(() => (answered += 1))),
    );
    const seen: number[] = [];
    while (answered < 20) {
      await new Promise((resolve) => setImmediate(resolve));
      seen.push(answered);
    }
    await all;
    await test.close();
    expect(seen.some((n) => n > 0 && n < 20)).toBe(true);
    expect(Math.max(...seen.map((n, i) => n - (seen[i - 1] ?? 0)))).toBeLessThanOrEqual(2);
  });

  it('are told "I could not check" where the store is too slow, and answered again when it is not', async () => {
    let slow = true;
    const test = await openTestBot(
      [sampleEntry()],
      (store) => ({
        ...store,
        settings: { ...store.settings, get: (scope) => (slow ? new Promise(() => {}) : store.settings.get(scope)) },
      }),
      { questionDeadlineMs: 50 },
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
