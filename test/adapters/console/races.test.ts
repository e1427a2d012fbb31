// Is nothing lost and nothing undone in the console where two work at the same entry?

import { it } from '@jest/globals';
import { playRaces } from '../../bot/moderation/races.ts';
import { openTestBot } from '../../bot/open-test-bot.ts';
import { sampleEntry } from '../../store/sample-entry.ts';
import { consolePlayer } from './player.ts';

it('two chats at one entry in the console lose nothing and undo nothing', async () => {
  const test = await openTestBot([sampleEntry()]);
  const players = Array.from({ length: 3 }, () => consolePlayer(test.bot));
  const [asker, first, second] = players;
  // A form of the console is sent once: it ends with its last field.
  try {
    await playRaces({ asker: asker!, first: first!, second: second!, again: [], store: test.store, scope: 'shared' });
  } finally {
    for (const player of players) await player.leaves();
    await test.close();
  }
});
