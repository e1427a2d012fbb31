import { it } from '@jest/globals';
import { letPass } from '../../bot/moderation/let-pass.ts';
import { playBadInput, playStory } from '../../bot/moderation/story.ts';
import type { Person } from '../../emulators/discord/person.ts';
import { openRumours } from './open-discord.ts';
import { discordPlayer, wordsOn } from './player.ts';

it('the whole story runs on Discord, and bad input is told and kept', async () => {
  const { discord, emulator, general, guild, ana, at, settled, bot, store, clock } = await openRumours();
  const moderator = emulator.person('Mod');
  guild.join(moderator, guild.role('Moderators', ['ManageMessages']));
  await settled();
  await store.settings.set(`discord:${guild.id}`, { moderators: [moderator.id] });

  const player = (person: Person) => discordPlayer(person, { general, at, settled });
  await playStory({
    asker: player(ana),
    moderator: player(moderator),
    settle: () => letPass({ bot, clock }, settled),
    told: async () => ana.dm().botMessages.map(wordsOn),
    publicAnswers: async () => general.botMessages.filter(({ onlyFor }) => onlyFor === undefined).map(wordsOn),
  });
  await playBadInput(player(moderator));
  await discord.close();
});
