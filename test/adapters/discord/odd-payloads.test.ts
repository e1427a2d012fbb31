import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { readOptions } from '../../../src/adapters/discord/read-interaction.ts';
import { textOf } from '../../emulators/discord/discord-emulator.ts';
import { firstLineOf, rumoursForTests } from './open-discord.ts';

const start = rumoursForTests();

const FALSE = '❌ False · legend';
const CHEESE = 'The Moon is made of green cheese, they say';

const unhandled: unknown[] = [];
const keep = (reason: unknown): void => void unhandled.push(reason);
beforeEach(() => void process.on('unhandledRejection', keep));
afterEach(() => {
  process.off('unhandledRejection', keep);
  expect(unhandled).toEqual([]);
});

it.each([
  ['attachments', null],
  ['embeds', null],
  ['embeds', [null, 7, { title: null, fields: null }]],
  ['mentions', null],
  ['mention_roles', null],
  ['member', null],
  ['message_snapshots', [null, { message: null }]],
] as const)('a question whose %s are %j is answered all the same', async (field, value) => {
  const { general, ana, at, settled } = await start();
  ana.says(general, `${at} ${CHEESE}`, { extra: { [field]: value } });
  await settled();
  expect(general.botMessages.map(firstLineOf)).toEqual([FALSE]);
});

it('a message replied to whose text is null could not be read, and is not said to be unreviewed', async () => {
  const { general, ana, ben, at, settled } = await start();
  const { payload } = ben.says(general, CHEESE);
  const rumour = { ...payload, content: null, embeds: null, attachments: null };
  const about = { type: 19, message_reference: { channel_id: payload.channel_id, message_id: payload.id } };
  ana.says(general, `${at} is this true?`, { extra: { ...about, referenced_message: rumour } });
  await settled();
  const [said] = [...general.botMessages, ...ana.dm().botMessages].map(textOf);
  expect(said).toContain('not allowed to read');
});

it.each(['id', 'channel_id', 'author', 'content'])(
  'a message without %s is left out, and the next one answered',
  async (field) => {
    const opened = await start();
    const { general, ana, at, settled } = opened;
    ana.says(general, `${at} ${CHEESE}`, { extra: { [field]: null } });
    await settled();
    expect(general.botMessages).toEqual([]);
    ana.says(general, `${at} ${CHEESE}`);
    await settled();
    expect(general.botMessages.map(firstLineOf)).toEqual([FALSE]);
    expect(opened.log().filter((line) => line.startsWith('error'))).toEqual([]);
  },
);

it('who used a command of which something cannot be read is told that it was not checked', async () => {
  const opened = await start();
  const { general, ana } = opened;
  const odd = 7 as unknown as string;
  const { message } = await ana.runs('/check', { text: CHEESE }, { in: general, locale: odd });
  expect(message?.onlyFor?.name).toBe('Ana');
  expect(message && textOf(message)).toContain('I could not check');
  expect(opened.log().filter((line) => !line.startsWith('info'))).toEqual(['warn: could not read an interaction']);
});

it('an option whose value is no text, number or flag is left out, so that nobody is told of a search for nothing', () => {
  const option = (value: unknown) => ({ type: 3, name: 'text', value });
  const read = (value: unknown) => readOptions({ data: { options: [option(value)] } } as never).args;
  expect(read({ a: [] })).toEqual({});
  expect(read(null)).toEqual({});
  expect(read('cheese')).toEqual({ text: 'cheese' });
});
