// What may stand in a file that somebody wants imported?

import type * as FastCheck from 'fast-check';
import type { ImportFormat } from '../../bot/import-export/import-row.ts';
import type { Entry } from '../../entry/entry-schema.ts';
import { stringifyEntryYaml } from '../../entry/entry-yaml.ts';
import { bentJson } from './hostile-json.ts';
import { hostileText, PROTOTYPE_NAMES } from './hostile-text.ts';

/** An entry with all that an entry may have. */
export const SAMPLE_ENTRY = {
  id: 'moon-cheese',
  claim: { en: 'The Moon is made of green cheese.', fr: 'La Lune est faite de fromage vert.' },
  verdict: 'false',
  nature: 'legend',
  confidence: { level: 'high', reason: { en: 'Rocks were brought back.' } },
  answer: { en: 'It is rock.', fr: 'Elle est en roche.' },
  notProven: { en: 'Who said it first.' },
  origin: {
    summary: { en: 'A proverb.' },
    timeline: [
      {
        kind: 'first-known',
        date: '1546',
        uncertain: true,
        publisher: 'A book of proverbs',
        url: 'https://example.org/1546',
        note: { en: 'It calls people fools who believe it.' },
        quotes: [{ text: 'greene cheese', lang: 'en', translation: { fr: 'fromage vert' } }],
      },
    ],
  },
  sources: [
    { kind: 'primary', publisher: 'Example Observatory', title: 'What the Moon is', url: 'https://example.org/moon' },
  ],
  wordings: { en: ['is the moon cheese'] },
  negatives: { en: ['the moon is made of rock'] },
  updates: [{ date: '2024-01-02', note: { en: 'A source was added.' } }],
  tags: ['moon'],
  reviewed: '2024-01-02',
  reviewBy: '2030-01-02',
} as const satisfies Entry;

const SAMPLE_REVIEW = {
  '@context': 'https://schema.org',
  '@type': 'ClaimReview',
  url: 'https://factcheck.example/moon',
  headline: 'No, the Moon is no cheese',
  claimReviewed: 'The Moon is made of cheese.',
  inLanguage: { '@type': 'Language', name: 'English', alternateName: 'en' },
  datePublished: '2020-05-06T10:00:00Z',
  author: { '@type': 'Organization', name: 'Fact Office', url: 'https://factcheck.example' },
  reviewRating: { '@type': 'Rating', ratingValue: '1', bestRating: '5', worstRating: 1, alternateName: 'False' },
  itemReviewed: {
    '@type': 'Claim',
    author: { '@type': 'Person', name: 'A baker' },
    datePublished: '2020-05-01',
    firstAppearance: { '@type': 'CreativeWork', url: 'https://example.org/first' },
    appearance: [{ '@type': 'CreativeWork', url: 'https://example.org/second' }, 'https://example.org/third'],
  },
};

const SAMPLE_FEED = {
  '@context': 'https://schema.org',
  '@type': 'DataFeed',
  dataFeedElement: [{ '@type': 'DataFeedItem', dateModified: '2020-05-06', item: [SAMPLE_REVIEW] }],
};

/** A file: its text, and where it is spoilt. */
export interface HostileFile {
  readonly text: string;
  /** The end, or bytes that stand in its middle; undefined where the text is the whole. */
  readonly spoilt?: { readonly at: number; readonly put: readonly number[] | undefined } | undefined;
}

/** What is in the file. */
export function bytesOf({ text, spoilt }: HostileFile): Uint8Array {
  const all = new TextEncoder().encode(text);
  if (spoilt === undefined) return all;
  const cut = spoilt.at % (all.length + 1);
  if (spoilt.put === undefined) return all.slice(0, cut);
  return Buffer.concat([all.slice(0, cut), Uint8Array.from(spoilt.put), all.slice(cut)]);
}

/** Files of a format: nearly right, far from it, cut off, with bytes that are no text, or made to take long. */
export function hostileFile(
  fc: typeof FastCheck,
  format: ImportFormat,
  longest = 1_000_000,
): FastCheck.Arbitrary<HostileFile> {
  // Long ones take their time, so most are short.
  const text = fc.oneof(
    { weight: 6, arbitrary: textsOf(fc, format, Math.min(longest, 5_000)) },
    { weight: 1, arbitrary: textsOf(fc, format, longest) },
    { weight: 1, arbitrary: hostileText(fc, longest) },
  );
  const junk = fc.array(fc.nat(255), { minLength: 1, maxLength: 6 });
  const put = fc.oneof(fc.constant(undefined), junk);
  const spoilt = fc.record({ at: fc.nat(1_000_000), put });
  return fc.record({ text, spoilt: fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, spoilt) });
}

function textsOf(fc: typeof FastCheck, format: ImportFormat, longest: number): FastCheck.Arbitrary<string> {
  switch (format) {
    case 'yaml':
      return fc.array(hostileYaml(fc, longest), { minLength: 1, maxLength: 3 }).map((all) => all.join('\n---\n'));
    case 'json':
      return hostileJson(fc, longest);
    case 'csv':
      return hostileTable(fc, longest);
    case 'claimreview':
      return hostileReviews(fc, longest);
  }
}

/** Deep, wide, full of aliases, or nearly an entry. */
export function hostileYaml(fc: typeof FastCheck, longest = 50_000): FastCheck.Arbitrary<string> {
  const names = [...Object.keys(SAMPLE_ENTRY), ...PROTOTYPE_NAMES, '<<', '? x', '!!set'];
  const value = fc.oneof(
    hostileText(fc, 5_000),
    fc.json({ maxDepth: 4 }),
    fc.double().map(String),
    fc.constantFrom(
      '9'.repeat(5_000),
      '0x'.padEnd(5_000, 'f'),
      '1e999999999',
      '.inf',
      '.nan',
      '*a19',
      '&a',
      '!!js/function x',
      '!!binary Zm9v',
      '| \n x',
      '>-',
    ),
  );
  const aliases = Array.from(
    { length: 20 },
    (_, i) => `a${i}: &a${i} [${i === 0 ? 'x' : `*a${i - 1},*a${i - 1}`}]`,
  ).join('\n');
  const upTo = (most: number) => fc.integer({ min: 1, max: Math.max(1, Math.min(most, longest)) });
  return fc.oneof(
    { weight: 4, arbitrary: bentJson(fc, [SAMPLE_ENTRY]).map((entry) => writtenAsYaml(entry)) },
    {
      weight: 2,
      arbitrary: fc
        .array(fc.tuple(fc.constantFrom(...names), value), { maxLength: 12 })
        .map((fields) => fields.map(([name, each]) => `${name}: ${each}`).join('\n')),
    },
    fc.tuple(fc.constantFrom('[', '{', '- ', '? ', '{a: ', '[{a: '), upTo(5_000)).map(([open, depth]) => {
      return `claim: ${open.repeat(depth)}`;
    }),
    fc.tuple(upTo(2_000), fc.boolean()).map(([depth, isClosed]) => {
      return `claim: ${'['.repeat(depth)}${isClosed ? ']'.repeat(depth) : ''}`;
    }),
    upTo(500).map((depth) => Array.from({ length: depth }, (_, i) => `${' '.repeat(i)}a:`).join('\n')),
    upTo(20_000).map((count) => Array.from({ length: count }, (_, i) => `k${i}: x`).join('\n')),
    upTo(20_000).map((count) => `tags: [${'x,'.repeat(count)}]`),
    upTo(5_000).map((count) => `a: &a x\ntags: [${'*a,'.repeat(count)}]`),
    fc.constant(aliases),
    fc.constant('a: &a [*a]\nb: &b\n  <<: *b'),
    fc.constant('__proto__:\n  polluted: yes\nconstructor:\n  prototype: {polluted: yes}'),
    fc.constant('%YAML 9.9\n%TAG ! tag:x,2000:\n--- !x\nid: y'),
  );
}

function writtenAsYaml(entry: Entry): string {
  try {
    return stringifyEntryYaml(entry);
  } catch {
    // What YAML cannot hold, it need not read.
    return JSON.stringify(entry) ?? '';
  }
}

function hostileJson(fc: typeof FastCheck, longest: number): FastCheck.Arbitrary<string> {
  const entries = fc.array(bentJson(fc, [SAMPLE_ENTRY]), { minLength: 1, maxLength: 4 });
  const number = fc.constantFrom('1e999', '-0', '9'.repeat(10_000), '0.'.padEnd(10_000, '0'), '1E-999');
  return fc.oneof(
    { weight: 4, arbitrary: entries.map((all) => JSON.stringify(all)) },
    { weight: 2, arbitrary: entries.map((all) => all.map((each) => JSON.stringify(each)).join('\n')) },
    { weight: 1, arbitrary: entries.map((all) => JSON.stringify({ entries: all })) },
    fc.json({ maxDepth: 6 }),
    number.map((each) => `[{"id":${each},"claim":{"en":${each}},"reviewed":${each}}]`),
    fc
      .tuple(fc.constantFrom('[', '{"a":', '[{"a":['), fc.integer({ min: 1, max: longest }))
      .map(([open, length]) => open.repeat(Math.ceil(length / open.length)).slice(0, length)),
    fc.integer({ min: 1, max: longest }).map((length) => `[{"id":"${'a'.repeat(length)}"}]`),
    fc.integer({ min: 1, max: longest }).map((length) => `[{"${'k'.repeat(length)}":1}]`),
    fc
      .integer({ min: 1, max: Math.ceil(longest / 8) })
      .map((count) => `[{${Array.from({ length: count }, (_, i) => `"k${i}":1`).join(',')}}]`),
    fc.integer({ min: 1, max: Math.ceil(longest / 3) }).map((count) => `[${'{},'.repeat(count)}{}]`),
    fc.constant('[{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"id":"x","id":"y"}]'),
  );
}

const COLUMNS = [
  'id',
  'claim',
  'claim.en',
  'answer.en',
  'lang',
  'verdict',
  'confidence.level',
  'sources.0.kind',
  'sources.0.publisher',
  'sources.0.title',
  'sources.0.url',
  'sources.9999.url',
  'sources.-1.url',
  'origin.timeline.0.uncertain',
  'reviewed',
  'tags.0',
  '',
  '.',
  '..a',
  'a.b.c.d.e.f.g.h.i.j.k',
  ...PROTOTYPE_NAMES,
  ...PROTOTYPE_NAMES.map((name) => `claim.${name}`),
  ...PROTOTYPE_NAMES.map((name) => `${name}.polluted`),
];

const RIGHT_ROW = ['moon', 'The Moon is cheese.', 'It is rock.', 'false', 'primary', 'Observatory', 'The Moon'];
const RIGHT_COLUMNS = ['id', 'claim.en', 'answer.en', 'verdict', 'sources.0.kind', 'sources.0.publisher'];

function hostileTable(fc: typeof FastCheck, longest: number): FastCheck.Arbitrary<string> {
  const cell = fc.oneof(
    hostileText(fc, 2_000),
    fc.constantFrom('', '"', '""', '"a', 'a"b', '\u0000', '[]', "'=1", '=1+1', '"a\nb"', 'false', '2024-01-02'),
  );
  const end = fc.constantFrom('\n', '\r\n', '\r', '\n\n');
  const columns = fc.array(fc.oneof(fc.constantFrom(...COLUMNS), hostileText(fc, 200)), {
    minLength: 1,
    maxLength: 12,
  });
  const rows = fc.array(fc.array(cell, { maxLength: 14 }), { maxLength: 6 });
  const size = fc.integer({ min: 1, max: longest });
  return fc.oneof(
    {
      weight: 4,
      arbitrary: fc
        .tuple(columns, rows, end)
        .map(([head, body, feed]) => [head, ...body].map((each) => each.join(',')).join(feed)),
    },
    {
      weight: 2,
      arbitrary: fc.tuple(fc.array(cell, { minLength: 1, maxLength: 7 }), end).map(([cells, feed]) =>
        [
          [...RIGHT_COLUMNS, 'sources.0.title', 'sources.0.url'],
          [...cells, ...RIGHT_ROW.slice(cells.length), 'https://example.org/moon'],
        ]
          .map((each) => each.join(','))
          .join(feed),
      ),
    },
    size.map((length) => `id,claim\nx,${'a'.repeat(length)}\ny,z`),
    size.map((length) => `id,claim\nx,"${'a\n'.repeat(length / 2)}`),
    size.map((length) => `${'c,'.repeat(length / 2)}\n${',x'.repeat(Math.min(length / 2, 20_000))}`),
    size.map((length) => `id\n${'x\n'.repeat(length / 2)}`),
    // A short line each, and as many cells as the header has columns: small files that would become large.
    fc.tuple(fc.integer({ min: 1, max: 2_000 }), fc.integer({ min: 1, max: 200 })).map(([wide, high]) => {
      const head = Array.from({ length: wide }, (_, i) => `a.${i}.b.${i}`).join(',');
      return `${head}\n${`${'x,'.repeat(wide - 1)}x\n`.repeat(Math.min(high, Math.ceil(longest / (2 * wide))))}`;
    }),
    size.map((length) => '"'.repeat(length)),
    size.map((length) => `a\n${'"\n'.repeat(length / 2)}`),
  );
}

function hostileReviews(fc: typeof FastCheck, longest: number): FastCheck.Arbitrary<string> {
  const bent = bentJson<object>(fc, [SAMPLE_REVIEW, SAMPLE_FEED]);
  const script = (json: string) => `<html><script type="application/ld+json">${json}</script></html>`;
  return fc.oneof(
    { weight: 4, arbitrary: bent.map((each) => JSON.stringify(each)) },
    { weight: 2, arbitrary: fc.array(bent, { maxLength: 4 }).map((all) => JSON.stringify(all)) },
    { weight: 2, arbitrary: bent.map((each) => script(JSON.stringify(each))) },
    { weight: 1, arbitrary: fc.array(bent, { maxLength: 3 }).map((all) => JSON.stringify({ '@graph': all })) },
    fc
      .tuple(
        fc.constantFrom(
          '<script type="application/ld+json">',
          '<script ',
          '<script type=application/ld+json >{"@type":"ClaimReview"',
          '</script>',
          '<',
          '<script>ClaimReview</script',
        ),
        fc.integer({ min: 1, max: longest }),
      )
      .map(([part, length]) => `<html>${part.repeat(Math.ceil(length / part.length)).slice(0, length)}`),
    fc
      .integer({ min: 1, max: 3_000 })
      .map((depth) => `${'{"@graph":['.repeat(depth)}${JSON.stringify(SAMPLE_REVIEW)}${']}'.repeat(depth)}`),
    fc.integer({ min: 1, max: Math.ceil(longest / 1_000) }).map((count) => {
      return JSON.stringify({ ...SAMPLE_FEED, dataFeedElement: Array(count).fill({ item: [SAMPLE_REVIEW] }) });
    }),
  );
}
