// Does no button, menu or form of one workspace reach anything of it from another?

import { randomBytes } from 'node:crypto';
import { afterEach, expect, it } from '@jest/globals';
import { encodeMetadata } from '../../../src/adapters/slack/view-metadata.ts';
import { encodeCall } from '../../../src/bot/call.ts';
import { everythingOf } from '../../bot/moderation/everything-of.ts';
import { playRaces } from '../../bot/moderation/races.ts';
import { recordCalls, SECRETS } from '../../bot/moderation/recorded-calls.ts';
import { rumour } from '../../bot/moderation/story.ts';
import { type InstalledSlack, openInstalledSlack } from './open-installed.ts';
import { slackPlayer } from './player.ts';

let slack: InstalledSlack;
afterEach(() => slack.close());

it('every button, menu and form of a workspace in Slack is refused in another, and shows nothing of it', async () => {
  const recording = recordCalls();
  slack = await openInstalledSlack(recording.wrap);
  const { emulator } = slack;
  const { store } = slack.test;
  const { workspace, general } = await slack.install('Here');
  const people = ['Mod', 'Second'].map((name) => workspace.user(name));
  const scope = `slack:${workspace.id}`;
  await store.settings.set(scope, { moderators: people.map(({ id }) => id) });
  const [first, second] = people.map((person) => slackPlayer(person, general));
  const asker = slackPlayer(workspace.user('Ada'), general);
  await playRaces({ asker, first: first!, second: second!, again: [], store, scope });
  const [retired] = await store.entries.list({ scopes: [scope], statuses: ['retired'], limit: 1 });
  await first!.command('restore', { entry: retired!.id });
  await asker.ask(rumour);

  const { workspace: other, admin: boss, general: there } = await slack.install('Elsewhere');
  const guest = other.user('Guest');
  const before = await everythingOf(store, scope, recording.inquiries());
  const [buttons, forms] = [recording.buttons, recording.forms];
  expect(buttons.length).toBeGreaterThan(40);
  expect(forms.length).toBeGreaterThan(5);
  const called = emulator.calls().length;
  for (const { id } of [boss, guest]) {
    const common = () => ({
      team: { id: other.id, domain: 'elsewhere' },
      user: { id, team_id: other.id },
      trigger_id: randomBytes(8).toString('hex'),
    });
    for (const call of buttons) {
      const container = { type: 'message', message_ts: '1.1', channel_id: there, is_ephemeral: true };
      const actions = [{ type: 'button', action_id: 'forged', value: encodeCall(call) }];
      const payload = { type: 'block_actions', ...common(), container, channel: { id: there }, actions };
      expect(await emulator.deliver({ kind: 'interactive', payload })).toMatchObject({ ok: true });
      await emulator.settled();
    }
    for (const call of forms) {
      const spot = { channel: there, thread: undefined, responseUrl: undefined, shareTo: undefined };
      const values = { reason: { value: { type: 'plain_text_input', value: 'Theirs.' } } };
      const view = {
        id: 'V0FORGED',
        callback_id: 'form',
        private_metadata: encodeMetadata(call, spot),
        state: { values },
      };
      const payload = { type: 'view_submission', ...common(), view };
      expect(await emulator.deliver({ kind: 'interactive', payload })).toMatchObject({ ok: true });
      await emulator.settled();
    }
  }
  const words = emulator
    .calls()
    .slice(called)
    .map(({ params }) => JSON.stringify(params));
  expect(words.length).toBeGreaterThan(buttons.length);
  expect(words.filter((text) => SECRETS.test(text))).toEqual([]);
  expect(await everythingOf(store, scope, recording.inquiries())).toBe(before);
});
