// Does no button, menu or form of one server reach anything of it from another?

import { expect, it } from '@jest/globals';
import { encodeCall } from '../../../src/bot/call.ts';
import { everythingOf } from '../../bot/moderation/everything-of.ts';
import { playRaces } from '../../bot/moderation/races.ts';
import { recordCalls, SECRETS } from '../../bot/moderation/recorded-calls.ts';
import { rumour } from '../../bot/moderation/story.ts';
import { rumoursForTests } from './open-discord.ts';
import { discordPlayer } from './player.ts';

const start = rumoursForTests();

it('every button, menu and form of a server in Discord is refused in another, and shows nothing of it', async () => {
  const recording = recordCalls();
  const opened = await start({ bot: recording.wrap });
  const { emulator, guild, store, ana, settled } = opened;
  const scope = `discord:${guild.id}`;
  const people = ['Mod', 'Second'].map((name) => emulator.person(name));
  for (const person of people) guild.join(person, guild.role(`Role of ${person.name}`, ['ManageMessages']));
  await settled();
  await store.settings.set(scope, { moderators: people.map(({ id }) => id) });
  const [first, second] = people.map((person) => discordPlayer(person, opened));
  await playRaces({ asker: discordPlayer(ana, opened), first: first!, second: second!, again: [], store, scope });
  await first!.command('restore', {
    entry: (await store.entries.list({ scopes: [scope], statuses: ['retired'], limit: 1 }))[0]!.id,
  });
  await discordPlayer(ana, opened).ask(rumour);
  await settled();

  const other = emulator.guild({ name: 'Elsewhere' });
  const there = other.channel('general');
  const boss = emulator.person('Boss');
  other.join(boss, other.role('Bosses', ['ManageGuild', 'ManageMessages']));
  const guest = emulator.person('Guest');
  await settled();
  const before = await everythingOf(store, scope, recording.inquiries());
  const [buttons, forms] = [recording.buttons, recording.forms];
  expect(buttons.length).toBeGreaterThan(40);
  expect(forms.length).toBeGreaterThan(5);
  const sent = emulator.requests.length;
  for (const person of [boss, guest]) {
    const { message } = await person.runs('/help', {}, { in: there });
    for (const call of buttons) {
      message!.payload.components = [
        { type: 1, components: [{ type: 2, style: 2, label: 'Forged', custom_id: encodeCall(call) }] },
      ];
      await person.presses(message!, 'Forged');
    }
    for (const call of forms) {
      const input = (name: string) => ({
        type: 18,
        label: name,
        component: { type: 4, custom_id: name, style: 1, required: false },
      });
      const payload = { components: ['claim', 'answer', 'reason', 'note', 'query'].map(input) };
      const modal = { customId: encodeCall(call), title: 'Forged', payload };
      await person.submits({ ...(await person.runs('/help', {}, { in: there })), modal }, { reason: 'Theirs.' });
    }
  }
  await settled();
  const words = emulator.requests.slice(sent).map(({ body, files }) => JSON.stringify([body, files]));
  expect(words.filter((text) => SECRETS.test(text))).toEqual([]);
  expect(await everythingOf(store, scope, recording.inquiries())).toBe(before);
});
