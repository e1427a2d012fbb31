// Are earlier answers corrected when the file of a curated entry says another verdict?

import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { jobsOfChange } from '../../../src/bot/moderation/tell-job.ts';
import type { Entry } from '../../../src/entry/entry-schema.ts';
import { applyCurated } from '../../../src/store/apply-curated.ts';
import { curatedFile, sampleEntry } from '../../store/sample-entry.ts';
import { openTestBot, type TestBot, wordsOf } from '../open-test-bot.ts';
import { Hands, type RecordingMessenger, recordingMessenger } from './hands.ts';

const QUESTION = 'is the moon really made of green cheese?';

let test: TestBot;
let messenger: RecordingMessenger;
beforeEach(async () => {
  test = await openTestBot([sampleEntry()]);
  messenger = recordingMessenger();
  test.bot.connect(messenger);
  const asker = new Hands(test, { id: 'asker' });
  await asker.ask(QUESTION);
  const incoming = { kind: 'question', text: QUESTION, place: asker.place, person: asker.person } as const;
  await test.bot.posted(incoming, asker.reply, { address: 'one', link: 'https://example.org/one' });
});
afterEach(() => test.close());

async function upgrade(changes: Partial<Entry>): Promise<void> {
  await applyCurated(test.store, [curatedFile(sampleEntry(changes))], jobsOfChange);
  await test.bot.catchUp();
  await test.bot.work();
}

it('edits them once, with the note of the update', async () => {
  const note = { en: 'A lander brought some cheese back.' };
  const changes: Partial<Entry> = { verdict: 'mixed', updates: [{ date: '2026-02-28', note }] };
  await upgrade(changes);
  await upgrade(changes);
  expect(messenger.edits).toMatchObject([{ address: 'one', answer: { verdict: 'mixed' } }]);
  const [{ answer }] = messenger.edits as [RecordingMessenger['edits'][0]];
  expect(wordsOf({ kind: 'answer', visibility: 'public', answer })).toContain('A lander brought some cheese back.');
});

it('leaves them as they are where the verdict stands', async () => {
  await upgrade({ answer: { en: 'It is rock through and through.' } });
  expect(messenger.edits).toEqual([]);
});
