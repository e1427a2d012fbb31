import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CommandDefinition } from '../../../src/bot/command.ts';
import { commandTable } from '../../../src/bot/commands/command-table.ts';
import { mayActAs } from '../../../src/bot/role.ts';
import { sampleEntry } from '../../store/sample-entry.ts';
import { openTestBot, type TestBot } from '../open-test-bot.ts';
import { badgers, Hands, otherServer } from './hands.ts';

const fields = { ...badgers, reason: 'x', why: 'withdrawn', query: 'badgers', negative: 'goats', note: 'n' };

describe('who may do what', () => {
  let test: TestBot;
  let foreign: { entry: string; draft: string; of: string };
  beforeAll(async () => {
    test = await openTestBot([sampleEntry()]);
    await test.store.settings.set('discord:server', { moderators: ['moderator'] });
    await test.store.settings.set('discord:other', { moderators: ['their-moderator'] });
    const moderator = new Hands(test, { id: 'moderator' });
    const asker = new Hands(test, { id: 'asker' });
    await moderator.call('add');
    await moderator.fill(badgers);
    await moderator.press('Publish');
    await asker.ask('does the mayor keep seventeen tame badgers in his cellar?');
    await asker.press('Not this claim');
    await asker.ask('Is it true that the secret bridge will be painted pink?');
    await asker.press('Ask the moderators');
    await asker.press('Send, and tell me privately');
    await moderator.call('add');
    await moderator.fill({ ...badgers, claim: 'A secret draft about goats.' });
    const [item] = await test.store.inbox.open('discord:server', 1);
    const [record] = await test.store.entries.list({ scopes: ['discord:server'], limit: 1 });
    const draft = (await test.store.drafts.list('discord:server', 10)).find(({ status }) => status === 'open');
    foreign = { entry: record!.id, draft: draft!.id, of: item!.id };
  });
  afterAll(() => test.close());

  /** Values for every option, pointing at what belongs to another community. */
  function argsFor({ options }: CommandDefinition): Record<string, string> {
    return Object.fromEntries(
      options
        .filter(({ kind, name }) => kind !== 'file' && !(name === 'step' && kind === 'choice' && options.length === 2))
        .map(({ name, kind, choices }): [string, string] => {
          if (kind === 'entry') return [name, foreign.entry];
          if (name === 'draft' || name === 'id') return [name, foreign.draft];
          if (name === 'of') return [name, foreign.of];
          if (choices) return [name, choices[0]!];
          if (kind === 'flag') return [name, 'false'];
          if (kind === 'number') return [name, '1'];
          return [name, 'en'];
        }),
    );
  }

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
        for (const more of [{}, { fields }, { subject: { text: 'goats' } }]) {
          await person.call(name, argsFor(command), more);
          expect(person.answer.kind).toBe('problem');
          expect(person.words).toMatch(/^Only .* may do that\.$/);
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
        new Hands(test, { id: 'their-moderator' }, otherServer),
        new Hands(test, { id: 'their-manager', isManager: true }, otherServer),
      ]) {
        for (const more of [{}, { fields }]) {
          await person.call(name, argsFor(command), more);
          const shown = person.last?.kind === 'answer' ? person.words : '';
          expect(shown).not.toMatch(/tame badgers|secret/);
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
      ['revert', { entry: foreign.entry, revision: '99' }, 'There is no version 99'],
      ['revert', { entry: foreign.entry, revision: '1e3' }, 'must be a whole number'],
      ['draft', { id: foreign.draft, step: 'nowhere' }, 'must be one of'],
      ['question', { of: 'forged' }, 'no such question'],
      ['add', { shared: 'true' }, 'Only the operator'],
      ['restore', { entry: foreign.entry }, 'is not retired'],
    ] as const) {
      await moderator.call(command, args);
      expect([command, moderator.answer.kind]).toEqual([command, 'problem']);
      expect(moderator.words).toContain(problem);
    }
  });

  it('finds no entry of another community by words', () => {
    expect(test.bot.suggest({ place: otherServer }, 'badgers').map(({ value }) => value)).not.toContain(foreign.entry);
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
