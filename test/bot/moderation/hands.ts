// What can a person do with the bot's replies, whatever shows them?

import type { Answer } from '../../../src/bot/answer.ts';
import type { Call } from '../../../src/bot/call.ts';
import { encodeCall } from '../../../src/bot/call.ts';
import type { Incoming, IncomingCall, Person, Place } from '../../../src/bot/incoming.ts';
import type { Delivery, Messenger, TellTarget } from '../../../src/bot/messenger.ts';
import type { AnswerReply, FormReply, Reply } from '../../../src/bot/reply.ts';
import { sampleEntry } from '../../store/sample-entry.ts';
import { openTestBot, type TestBot, wordsOf } from '../open-test-bot.ts';

export const server: Place = { platform: 'discord', community: 'server', channel: 'general', direct: false };
export const otherServer: Place = { platform: 'discord', community: 'other', channel: 'general', direct: false };

/** Somebody who looks at the bot's last reply and acts on it. */
export class Hands {
  last: Reply;
  readonly test: Pick<TestBot, 'bot'>;
  readonly person: Person;
  readonly place: Place;
  readonly locale: string | undefined;

  constructor(
    test: Pick<TestBot, 'bot'>,
    person: Partial<Person> & { id: string },
    place: Place = server,
    locale?: string,
  ) {
    this.test = test;
    this.person = { isManager: false, groups: [], ...person };
    this.place = place;
    this.locale = locale;
  }

  async handle(incoming: Pick<Incoming, 'kind'> & Partial<Incoming>): Promise<Reply> {
    this.last = await this.test.bot.handle({
      place: this.place,
      person: this.person,
      locale: this.locale,
      ...incoming,
    } as Incoming);
    return this.last;
  }

  ask(text: string): Promise<Reply> {
    return this.handle({ kind: 'question', text });
  }

  /** Gives a command or presses a button: every call must fit into a button. */
  call(command: string, args: Record<string, string> = {}, more: Partial<IncomingCall> = {}): Promise<Reply> {
    return this.handle({ kind: 'call', call: { command, args }, ...more });
  }

  async do(call: Call, more: Partial<IncomingCall> = {}): Promise<Reply> {
    encodeCall(call);
    return this.call(call.command, { ...call.args }, more);
  }

  press(label: string): Promise<Reply> {
    const action = this.answer.actions.find((each) => each.label === label);
    if (!action) throw new Error(`no button "${label}" among ${this.answer.actions.map((each) => each.label)}`);
    return this.do(action.call);
  }

  choose(label: string): Promise<Reply> {
    const options = this.answer.choices?.options ?? [];
    const option = options.find((each) => each.label.startsWith(label));
    if (!option) throw new Error(`no choice "${label}" among ${options.map((each) => each.label).join(' / ')}`);
    return this.do(option.call);
  }

  /** Sends the form with some fields changed and the others as they are. */
  fill(changes: Record<string, string>): Promise<Reply> {
    const form = this.form;
    const unknown = Object.keys(changes).filter((name) => !form.fields.some((field) => field.name === name));
    if (unknown.length > 0) throw new Error(`no field ${unknown} in ${form.fields.map(({ name }) => name)}`);
    const fields = Object.fromEntries(form.fields.map(({ name, value }) => [name, value ?? '']));
    return this.do(form.submit, { fields: { ...fields, ...changes } });
  }

  get form(): FormReply {
    if (this.last?.kind !== 'form') throw new Error(`a form was expected, this came: ${this.words}`);
    return this.last;
  }

  get reply(): AnswerReply {
    if (this.last?.kind !== 'answer')
      throw new Error(
        `an answer was expected, this came: ${this.last?.kind} ${this.last?.kind === 'form' ? this.last.problem : ''}`,
      );
    return this.last;
  }

  get answer(): Answer {
    return this.reply.answer;
  }

  /** What the person reads. */
  get words(): string {
    const { last } = this;
    return last?.kind === 'form' ? `${last.title}\n${last.problem ?? ''}` : wordsOf(this.reply);
  }

  field(name: string): string {
    return this.form.fields.find((field) => field.name === name)?.value ?? '';
  }
}

/** A platform that writes down what it was told. */
export interface RecordingMessenger extends Messenger {
  readonly told: { target: TellTarget; answer: Answer }[];
  readonly edits: { address: string; answer: Answer }[];
  /** What becomes of the next messages; rejects where it throws. */
  outcome: () => Delivery;
}

export function recordingMessenger(platform: Messenger['platform'] = 'discord'): RecordingMessenger {
  const messenger: RecordingMessenger = {
    platform,
    told: [],
    edits: [],
    outcome: () => 'delivered',
    async edit(address, answer) {
      const outcome = messenger.outcome();
      messenger.edits.push({ address, answer });
      return outcome;
    },
    async tell(target, answer) {
      const outcome = messenger.outcome();
      messenger.told.push({ target, answer });
      return outcome;
    },
  };
  return messenger;
}

/** A bot whose Discord server has two moderators, and a claim that all servers share. */
export async function openModerated(): Promise<TestBot> {
  const test = await openTestBot([sampleEntry()]);
  await test.store.settings.set('discord:server', { moderators: ['moderator', 'second'] });
  return test;
}

/** The five fields of a good entry. */
export const badgers = {
  claim: 'The mayor keeps seventeen tame badgers in his cellar.',
  verdict: 'false',
  answer: 'The cellar was looked at: there are no badgers.',
  sources: 'https://example.org/cellar | Town Gazette | No badgers in the cellar | fact-check | 2026-02-01',
  first: '2026-01-15 | A neighbour | https://example.org/rumour | told it at the market',
};
