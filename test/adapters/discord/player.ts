// What does a person do in Discord, as a story tells it?

import type { Player } from '../../bot/moderation/story.ts';
import type { Person } from '../../emulators/discord/person.ts';
import type { WorldMessage } from '../../emulators/discord/world.ts';
import type { openRumours } from './open-discord.ts';

type Done = Awaited<ReturnType<Person['presses']>>;

export interface DiscordPlayer extends Player {
  /** Sends the form that was sent last once more, as it was filled in. */
  sendsAgain(): Promise<void>;
}

/** All that is read in a message: its text and its cards. */
export function wordsOn({ payload }: WorldMessage): string {
  return `${payload.content ?? ''}\n${JSON.stringify(payload.embeds ?? [])}`.replaceAll('\\n', '\n');
}

export function discordPlayer(
  person: Person,
  { general, at, settled }: Pick<Awaited<ReturnType<typeof openRumours>>, 'general' | 'at' | 'settled'>,
): DiscordPlayer {
  let last: Done | undefined;
  let said: WorldMessage | undefined;
  let sent: { readonly form: Done; readonly values: Record<string, string> } | undefined;
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
      sent = { form: last, values: { ...fields } };
      took(await person.submits(last, sent.values));
    },
    async sendsAgain() {
      if (sent === undefined) throw new Error('no form was sent');
      const done = await person.submits(sent.form, sent.values);
      if (done.message !== undefined) said = done.message;
    },
    reads: async () =>
      last?.modal === undefined ? wordsOn(shown()) : JSON.stringify(last.modal.payload).replaceAll('\\n', '\n'),
  };
}
