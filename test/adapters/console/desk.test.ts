// Does all of a moderator's work run in the console?

import { it } from '@jest/globals';
import { playDesk } from '../../bot/moderation/desk.ts';
import { openTestBot } from '../../bot/open-test-bot.ts';
import { sampleEntry } from '../../store/sample-entry.ts';
import { consolePlayer } from './player.ts';

it('all of a moderator’s work runs in the console', async () => {
  const test = await openTestBot([sampleEntry()]);
  const players = Array.from({ length: 3 }, () => consolePlayer(test.bot));
  const [asker, moderator, second] = players;
  try {
    await playDesk({
      asker: asker!,
      moderator: moderator!,
      second: second!,
      bot: test.bot,
      store: test.store,
      clock: test.clock,
      scope: 'shared',
      settle: async () => void (await test.bot.work()),
      // Whoever is told in the console is told in the chat that was opened last.
      told: async () => Promise.all(players.map((player) => player.reads())),
    });
  } finally {
    for (const player of players) await player.leaves();
    await test.close();
  }
});
