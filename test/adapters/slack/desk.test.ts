// Does all of a moderator's work run in Slack?

import { afterEach, expect, it } from '@jest/globals';
import { playDesk } from '../../bot/moderation/desk.ts';
import { letPass } from '../../bot/moderation/let-pass.ts';
import { MODES, openSlack, type TestSlack } from './open-slack.ts';
import { slackPlayer } from './player.ts';

let slack: TestSlack;
afterEach(() => slack.close());

it.each(MODES)('all of a moderator’s work runs in Slack over %s', async (mode) => {
  slack = await openSlack(mode);
  const { workspace, emulator, unhandled } = slack;
  const { bot, store, clock, logged } = slack.test;
  const ada = workspace.user('Ada');
  const people = ['Mod', 'Second'].map((name) => workspace.user(name));
  const [general, log] = [workspace.channel('general'), workspace.channel('log')];
  const scope = `slack:${workspace.id}`;
  await store.settings.set(scope, { moderators: people.map(({ id }) => id), logChannel: log });
  await playDesk({
    asker: slackPlayer(ada, general),
    moderator: slackPlayer(people[0]!, general),
    second: slackPlayer(people[1]!, general),
    bot,
    store,
    clock,
    scope,
    settle: () => letPass(slack.test, () => emulator.settled()),
    told: async () => [ada.sees(ada.dm)],
    logged: async () => [people[0]!.sees(log)],
  });
  expect(emulator.complaints).toEqual([]);
  expect(logged.filter(({ level }) => level === 'error')).toEqual([]);
  expect(unhandled).toEqual([]);
});
