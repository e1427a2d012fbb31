import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CommandDefinition, OptionDefinition } from '../../../src/bot/command.ts';
import { commandTable } from '../../../src/bot/commands/command-table.ts';
import { mayActAs } from '../../../src/bot/role.ts';
import { stringifyEntryYaml } from '../../../src/entry/entry-yaml.ts';
import { sampleEntry } from '../../store/sample-entry.ts';
import { offered } from '../offered-file.ts';
import { openTestBot, type TestBot } from '../open-test-bot.ts';
import { badgers, Hands, otherServer } from './hands.ts';

/** A form as those of another community would fill it in. */
const theirFields = {
  ...badgers,
  claim: 'Bees can count to five.',
  reason: 'x',
  why: 'withdrawn',
  query: 'bees',
  note: 'n',
};
const fields = { ...badgers, reason: 'x', why: 'withdrawn', query: 'badgers', negative: 'goats', note: 'n' };

describe('who may do what', () => {
  let test: TestBot;
  /** What belongs to one community, by the kind of option that may name it. */
  let foreign: { entries: string[]; drafts: string[]; of: string[] };
  beforeAll(async () => {
    test = await openTestBot([sampleEntry()]);
    await test.store.settings.set('discord:server', { moderators: ['moderator'] });
    await test.store.settings.set('discord:other', { moderators: ['their-moderator'] });
    const moderator = new Hands(test, { id: 'moderator' });
    const asker = new Hands(test, { id: 'asker' });
    await moderator.call('add');
    await moderator.fill(badgers);
    await moderator.press('Publish');
    const asked = 'does the mayor keep seventeen tame badgers in his cellar?';
    await asker.ask(asked);
    const inquiry = asker.reply.inquiryId!;
    const question = { kind: 'question', text: asked, place: asker.place, person: asker.person } as const;
    await test.bot.posted(question, asker.reply, { address: 'secret address' });
    await asker.press('Not this claim');
    await asker.ask('Is it true that the secret bridge will be painted pink?');
    await asker.press('Ask the moderators');
    await asker.press('Send, and tell me privately');
    await moderator.call('add');
    await moderator.fill({ ...badgers, claim: 'A secret draft about goats.' });
    const [item] = await test.store.inbox.open('discord:server', 1);
    await moderator.call('add');
    await moderator.fill({ ...badgers, claim: 'A secret tunnel leads to the harbour.' });
    await moderator.press('Publish');
    await moderator.press('Open the entry');
    await moderator.press('Retire');
    await moderator.fill({ reason: 'A secret reason.' });
    // The published one first.
    const records = (await test.store.entries.list({ scopes: ['discord:server'], limit: 10 })).sort((a, b) =>
      a.status < b.status ? -1 : 1,
    );
    const drafts = await test.store.drafts.list('discord:server', 10);
    foreign = {
      entries: records.map(({ id }) => id),
      drafts: drafts.map(({ id }) => id),
      of: [item!.id, inquiry],
    };
    expect(records.map(({ status }) => status)).toEqual(['published', 'retired']);
    expect(new Set(drafts.map(({ status }) => status))).toEqual(new Set(['open', 'done']));
  });
  afterAll(() => test.close());

  /** Every choice of values for the options, those that may name something naming what is another community's. */
  function callsOf({ options }: CommandDefinition): Record<string, string>[] {
    const choices = options.map((option) => ({
      name: option.name,
      values: option.required ? valuesFor(option) : [undefined, ...valuesFor(option)],
    }));
    // Settings have more options than can be combined: each is tried with each value, alone.
    if (choices.reduce((product, { values }) => product * values.length, 1) > 250) {
      return choices.flatMap(({ name, values }) =>
        values.map((value) => (value === undefined ? {} : { [name]: value })),
      );
    }
    let calls: Record<string, string>[] = [{}];
    for (const { name, values } of choices) {
      calls = calls.flatMap((args) => values.map((value) => (value === undefined ? args : { ...args, [name]: value })));
    }
    return calls;
  }

  function valuesFor({ kind, name, choices }: OptionDefinition): (string | undefined)[] {
    if (kind === 'file') return [undefined];
    if (kind === 'entry') return foreign.entries;
    if (name === 'draft' || name === 'id') return foreign.drafts;
    if (name === 'of') return foreign.of;
    if (choices) return [...choices];
    if (kind === 'flag') return ['true', 'false'];
    return [kind === 'number' ? '1' : 'en'];
  }

  const file = offered(
    'claims.yaml',
    stringifyEntryYaml(sampleEntry({ id: 'theirs', claim: { en: 'Bees can count.' } })),
  );

  async function everythingOf(scope: string): Promise<string> {
    const records = await test.store.entries.list({ scopes: [scope], limit: 100 });
    return JSON.stringify([
      records,
      await Promise.all(records.map(({ id }) => test.store.entries.history(id))),
      await test.store.drafts.list(scope, 100),
      await test.store.inbox.open(scope, 100),
      await test.store.feedback.open(scope, 100),
      await test.store.audit.list(scope, 100),
      await test.store.settings.get(scope),
      await Promise.all(foreign.of.map((id) => test.store.posted.get(id))),
      await Promise.all(foreign.of.map((id) => test.store.inquiries.get(id))),
    ]);
  }

  it.each(commandTable.filter(({ role }) => role !== 'asker').map((command) => [command.name, command] as const))(
    '“%s” is refused to those below its role, as a command, a button and a form',
    async (name, command) => {
      const before = await everythingOf('discord:server');
      const people = [
        new Hands(test, { id: 'asker' }),
        new Hands(test, { id: 'asker' }, { platform: 'discord', channel: 'direct', direct: true }),
        ...(mayActAs('moderator', command.role) ? [] : [new Hands(test, { id: 'moderator' })]),
      ];
      for (const person of people) {
        for (const args of callsOf(command)) {
          for (const more of [{}, { fields }, { subject: { text: 'goats' } }, { files: { file } }]) {
            await person.call(name, args, more);
            expect(person.answer.kind).toBe('problem');
            expect(person.words).toMatch(/^Only .* may do that\.(?:$|\nWhat you typed)/);
          }
        }
      }
      expect(await everythingOf('discord:server')).toBe(before);
    },
  );

  it.each(commandTable.map((command) => [command.name, command] as const))(
    '“%s” shows and changes nothing of another community',
    async (name, command) => {
      const before = await everythingOf('discord:server');
      for (const person of [
        new Hands(test, { id: 'their-asker' }, otherServer),
        new Hands(test, { id: 'their-moderator' }, otherServer),
        new Hands(test, { id: 'their-manager', isManager: true }, otherServer),
      ]) {
        for (const args of callsOf(command)) {
          for (const more of [{}, { fields: theirFields }, { files: { file } }]) {
            await person.call(name, args, more);
            // Answers and forms, with all that their buttons, menus and files carry.
            const files = person.last?.kind === 'answer' ? (person.last.files ?? []) : [];
            const shown = [
              JSON.stringify(person.last),
              ...files.map(({ content }) => new TextDecoder().decode(content)),
            ];
            expect([args, shown.join('\n')]).toEqual([
              args,
              expect.not.stringMatching(/tame badgers|secret (?:bridge|draft|tunnel|reason|address)/i),
            ]);
            if (person.last?.kind === 'answer' && person.last.inquiryId !== undefined) {
              const call = { command: name, args };
              const incoming = { kind: 'call', call, place: person.place, person: person.person } as const;
              await test.bot.posted(incoming, person.last, { address: 'theirs' });
            }
          }
        }
      }
      expect(await everythingOf('discord:server')).toBe(before);
    },
  );

  it('refuses what no button ever carried', async () => {
    const moderator = new Hands(test, { id: 'moderator' });
    for (const [command, args, problem] of [
      ['no-such', {}, 'There is no command'],
      ['publish', { draft: 'x', by: 'me' }, 'has no option'],
      ['publish', {}, 'needs “draft”'],
      ['publish', { draft: 'forged-draft' }, 'no longer there'],
      ['revert', { entry: foreign.entries[0]!, revision: '99' }, 'There is no version 99'],
      ['revert', { entry: foreign.entries[0]!, revision: '1e3' }, 'must be a whole number'],
      ['draft', { id: foreign.drafts[0]!, step: 'nowhere' }, 'must be one of'],
      ['question', { of: 'forged' }, 'no such question'],
      ['add', { shared: 'true' }, 'Only the operator'],
      ['restore', { entry: foreign.entries[0]! }, 'is not retired'],
    ] as const) {
      await moderator.call(command, args);
      expect([command, moderator.answer.kind]).toEqual([command, 'problem']);
      expect(moderator.words).toContain(problem);
    }
  });

  it('finds no entry of another community by words', () => {
    expect(test.bot.suggest({ place: otherServer }, 'badgers').map(({ value }) => value)).not.toContain(
      foreign.entries[0]!,
    );
  });
});

describe('forget me', () => {
  it('takes a moderator out of drafts, history and records, and an asker out of all there is', async () => {
    const test = await openTestBot([]);
    await test.store.settings.set('discord:server', { moderators: ['moderator'] });
    const moderator = new Hands(test, { id: 'moderator' });
    await moderator.call('add');
    await moderator.fill(badgers);
    await moderator.press('Publish');
    await moderator.call('add');
    await moderator.fill({ ...badgers, claim: 'A draft about goats in gardens.' });
    await moderator.call('forget-me');
    expect(moderator.words).toContain('Forgotten');
    const [record] = await test.store.entries.list({ scopes: ['discord:server'], limit: 1 });
    expect(record?.updatedBy).toBe('forgotten');
    expect((await test.store.entries.history(record!.id)).map(({ updatedBy }) => updatedBy)).toEqual(['forgotten']);
    expect(await test.store.drafts.list('discord:server', 10)).toEqual([]);
    expect((await test.store.audit.list('discord:server', 10)).map(({ person }) => person)).toEqual(['forgotten']);
    await moderator.call('forget-me');
    expect(moderator.words).toContain('0 records');
    await test.close();
  });
});

describe('retention', () => {
  it('removes what is older than it should be, and keeps the rest', async () => {
    const test = await openTestBot([sampleEntry()]);
    const asker = new Hands(test, { id: 'asker' });
    await asker.ask('is the moon made of green cheese?');
    await asker.press('Ask the moderators');
    await asker.press('Send, and tell me privately');
    await test.bot.keepHouse();
    expect(await test.store.inquiries.countSince(new Date(0))).toMatchObject({ answer: 1 });
    test.clock.now = new Date(test.clock.now.getTime() + 91 * 86_400_000);
    await test.bot.keepHouse();
    expect(await test.store.inquiries.countSince(new Date(0))).toMatchObject({ answer: 0 });
    expect(await test.store.inbox.countOpen('discord:server')).toBe(1);
    test.clock.now = new Date(test.clock.now.getTime() + 91 * 86_400_000);
    await test.bot.keepHouse();
    expect(await test.store.inbox.countOpen('discord:server')).toBe(0);
    expect(await test.store.entries.get('moon-cheese')).toBeDefined();
    await test.close();
  });
});
