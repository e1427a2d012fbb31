// Is nothing lost and nothing undone in Discord where two work at the same entry?

import { it } from '@jest/globals';
import { playRaces } from '../../bot/moderation/races.ts';
import { rumoursForTests } from './open-discord.ts';
import { discordPlayer } from './player.ts';

const start = rumoursForTests();

it('two moderators at one entry in Discord lose nothing and undo nothing', async () => {
  const opened = await start();
  const { emulator, guild, store, ana, settled } = opened;
  const role = guild.role('Moderators', ['ManageMessages']);
  const people = ['Mod', 'Second'].map((name) => emulator.person(name));
  for (const person of people) guild.join(person, role);
  await settled();
  await store.settings.set(`discord:${guild.id}`, { moderators: people.map(({ id }) => id) });
  const [first, second] = people.map((person) => discordPlayer(person, opened));
  await playRaces({
    asker: discordPlayer(ana, opened),
    first: first!,
    second: second!,
    again: [first!.sendsAgain],
    store,
    scope: `discord:${guild.id}`,
  });
});
