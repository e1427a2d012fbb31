import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readEntryFolder } from '../../src/entry/entry-folder.ts';
import { parseEntryYaml, stringifyEntryYaml } from '../../src/entry/entry-yaml.ts';
import { sampleEntry } from '../store/sample-entry.ts';

const good = `id: moon-cheese
claim:
  en: The Moon is made of green cheese.
verdict: false
confidence:
  level: high
answer:
  en: The Moon is made of rock.
origin:
  timeline:
    - kind: first-known
      date: 1546
sources:
  - kind: reference
    publisher: Example Observatory
    title: What the Moon is made of
    url: https://example.org/moon
reviewed: 2024-02-29
`;

const faultsOf = (yaml: string) => {
  const file = parseEntryYaml(yaml);
  return file.ok ? [] : file.faults.map(({ line, field, message }) => `${line} ${field} ${message}`);
};

describe('an entry file', () => {
  it('may write false as false and a year as a number', () => {
    expect(parseEntryYaml(good)).toMatchObject({
      ok: true,
      entry: { verdict: 'false', origin: { timeline: [{ date: '1546' }] } },
    });
  });

  it.each([
    [
      'a verdict that is none',
      'verdict: false',
      'verdict: flase',
      '4 verdict must be one of true, mostly-true, mixed, misleading, mostly-false, false, unproven, outdated',
    ],
    ['a missing field', /reviewed: .*\n/, '', '1 reviewed is missing'],
    ['a field that is none', 'reviewed:', 'colour: green\nreviewed:', '18 colour is not a field of an entry'],
    [
      'a day that does not exist',
      '2024-02-29',
      '2023-02-29',
      '18 reviewed must be a date that exists: 2018-02-13, 2018-02 or 2018',
    ],
    [
      'a day known to the month only',
      '2024-02-29',
      '2024-02',
      '18 reviewed must be known to the day, such as 2018-02-13',
    ],
    [
      'an address that is none',
      'https://example.org/moon',
      'example.org/moon',
      '17 sources[0].url must be a full web address that begins with https:// or http://',
    ],
    [
      'an address that runs code',
      'https://example.org/moon',
      'javascript:alert(1)',
      '17 sources[0].url must be a full web address that begins with https:// or http://',
    ],
    ['no source', /sources:\n(?: {2}.*\n)+/, 'sources: []\n', '13 sources needs at least one source'],
    [
      'an appearance among the sources',
      'kind: reference',
      'kind: debunk',
      '14 sources[0].kind must be one of primary, fact-check, research, news, reference',
    ],
    ['a text that is no text', 'en: The Moon is made of rock.', 'en: 5', '8 answer.en must be of type string'],
    [
      'an answer in another language than the claim',
      'en: The Moon is made of rock.',
      'fr: La Lune est en roche.',
      '8 answer.fr has no claim in the same language',
    ],
    [
      'a language that is none',
      'en: The Moon is made of rock.',
      'english: Rock.',
      '8 answer.english must be a language code of two or three small letters, such as "en"',
    ],
    ['broken YAML', 'verdict: false', 'verdict: [false', '5'],
    [
      'the same key twice',
      'verdict: false',
      'verdict: false\nverdict: true',
      '5  is not well-formed YAML: Map keys must be unique',
    ],
    ['an alias', 'en: The Moon is made of green cheese.', 'en: &a Cheese.\n  fr: *a', '1  cannot be read'],
  ])('with %s is refused with the line and the field', (_, search, replacement, fault) => {
    expect(faultsOf(good.replace(search, replacement)).some((found) => found.startsWith(fault))).toBe(true);
  });

  it('survives any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(parseEntryYaml(text)).toHaveProperty('ok', false);
        expect(typeof parseEntryYaml(good.replace('The Moon is made of rock.', text)).ok).toBe('boolean');
      }),
    );
  });

  it('is read back as it was written, whatever the texts', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }), (text) => {
        fc.pre(text.trim() !== '');
        const entry = sampleEntry({ answer: { en: text.trim(), fr: 'x' } });
        expect(parseEntryYaml(stringifyEntryYaml(entry))).toEqual({ ok: true, entry });
      }),
    );
  });
});

describe('a folder of entry files', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'entries-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('gives the good entries and names the faults of the others', async () => {
    writeFileSync(path.join(folder, 'moon-cheese.yaml'), good);
    writeFileSync(path.join(folder, 'other-name.yaml'), good);
    writeFileSync(path.join(folder, 'bad.yaml'), 'id: 5');
    writeFileSync(path.join(folder, 'bytes.yaml'), Buffer.from([0xff, 0xfe, 0x00]));
    writeFileSync(path.join(folder, 'notes.txt'), 'not an entry');
    mkdirSync(path.join(folder, 'topic'));
    writeFileSync(path.join(folder, 'topic', 'moon-cheese.yaml'), good);
    const { files, faults: twins } = await readEntryFolder(folder);
    expect(twins).toMatchObject([
      { file: path.join('topic', 'moon-cheese.yaml'), message: 'is already the id of moon-cheese.yaml' },
    ]);
    const parsed = files.map(({ file, parse }) => ({ file, ...parse() }));
    expect(parsed.filter(({ ok }) => ok).map(({ file }) => file)).toEqual(['moon-cheese.yaml']);
    const faults = parsed.flatMap((each) =>
      each.ok ? [] : each.faults.map((fault) => ({ ...fault, file: each.file })),
    );
    expect([...new Set(faults.map(({ file }) => file))]).toEqual(['bad.yaml', 'bytes.yaml', 'other-name.yaml']);
    expect(faults).toContainEqual(
      expect.objectContaining({ file: 'other-name.yaml', message: expect.stringContaining('moon-cheese.yaml') }),
    );
    expect(faults).toContainEqual(expect.objectContaining({ file: 'bytes.yaml', message: 'is not valid UTF-8' }));
  });
});
