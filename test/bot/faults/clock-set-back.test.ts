// Does the bot go on as usual when the clock is set back under it?

import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { sampleEntry } from '../../store/sample-entry.ts';
import { Hands, type RecordingMessenger, recordingMessenger } from '../moderation/hands.ts';
import { openTestBot, type TestBot } from '../open-test-bot.ts';

const QUESTION = 'is the moon really made of green cheese?';
const DAY_MS = 24 * 60 * 60 * 1000;

let test: TestBot;
let asker: Hands;
let messenger: RecordingMessenger;
beforeEach(async () => {
  test = await openTestBot([]);
  await test.store.settings.set('discord:server', { moderators: ['moderator'] });
  await test.store.entries.save(
    { id: 'moon-cheese', scope: 'discord:server', status: 'published', entry: sampleEntry() },
    { by: 'somebody', expectedRevision: 0 },
  );
  await test.bot.catchUp();
  messenger = recordingMessenger();
  test.bot.connect(messenger);
  asker = new Hands(test, { id: 'asker' });
});
afterEach(() => test.close());

const pass = (ms: number) => {
  test.clock.now = new Date(test.clock.now.getTime() + ms);
};

async function askAndPost(address: string): Promise<void> {
  await asker.ask(QUESTION);
  const incoming = { kind: 'question', text: QUESTION, place: asker.place, person: asker.person } as const;
  await test.bot.posted(incoming, asker.reply, { address, link: `https://example.org/${address}` });
}

it('answers in full, and asks for no more patience than usual', async () => {
  for (let n = 0; n < 6; n++) await askAndPost(`${n}`);
  await asker.ask(QUESTION);
  expect(asker.words).toContain('you can ask again in 60 seconds');
  pass(-DAY_MS);
  await asker.ask(QUESTION);
  expect(asker.answer).toMatchObject({ kind: 'answer', verdict: 'false' });
});

it('knows an event that it has handled', async () => {
  const { place, person } = asker;
  const question = { kind: 'question', text: QUESTION, eventId: 'one', place, person } as const;
  await asker.handle(question);
  await test.bot.posted(question, asker.reply, { address: 'one' });
  pass(-DAY_MS);
  expect(await asker.handle(question)).toBeUndefined();
});

it('goes on with corrections that wait for their turn, once each', async () => {
  await askAndPost('one');
  pass(60 * 60_000);
  await askAndPost('two');
  const moderator = new Hands(test, { id: 'moderator' });
  await moderator.call('edit', { entry: 'moon-cheese', step: 'main' });
  await moderator.fill({ verdict: 'mixed', answer: 'There is some cheese in it.' });
  await moderator.press('Publish');
  await moderator.fill({ note: 'A second look found some cheese.' });
  await moderator.press('Publish');
  await test.bot.work();
  expect(messenger.edits.map(({ address }) => address)).toEqual(['one']);
  pass(-DAY_MS);
  await test.bot.work();
  pass(DAY_MS);
  await test.bot.work();
  expect(messenger.edits.map(({ address }) => address)).toEqual(['one', 'two']);
});
