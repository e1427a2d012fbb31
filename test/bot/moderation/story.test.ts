import { expect, it } from '@jest/globals';
import type { Reply } from '../../../src/bot/reply.ts';
import { sampleEntry } from '../../store/sample-entry.ts';
import { openTestBot, wordsOf } from '../open-test-bot.ts';
import { Hands, recordingMessenger } from './hands.ts';
import { letPass } from './let-pass.ts';
import { type Player, playStory, rumour } from './story.ts';

it('the whole story runs through the bot', async () => {
  const test = await openTestBot([sampleEntry()]);
  await test.store.settings.set('discord:server', { moderators: ['moderator'] });
  const messenger = recordingMessenger();
  test.bot.connect(messenger);
  const posted = new Map<string, string>();

  const player = (hands: Hands): Player => ({
    async ask(text) {
      const reply: Reply = await hands.ask(text);
      if (reply?.kind !== 'answer' || reply.visibility !== 'public') return;
      const address = String(posted.size);
      posted.set(address, wordsOf(reply));
      const incoming = { kind: 'question', text, place: hands.place, person: hands.person } as const;
      await test.bot.posted(incoming, reply, { address });
    },
    command: (name, options = {}) => hands.call(name, options),
    press: (label) => hands.press(label),
    choose: (label) => hands.choose(label),
    fill: (fields) => hands.fill(fields),
    reads: async () => hands.words,
  });

  await playStory({
    asker: player(new Hands(test, { id: 'asker' })),
    moderator: player(new Hands(test, { id: 'moderator' })),
    settle: () => letPass(test),
    told: async () => messenger.told.map(({ answer }) => wordsOf({ kind: 'answer', visibility: 'private', answer })),
    async publicAnswers() {
      for (const { address, answer } of messenger.edits) {
        posted.set(address, wordsOf({ kind: 'answer', visibility: 'public', answer }));
      }
      return [...posted.values()];
    },
  });
  expect(JSON.stringify(test.logged)).not.toContain(rumour);
  expect(test.logged.filter(({ level }) => level === 'error')).toEqual([]);
  await test.close();
});
