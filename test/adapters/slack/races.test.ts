// Is nothing lost and nothing undone in Slack where two work at the same entry?

import { afterEach, expect, it } from '@jest/globals';
import { playRaces } from '../../bot/moderation/races.ts';
import type { Delivery } from '../../emulators/slack/delivery.ts';
import { MODES, openSlack, type TestSlack } from './open-slack.ts';
import { slackPlayer } from './player.ts';

let slack: TestSlack;
afterEach(() => slack.close());

it.each(MODES)('two moderators at one entry in Slack over %s lose nothing and undo nothing', async (mode) => {
  slack = await openSlack(mode);
  const { workspace, test, emulator, unhandled } = slack;
  const general = workspace.channel('general');
  const people = ['Mod', 'Second'].map((name) => workspace.user(name));
  const [first, second] = people;
  const scope = `slack:${workspace.id}`;
  await test.store.settings.set(scope, { moderators: people.map(({ id }) => id) });
  const lastForm = (): Delivery => {
    const found = emulator.deliveries.sent.findLast(
      ({ delivery: { payload } }) =>
        payload.type === 'view_submission' && (payload.user as { id: string }).id === first!.id,
    );
    if (found === undefined) throw new Error('no form was sent');
    return found.delivery;
  };
  let presses = 0;
  await playRaces({
    asker: slackPlayer(workspace.user('Ada'), general),
    first: slackPlayer(first!, general),
    second: slackPlayer(second!, general),
    again: [
      // Slack's own retry, and the same form sent from a second window.
      () => emulator.again(lastForm()).then(() => emulator.settled()),
      async () => {
        const { kind, payload } = lastForm();
        presses += 1;
        await emulator.deliver({ kind, payload: { ...payload, trigger_id: `second-window-${presses}` } });
        await emulator.settled();
      },
    ],
    store: test.store,
    scope,
  });
  expect(emulator.complaints).toEqual([]);
  expect(test.logged.filter(({ level }) => level === 'error')).toEqual([]);
  expect(unhandled).toEqual([]);
});
