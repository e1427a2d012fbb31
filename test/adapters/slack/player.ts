// What does a person do in Slack, as a story tells it?

import type { Player } from '../../bot/moderation/story.ts';
import { Message } from '../../emulators/slack/message.ts';
import type { Outcome } from '../../emulators/slack/outcome.ts';
import type { Person } from '../../emulators/slack/person.ts';
import type { View } from '../../emulators/slack/view.ts';

export const wordsOn = (on: Message | View): string =>
  `${on instanceof Message ? on.text : ''}\n${JSON.stringify(on.blocks)}`.replaceAll('\\n', '\n');

export interface SlackPlayer extends Player {
  /** What was posted for all in the channel after something that this person did. */
  readonly posted: readonly Message[];
}

export function slackPlayer(person: Person, channel: string): SlackPlayer {
  let last: Message | View | undefined;
  const all: Message[] = [];
  const took = ({ posted, ephemeral, edited, views }: Outcome) => {
    all.push(...posted.filter((message) => message.channel === channel));
    last = views.at(-1) ?? ephemeral.at(-1) ?? edited.at(-1) ?? posted.at(-1) ?? last;
  };
  const shown = () => {
    if (last === undefined) throw new Error('nothing is shown');
    return last;
  };
  return {
    posted: all,
    ask: async (text) => took(await person.mentions(channel, text)),
    async command(name, options = {}) {
      // What lies over the channel must go before anything can be typed there.
      if (person.modal !== undefined) await person.closesView(person.modal, true);
      // A colon makes it a command whatever follows.
      took(await person.runs('/istrue', [`${name}:`, ...Object.values(options)].join(' '), channel));
    },
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
      const values = Object.entries(fields).map(([name, text]) => [name, name === 'verdict' ? verdicts[text] : text]);
      took(await person.submits(view, Object.fromEntries(values)));
    },
    reads: async () => wordsOn(person.modal ?? shown()),
  };
}
