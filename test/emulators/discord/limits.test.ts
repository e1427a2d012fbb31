import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from 'discord.js';
import type { FieldFault } from './api-error.ts';
import { type DiscordEmulator, startDiscordEmulator } from './discord-emulator.ts';
import { choiceFaults } from './limits/choice-limits.ts';
import { commandFaults } from './limits/command-limits.ts';
import { messageFaults } from './limits/message-limits.ts';
import { modalFaults } from './limits/modal-limits.ts';
import { readyClient } from './test-client.ts';

const x = (length: number): string => 'x'.repeat(length);
const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
const paths = (faults: readonly FieldFault[]): string[] => faults.map((fault) => fault.path.join('.'));

const row = (...components: object[]) => ({ type: 1, components });
const button = (more: object = {}) => ({ type: 2, style: 2, label: 'b', custom_id: 'b', ...more });
const option = (more: object = {}) => ({ label: 'o', value: 'o', ...more });
const select = (more: object = {}) => ({ type: 3, custom_id: 's', options: [option()], ...more });
const embed = (more: object) => ({ embeds: [{ title: 't', ...more }] });
const field = (more: object = {}) => ({ name: 'n', value: 'v', ...more });
const inRow = (component: object) => ({ components: [row(component)] });
const at = 'components.0.components.0';

describe('a message', () => {
  const largest = {
    content: x(2000),
    embeds: [
      {
        title: x(256),
        description: x(4096),
        author: { name: x(256) },
        footer: { text: x(1000) },
        fields: [field({ name: x(196), value: x(196) })],
      },
    ],
    components: many(5, (index) =>
      row(...many(5, (place) => button({ label: x(80), custom_id: `${index}${place}`.padEnd(100, 'x') }))),
    ),
  };
  it('at every limit is taken', () => {
    expect(messageFaults(largest)).toEqual([]);
    expect(messageFaults(embed({ title: 't', fields: many(25, () => field()), footer: { text: x(2048) } }))).toEqual(
      [],
    );
    expect(messageFaults(embed({ fields: [field({ name: x(256), value: x(1024) })] }))).toEqual([]);
    const options = many(25, (index) =>
      option({ label: x(100), value: `${index}`.padEnd(100, 'x'), description: x(100) }),
    );
    expect(messageFaults(inRow(select({ options, placeholder: x(150) })))).toEqual([]);
  });

  it.each<[string, object, string]>([
    ['content', { content: x(2001) }, 'content'],
    ['embeds', { embeds: many(11, () => ({ title: 't' })) }, 'embeds'],
    ['embed title', embed({ title: x(257) }), 'embeds.0.title'],
    ['embed description', embed({ description: x(4097) }), 'embeds.0.description'],
    ['embed fields', embed({ fields: many(26, () => field()) }), 'embeds.0.fields'],
    ['field name', embed({ fields: [field({ name: x(257) })] }), 'embeds.0.fields.0.name'],
    ['field value', embed({ fields: [field({ value: x(1025) })] }), 'embeds.0.fields.0.value'],
    ['an empty field value', embed({ fields: [field({ value: '' })] }), 'embeds.0.fields.0.value'],
    ['a blank field name', embed({ fields: [field({ name: ' ' })] }), 'embeds.0.fields.0.name'],
    ['footer', embed({ footer: { text: x(2049) } }), 'embeds.0.footer.text'],
    ['author', embed({ author: { name: x(257) } }), 'embeds.0.author.name'],
    ['total over all embeds', { embeds: [{ description: x(4000) }, { description: x(2001) }] }, 'embeds'],
    ['embed url', embed({ url: 'not an address' }), 'embeds.0.url'],
    ['colour', embed({ color: 0x1000000 }), 'embeds.0.color'],
    ['an embed with a colour alone', { embeds: [{ color: 1 }] }, 'embeds.0'],
    ['an unknown field of an embed', embed({ colour: 1 }), 'embeds.0.colour'],
    ['rows', { components: many(6, (index) => row(button({ custom_id: `${index}` }))) }, 'components'],
    [
      'buttons in a row',
      { components: [row(...many(6, (index) => button({ custom_id: `${index}` })))] },
      'components.0.components',
    ],
    ['button label', inRow(button({ label: x(81) })), `${at}.label`],
    ['a button without label', inRow({ type: 2, style: 2, custom_id: 'b' }), `${at}.label`],
    ['custom id', inRow(button({ custom_id: x(101) })), `${at}.custom_id`],
    ['an empty custom id', inRow(button({ custom_id: '' })), `${at}.custom_id`],
    ['an unknown field of a button', inRow(button({ customId: 'b' })), `${at}.customId`],
    ['url of a button', inRow({ type: 2, style: 5, label: 'b', url: `https://a.b/${x(501)}` }), `${at}.url`],
    ['the same custom id twice', { components: [row(button()), row(button())] }, 'components.1.components.0.custom_id'],
    ['select options', inRow(select({ options: many(26, (index) => option({ value: `${index}` })) })), `${at}.options`],
    ['no select options', inRow(select({ options: [] })), `${at}.options`],
    ['the same value twice', inRow(select({ options: [option(), option()] })), `${at}.options`],
    ['option label', inRow(select({ options: [option({ label: x(101) })] })), `${at}.options.0.label`],
    ['option value', inRow(select({ options: [option({ value: x(101) })] })), `${at}.options.0.value`],
    [
      'option description',
      inRow(select({ options: [option({ description: x(101) })] })),
      `${at}.options.0.description`,
    ],
    ['placeholder', inRow(select({ placeholder: x(151) })), `${at}.placeholder`],
    ['a menu beside a button', { components: [row(button(), select())] }, 'components.0.components'],
    ['a text input', inRow({ type: 4, custom_id: 't', style: 1, label: 'l' }), at],
    ['an unknown field', { content: 'x', ephemeral: true }, 'ephemeral'],
    [
      'mentions both parsed and listed',
      { content: 'x', allowed_mentions: { parse: ['users'], users: ['1'] } },
      'allowed_mentions.parse',
    ],
  ])('over its limit is refused: %s', (_, body, path) => {
    expect(paths(messageFaults({ ...body }))).toEqual([path]);
  });
});

describe('a form', () => {
  const input = (more: object = {}) => ({ type: 4, custom_id: 't', style: 2, ...more });
  const label = (more: object = {}) => ({ type: 18, label: 'l', component: input(), ...more });
  const modal = (more: object = {}) => ({ custom_id: 'm', title: 'm', components: [label()], ...more });
  it('at every limit is taken', () => {
    const components = many(5, (index) =>
      label({
        label: x(45),
        description: x(100),
        component: input({ custom_id: `${index}`, value: x(4000), placeholder: x(100) }),
      }),
    );
    expect(modalFaults(modal({ title: x(45), custom_id: x(100), components }))).toEqual([]);
    expect(modalFaults(modal({ components: [row(input({ label: x(45) }))] }))).toEqual([]);
    expect(modalFaults(modal({ components: [label({ component: select() })] }))).toEqual([]);
  });

  it.each<[string, object, string]>([
    ['title', { title: x(46) }, 'data.title'],
    [
      'components',
      { components: many(6, (index) => label({ component: input({ custom_id: `${index}` }) })) },
      'data.components',
    ],
    ['no components', { components: [] }, 'data.components'],
    ['label', { components: [label({ label: x(46) })] }, 'data.components.0.label'],
    ['description', { components: [label({ description: x(101) })] }, 'data.components.0.description'],
    ['value', { components: [label({ component: input({ value: x(4001) }) })] }, 'data.components.0.component.value'],
    [
      'value beyond its own length',
      { components: [label({ component: input({ value: x(11), max_length: 10 }) })] },
      'data.components.0.component.value',
    ],
    [
      'placeholder',
      { components: [label({ component: input({ placeholder: x(101) }) })] },
      'data.components.0.component.placeholder',
    ],
    [
      'a label inside a Label',
      { components: [label({ component: input({ label: 'l' }) })] },
      'data.components.0.component.label',
    ],
    ['the same custom id twice', { components: [label(), label()] }, 'data.components.1.component.custom_id'],
  ])('over its limit is refused: %s', (_, more, path) => {
    expect([...new Set(paths(modalFaults(modal(more))))]).toContain(path);
  });
});

describe('autocomplete', () => {
  it('takes 25 choices of 100 characters', () => {
    expect(choiceFaults({ choices: many(25, () => ({ name: x(100), value: x(100) })) })).toEqual([]);
  });

  it.each<[string, object[], string]>([
    ['choices', many(26, () => ({ name: 'n', value: 'v' })), 'data.choices'],
    ['name', [{ name: x(101), value: 'v' }], 'data.choices.0.name'],
    ['an empty name', [{ name: '', value: 'v' }], 'data.choices.0.name'],
    ['value', [{ name: 'n', value: x(101) }], 'data.choices.0.value'],
  ])('refuses what is over its limit: %s', (_, choices, path) => {
    expect(paths(choiceFaults({ choices }))).toEqual([path]);
  });
});

describe('a command', () => {
  const command = (more: object = {}) => ({ name: 'check', description: 'd', ...more });
  const text = (more: object = {}) => ({ type: 3, name: 'claim', description: 'd', ...more });
  it('at every limit is taken', () => {
    const options = many(25, (index) => text({ name: `${x(28)}${index}`, description: x(100) }));
    expect(commandFaults([command({ name: x(32), description: x(100), options })])).toEqual([]);
    expect(commandFaults([{ type: 3, name: 'Is this true?', name_localizations: { fr: 'Est-ce vrai ?' } }])).toEqual(
      [],
    );
    expect(commandFaults(many(100, (index) => command({ name: `c${index}` })))).toEqual([]);
  });

  it.each<[string, object[], string]>([
    ['name', [command({ name: x(33) })], '0.name'],
    ['capitals', [command({ name: 'Check' })], '0.name'],
    ['spaces', [command({ name: 'is true' })], '0.name'],
    ['a translated name', [command({ name_localizations: { fr: x(33) } })], '0.name_localizations.fr'],
    ['an unknown language', [command({ name_localizations: { xx: 'a' } })], '0.name_localizations.xx'],
    ['no description', [{ name: 'check' }], '0.description'],
    ['description', [command({ description: x(101) })], '0.description'],
    ['a description on a message command', [{ type: 3, name: 'A', description: 'd' }], '0.description'],
    ['options', [command({ options: many(26, (index) => text({ name: `o${index}` })) })], '0.options'],
    ['the same option twice', [command({ options: [text(), text()] })], '0.options.1.name'],
    [
      'a required option after another',
      [command({ options: [text(), text({ name: 'b', required: true })] })],
      '0.options.1',
    ],
    [
      'choices',
      [command({ options: [text({ choices: many(26, () => ({ name: 'n', value: 'v' })) })] })],
      '0.options.0.choices',
    ],
    [
      '8000 characters',
      [
        command({
          options: many(25, (index) =>
            text({ name: `o${index}`, choices: many(5, () => ({ name: x(60), value: x(20) })) }),
          ),
        }),
      ],
      '0',
    ],
    ['the same name twice', [command(), command()], '1'],
    ['slash commands', many(101, (index) => command({ name: `c${index}` })), ''],
    ['message commands', many(16, (index) => ({ type: 3, name: `c${index}` })), ''],
  ])('over its limit is refused: %s', (_, commands, path) => {
    expect([...new Set(paths(commandFaults(commands.map((one) => ({ ...one })))))]).toContain(path);
  });
});

describe('over the wire', () => {
  let emulator: DiscordEmulator;
  let client: Client<true>;
  beforeAll(async () => {
    emulator = await startDiscordEmulator();
    client = await readyClient(emulator);
  });
  afterAll(async () => {
    await client.destroy();
    await emulator.close();
  });

  it('the refusal names the field, and nothing is posted', async () => {
    const channel = emulator.guild().channel('general');
    const post = (body: object) => client.rest.post(`/channels/${channel.id}/messages`, { body });
    const wrong = post(embed({ description: x(4097) }));
    await expect(wrong).rejects.toMatchObject({ status: 400, code: 50035 });
    await expect(wrong).rejects.toThrow(
      'embeds[0].description[BASE_TYPE_MAX_LENGTH]: Must be 4096 or fewer in length.',
    );
    await expect(post({})).rejects.toMatchObject({ code: 50006 });
    expect(channel.messages).toEqual([]);
  });

  it('the commands that were refused are not registered', async () => {
    await expect(client.application.commands.set([{ name: 'Bad', description: 'd' }])).rejects.toMatchObject({
      code: 50035,
    });
    expect(emulator.commands()).toEqual([]);
    await client.application.commands.set([{ name: 'good', description: 'd' }]);
    expect((await client.application.commands.fetch()).map((command) => command.name)).toEqual(['good']);
  });
});
