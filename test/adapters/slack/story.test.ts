import { it } from '@jest/globals';
import { type Player, playBadInput, playStory } from '../../bot/moderation/story.ts';
import { Message } from '../../emulators/slack/message.ts';
import type { Outcome } from '../../emulators/slack/outcome.ts';
import type { Person } from '../../emulators/slack/person.ts';
import type { View } from '../../emulators/slack/view.ts';
import { openSlack } from './open-slack.ts';

const wordsOn = (on: Message | View): string =>
  `${on instanceof Message ? on.text : ''}\n${JSON.stringify(on.blocks)}`.replaceAll('\\n', '\n');

it.each([
  ['socket', 'directly', 'Send, and tell me privately'],
  ['http', 'directly', 'Send, and tell me privately'],
  ['socket', 'in the channel', 'Send, and tell me here'],
  ['http', 'in the channel', 'Send, and tell me here'],
] as const)(
  'the whole story runs on Slack over %s, its asker is told %s, and bad input is told and kept',
  async (mode, _, tell) => {
    const { workspace, test, emulator, close } = await openSlack(mode);
    const general = workspace.channel('general');
    const ada = workspace.user('Ada');
    const moderator = workspace.user('Mod');
    await test.store.settings.set(`slack:${workspace.id}`, { moderators: [moderator.id] });
    const publicMessages: Message[] = [];

    function player(person: Person): Player {
      let last: Message | View | undefined;
      const took = ({ posted, ephemeral, edited, views }: Outcome) => {
        publicMessages.push(...posted.filter(({ channel }) => channel === general));
        last = views.at(-1) ?? ephemeral.at(-1) ?? edited.at(-1) ?? posted.at(-1) ?? last;
      };
      const shown = () => {
        if (last === undefined) throw new Error('nothing is shown');
        return last;
      };
      return {
        ask: async (text) => took(await person.mentions(general, text)),
        command: async (name, options = {}) =>
          // A colon makes it a command whatever follows.
          took(await person.runs('/istrue', [`${name}:`, ...Object.values(options)].join(' '), general)),
        press: async (label) => took(await person.presses(label, shown())),
        async choose(label) {
          const on = shown();
          const select = on.blocks
            .flatMap((block) => (Array.isArray(block.elements) ? (block.elements as Record<string, unknown>[]) : []))
            .find(({ options }) => JSON.stringify(options ?? '').includes(`"text":"${label}`));
          const options = (select?.options ?? []) as { text: { text: string } }[];
          const text = options.map((each) => each.text.text).find((each) => each.startsWith(label)) ?? label;
          took(await person.chooses(String(select?.action_id), text, on));
        },
        async fill(fields) {
          const view = person.modal;
          if (view === undefined) throw new Error('no form is open');
          const verdicts: Readonly<Record<string, string>> = { false: 'False', mixed: 'Partly true, partly false' };
          const values = Object.entries(fields).map(([name, text]) => [
            name,
            name === 'verdict' ? verdicts[text] : text,
          ]);
          took(await person.submits(view, Object.fromEntries(values)));
        },
        reads: async () => wordsOn(person.modal ?? shown()),
      };
    }

    await playStory({
      tell,
      asker: player(ada),
      moderator: player(moderator),
      async settle() {
        for (let i = 0; i < 3; i++) {
          await test.bot.work();
          test.clock.now = new Date(test.clock.now.getTime() + 5_000);
        }
      },
      told: async () =>
        ada
          .sees(tell === 'Send, and tell me here' ? general : ada.dm)
          .split('You asked')
          .slice(1)
          .map((text) => `False ${text}`),
      publicAnswers: async () => publicMessages.map(wordsOn),
    });
    await playBadInput(player(moderator));
    if (emulator.complaints.length > 0) throw new Error(emulator.complaints.join('\n'));
    await close();
  },
);
