import { it } from '@jest/globals';
import { type Player, playBadInput, playStory } from '../../bot/moderation/story.ts';
import type { Person } from '../../emulators/discord/person.ts';
import type { WorldMessage } from '../../emulators/discord/world.ts';
import { openRumours } from './open-discord.ts';

/** All that is read in a message: its text and its cards. */
function wordsOn({ payload }: WorldMessage): string {
  return `${payload.content ?? ''}\n${JSON.stringify(payload.embeds ?? [])}`.replaceAll('\\n', '\n');
}

type Done = Awaited<ReturnType<Person['presses']>>;

it('the whole story runs on Discord, and bad input is told and kept', async () => {
  const { discord, emulator, general, guild, ana, at, settled, bot, store, clock } = await openRumours();
  const moderator = emulator.person('Mod');
  guild.join(moderator, guild.role('Moderators', ['ManageMessages']));
  await settled();
  await store.settings.set(`discord:${guild.id}`, { moderators: [moderator.id] });

  function player(person: Person): Player {
    let last: Done | undefined;
    let said: ReturnType<typeof messageOf>;
    function messageOf(done: Done | undefined) {
      return done?.message;
    }
    const took = (done: Done) => {
      last = done;
      if (done.message !== undefined) said = done.message;
    };
    const shown = () => {
      if (said === undefined) throw new Error('nothing is shown');
      return said;
    };
    return {
      async ask(text) {
        person.says(general, `${at} ${text}`);
        await settled();
        said = general.botMessages.at(-1);
      },
      command: async (name, options = {}) => took(await person.runs(`/${name}`, options, { in: general })),
      press: async (label) => took(await person.presses(shown(), label)),
      async choose(label) {
        const labels = [...JSON.stringify(shown().payload).matchAll(/"label":("(?:[^"\\]|\\.)*")/g)].map(
          ([, each]) => JSON.parse(each ?? '""') as string,
        );
        const full = labels.find((each) => each.startsWith(label)) ?? label;
        took(await person.chooses(shown(), full));
      },
      async fill(fields) {
        if (last?.modal === undefined) took(await person.presses(shown(), 'Mend it'));
        if (last === undefined) throw new Error('no form is open');
        const values = Object.fromEntries(Object.entries(fields).map(([name, text]) => [name, text]));
        took(await person.submits(last, values));
      },
      reads: async () =>
        last?.modal === undefined ? wordsOn(shown()) : JSON.stringify(last.modal.payload).replaceAll('\\n', '\n'),
    };
  }

  await playStory({
    asker: player(ana),
    moderator: player(moderator),
    async settle() {
      for (let i = 0; i < 3; i++) {
        await bot.work();
        await settled();
        clock.now = new Date(clock.now.getTime() + 5_000);
      }
    },
    told: async () => ana.dm().botMessages.map(wordsOn),
    publicAnswers: async () => general.botMessages.filter(({ onlyFor }) => onlyFor === undefined).map(wordsOn),
  });
  await playBadInput(player(moderator));
  await discord.close();
});
