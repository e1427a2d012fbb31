// Does all of a moderator's work run in Discord?

import { expect, it } from '@jest/globals';
import { playDesk } from '../../bot/moderation/desk.ts';
import { letPass } from '../../bot/moderation/let-pass.ts';
import { rumoursForTests } from './open-discord.ts';
import { discordPlayer, wordsOn } from './player.ts';

const start = rumoursForTests();

async function open() {
  const opened = await start();
  const { emulator, guild, store, settled } = opened;
  const log = guild.channel('log');
  const role = guild.role('Moderators', ['ManageMessages']);
  const people = ['Mod', 'Second'].map((name) => emulator.person(name));
  for (const person of people) guild.join(person, role);
  await settled();
  const scope = `discord:${guild.id}`;
  await store.settings.set(scope, { moderators: people.map(({ id }) => id), logChannel: log.id });
  return { ...opened, log, scope, mod: people[0]!, second: people[1]! };
}

it('all of a moderator’s work runs in Discord', async () => {
  const opened = await open();
  const { ana, bot, store, clock, scope, settled, mod, second, log } = opened;
  await playDesk({
    asker: discordPlayer(ana, opened),
    moderator: discordPlayer(mod, opened),
    second: discordPlayer(second, opened),
    bot,
    store,
    clock,
    scope,
    settle: () => letPass(opened, settled),
    told: async () => ana.dm().botMessages.map(wordsOn),
    logged: async () => log.botMessages.map(wordsOn),
  });
});

it('a message’s menu in Discord opens the form with its text and link', async () => {
  const { ana, general, mod, guild } = await open();
  const said = ana.says(general, 'Our mayor owns forty-two purple elephants');
  const opened = await mod.usesOn('Add to the list', said);
  const form = JSON.stringify(opened.modal?.payload);
  expect(form).toContain('Our mayor owns forty-two purple elephants');
  expect(form).toContain(`https://discord.com/channels/${guild.id}/${general.id}/${said.id}`);
});
