import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { claimReviewOf, type ExportContext } from '../../../src/bot/import-export/claim-review.ts';
import { claimReviewFaults } from '../../../src/bot/import-export/claim-review-faults.ts';
import { importEntries } from '../../../src/bot/import-export/import-entries.ts';
import type { ImportFormat, ImportRow } from '../../../src/bot/import-export/import-row.ts';
import { readRows } from '../../../src/bot/import-export/read-rows.ts';
import { splitJson } from '../../../src/bot/import-export/split-json.ts';
import { writeEntries } from '../../../src/bot/import-export/write-entries.ts';
import type { OfferedFile } from '../../../src/bot/incoming.ts';
import { UserError } from '../../../src/bot/user-error.ts';
import type { Entry } from '../../../src/entry/entry-schema.ts';
import { loadRatings } from '../../../src/rating-file.ts';
import { sampleEntry } from '../../store/sample-entry.ts';
import { Hands, otherServer } from '../moderation/hands.ts';
import { offered } from '../offered-file.ts';
import { openTestBot, type TestBot } from '../open-test-bot.ts';
import { anyEntry } from './any-entry.ts';

const ratings = loadRatings();
const reading = { today: '2026-03-01', ratings };
const writing: ExportContext = {
  publisher: { name: 'Is This True?' },
  baseUrl: 'https://example.org/claims#',
  verdictWords: (verdict) => verdict,
};

async function* chunked(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size);
}

async function read(format: ImportFormat, text: string, size = 1 << 16): Promise<ImportRow[]> {
  const rows: ImportRow[] = [];
  for await (const row of readRows(format, chunked(text, size), reading)) rows.push(row);
  return rows;
}

async function written(format: ImportFormat, entries: readonly Entry[]): Promise<string> {
  async function* all() {
    yield* entries;
  }
  let text = '';
  for await (const part of writeEntries(format, all, writing, { written: 0, leftOut: 0 })) text += part;
  return text;
}

const review = (changes: object = {}) => ({
  '@context': 'http://schema.org',
  '@type': 'ClaimReview',
  url: 'https://factcheck.example/moon',
  claimReviewed: 'The Moon is made of cheese.',
  inLanguage: 'en-GB',
  datePublished: '2020-05-06T10:00:00Z',
  author: { '@type': 'Organization', name: 'Fact Office', url: 'https://factcheck.example' },
  reviewRating: { '@type': 'Rating', ratingValue: '1', bestRating: '5', alternateName: 'Pants on Fire!' },
  itemReviewed: {
    '@type': 'Claim',
    author: { '@type': 'Person', name: 'A baker' },
    datePublished: '2020-05-01',
    firstAppearance: { '@type': 'CreativeWork', url: 'https://example.org/first' },
    appearance: [{ '@type': 'CreativeWork', url: 'https://example.org/second' }],
  },
  ...changes,
});

describe('a file', () => {
  it.each(['yaml', 'json', 'csv'] as const)('of %s gives back every entry that was written to it', async (format) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyEntry, { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 1, max: 200 }),
        async (entries, size) => {
          const rows = await read(format, await written(format, entries), size);
          expect(rows).toEqual(entries.map((entry, i) => ({ row: i + 1, entry })));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('of ClaimReview gives back every review that was read', async () => {
    const word = fc
      .stringMatching(/^[A-Za-zé][A-Za-z é'"<>&,;]{0,38}[a-z]$/)
      .map((each) => each.replaceAll(/\s+/g, ' '));
    const any = fc.record({
      claimReviewed: word,
      n: fc.nat(1e6),
      label: fc.constantFrom('False', 'Mostly True', 'FAUX', 'Misleading', 'Falso'),
      name: word,
      date: fc.constantFrom('2020-05-06', '2019-01-31'),
      first: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(any, async ({ claimReviewed, n, label, name, date, first }) => {
        const given = review({
          claimReviewed,
          inLanguage: 'fr',
          url: `https://factcheck.example/${n}`,
          author: { '@type': 'Organization', name },
          datePublished: date,
          reviewRating: { '@type': 'Rating', alternateName: label },
          ...(first ? {} : { itemReviewed: undefined }),
        });
        const [row] = await read('claimreview', JSON.stringify(given));
        if (row === undefined || !('entry' in row)) throw new Error(JSON.stringify(row));
        const back = claimReviewOf(row.entry, writing) as ReturnType<typeof review>;
        expect(back).toMatchObject({
          claimReviewed: given.claimReviewed,
          url: given.url,
          inLanguage: 'fr',
          author: { name },
          datePublished: date,
          reviewRating: { alternateName: label },
        });
        if (first) {
          expect(back.itemReviewed).toMatchObject({
            author: { name: 'A baker' },
            datePublished: '2020-05-01',
            firstAppearance: { url: 'https://example.org/first' },
            appearance: [{ url: 'https://example.org/second' }],
          });
        }
        expect(claimReviewFaults(back)).toEqual([]);
        const again = await read('claimreview', JSON.stringify(back));
        expect(again).toEqual([row]);
      }),
      { numRuns: 40 },
    );
  });

  it('of ClaimReview that we write meets what Google documents', async () => {
    await fc.assert(
      fc.asyncProperty(anyEntry, async (entry) => {
        expect(claimReviewFaults(claimReviewOf(entry, writing))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});

describe('Google’s requirements', () => {
  const good = claimReviewOf(sampleEntry(), writing) as Record<string, unknown>;
  it.each([
    ['no claim', { claimReviewed: '' }, 'claimReviewed'],
    ['no address', { url: undefined }, 'url'],
    ['no rating', { reviewRating: undefined }, 'reviewRating'],
    ['a rating without words', { reviewRating: { '@type': 'Rating', ratingValue: 1 } }, 'alternateName'],
    [
      'a number out of bounds',
      { reviewRating: { '@type': 'Rating', alternateName: 'x', ratingValue: 9, bestRating: 5, worstRating: 1 } },
      'between',
    ],
    [
      'bounds the wrong way round',
      { reviewRating: { '@type': 'Rating', alternateName: 'x', ratingValue: 1, bestRating: 1, worstRating: 1 } },
      'above',
    ],
    ['an author without a name', { author: { '@type': 'Organization' } }, 'author'],
    ['another thing reviewed', { itemReviewed: { '@type': 'Movie' } }, 'Claim'],
  ])('are not met by %s', (_, change, fault) => {
    expect(claimReviewFaults(good)).toEqual([]);
    expect(claimReviewFaults({ ...good, ...change }).join('; ')).toContain(fault);
  });
});

describe('ClaimReview as publishers give it', () => {
  it('is read with the publisher’s own label kept', async () => {
    const [row] = await read('claimreview', JSON.stringify(review()));
    expect(row).toMatchObject({
      entry: {
        claim: { en: 'The Moon is made of cheese.' },
        verdict: 'false',
        origin: {
          timeline: [
            { kind: 'first-known', date: '2020-05-01', publisher: 'A baker', url: 'https://example.org/first' },
            { kind: 'amplification', url: 'https://example.org/second' },
          ],
        },
        sources: [{ kind: 'fact-check', publisher: 'Fact Office', rating: 'Pants on Fire!', date: '2020-05-06' }],
        reviewed: '2020-05-06',
      },
    });
  });

  it.each([
    [
      'a page',
      `<html><script>var x = "ClaimReview"</script><script type="application/ld+json">${JSON.stringify([review()])}</script>`,
    ],
    ['a graph', JSON.stringify({ '@context': 'https://schema.org', '@graph': [{ '@type': 'WebPage' }, review()] })],
    [
      'the Data Commons feed',
      JSON.stringify(
        { '@type': 'DataFeed', dataFeedElement: [{ '@type': 'DataFeedItem', item: [review()] }] },
        undefined,
        2,
      ),
    ],
    ['lines', `${JSON.stringify(review())}\n`],
    ['a list', JSON.stringify([review()])],
  ])('is found in %s', async (_, text) => {
    const rows = await read('claimreview', text, 7);
    expect(rows.filter((row) => 'entry' in row)).toHaveLength(1);
  });

  it.each([
    ['en', 'The mayor keeps seventeen badgers in his cellar'],
    ['fr', 'Le maire a dix-sept blaireaux dans sa cave'],
    ['pt', 'O prefeito tem dezessete texugos em sua casa e não os mostra'],
    ['de', 'Der Bürgermeister hat siebzehn Dachse in seinem Keller'],
  ])('is known to be in %s by its small words, where it does not say so', async (lang, claimReviewed) => {
    const given = review({ claimReviewed, inLanguage: undefined, reviewRating: { alternateName: 'False' } });
    const [row] = await read('claimreview', JSON.stringify(given));
    expect(row).toMatchObject({ entry: { claim: { [lang]: claimReviewed }, sources: [{ lang }] } });
  });

  it('names a rating it does not know instead of guessing', async () => {
    const odd = review({ reviewRating: { alternateName: 'Three Bananas', ratingValue: 1, bestRating: 5 } });
    expect(await read('claimreview', JSON.stringify(odd))).toEqual([{ row: 1, unknownRating: 'Three Bananas' }]);
  });

  it('names a bad row by its number and goes on', async () => {
    const rows = await read(
      'claimreview',
      JSON.stringify([review({ url: 'nonsense' }), { '@type': 'Recipe' }, review({ claimReviewed: null }), review()]),
    );
    expect(rows.map((row) => ('problem' in row ? [row.row, row.problem] : [row.row]))).toEqual([
      [1, 'url "nonsense" is no web address'],
      [2, 'holds no ClaimReview'],
      [3, 'claimReviewed is missing'],
      [4],
    ]);
  });
});

describe('files with faults', () => {
  it.each([
    ['json', '[{"id":"a"}, {broken}, 7]'],
    ['json', '{"entries":[{"id":'],
    ['yaml', 'id: a\n---\n{{{\n---\nid: [1'],
    ['csv', 'id,claim.en\n"a,b\nc'],
    ['csv', ''],
    ['json', ''],
    ['claimreview', 'hello'],
    ['claimreview', '<html></html>'],
  ] as const)('of %s give problems, never an exception: %j', async (format, text) => {
    for (const row of await read(format, text, 3)) expect('problem' in row && row.problem).toBeTruthy();
  });

  it('of any bytes never throw', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('yaml', 'json', 'csv', 'claimreview'),
        fc.string({ unit: 'binary' }),
        async (format, text) => {
          await read(format as ImportFormat, text, 5);
        },
      ),
    );
  });

  it('of values that are no texts, columns without an end and tags left open are told, row by row', async () => {
    const odd = JSON.stringify([{ '@type': { toString: 1, valueOf: 1 } }, review()]);
    expect(await read('claimreview', odd)).toHaveLength(2);
    const deep = await read('csv', `${'a.'.repeat(100_000)}b\nx\n`);
    expect(deep).toEqual([{ row: 1, problem: expect.any(String) }]);
    expect(await read('claimreview', '<script type="application/ld+json">'.repeat(20_000))).toEqual([]);
    expect(await read('yaml', '\n'.repeat(200_000))).toEqual([]);
  });

  it('of more words, values, columns or characters than an entry has are refused, and told shortly', async () => {
    const many = 'x,'.repeat(20_000);
    const problems = await Promise.all([
      read('yaml', `tags: [${many}]`),
      read('yaml', `id: ${'a'.repeat(1_000_000)}`, 1 << 12),
      read('json', `[{"sources":[${'{},'.repeat(20_000)}{}]}]`),
      read('json', `[{"${'k'.repeat(100_000)}":1}]`),
      read('json', `[{"id":"${'a'.repeat(600_000)}"}]`),
      read('csv', `id\n"${'a'.repeat(300_000)}"\n`),
      read('csv', `${many}\n${many}\n`),
      read('claimreview', JSON.stringify(review({ url: 'x'.repeat(100_000) }))),
      read('claimreview', JSON.stringify(review({ reviewRating: { alternateName: 'x'.repeat(100_000) } }))),
    ]);
    for (const rows of problems) {
      expect(rows).toHaveLength(1);
      const [row] = rows;
      expect('problem' in row! ? row.problem : 'unknownRating' in row! ? row.unknownRating : '').toMatch(/^.{5,300}$/);
    }
    expect(await read('yaml', `${'a'.repeat(1_000_000)}\n---\nid: b`, 1 << 12)).toHaveLength(2);
  });

  it('of YAML with lists for names are refused without a word on standard error', async () => {
    const warned: unknown[] = [];
    const keep = (warning: unknown) => void warned.push(warning);
    process.on('warning', keep);
    expect(await read('yaml', 'claim:\n  ? [a, b]\n  : c')).toMatchObject([{ row: 1, problem: expect.any(String) }]);
    await new Promise((resolve) => setImmediate(resolve));
    process.off('warning', keep);
    expect(warned).toEqual([]);
  });

  it('end with the error of what they are read from', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield new TextEncoder().encode('id,claim\n');
      throw new Error('the disk is gone');
    }
    for (const format of ['yaml', 'json', 'csv', 'claimreview'] as const) {
      const all = async () => {
        for await (const row of readRows(format, broken(), reading)) expect(row.row).toBeGreaterThan(0);
      };
      await expect(all()).rejects.toThrow('the disk is gone');
    }
  });

  it('of a table whose last quote is left open are told with the number of the row', async () => {
    expect(await read('csv', 'id,claim\nx,y\nz,"left open\nand on')).toMatchObject([
      { row: 1, problem: 'verdict is missing' },
      { row: 2, problem: expect.stringMatching(/quote/i) },
    ]);
  });

  it('cannot reach beyond an entry by the names of columns', async () => {
    await read('csv', '__proto__.polluted,constructor.prototype.polluted,id\nyes,yes,a\n');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('made by hand as a table need no more than claim, verdict, answer and a source', async () => {
    const table =
      'lang,claim,verdict,answer,sources.0.kind,sources.0.publisher,sources.0.title,sources.0.url\nen,The Moon is cheese.,false,It is rock.,reference,Observatory,The Moon,https://example.org/moon\n';
    expect(await read('csv', table)).toMatchObject([
      {
        entry: {
          id: expect.stringMatching(/^the-moon-is-cheese-/),
          claim: { en: 'The Moon is cheese.' },
          reviewed: '2026-03-01',
        },
      },
    ]);
  });
});

describe('the objects of a long JSON text', () => {
  it('are not mixed up where two files are read at once', async () => {
    const lists = [0, 1, 2].map((k) => Array.from({ length: 50 }, (_, i) => ({ id: `${k}-${i}`.repeat(k + 1) })));
    const found = lists.map(async (list) => {
      async function* parts() {
        yield JSON.stringify(list);
      }
      const objects: unknown[] = [];
      for await (const { text } of splitJson(parts())) objects.push(JSON.parse(text));
      return objects;
    });
    expect(await Promise.all(found)).toEqual(lists);
  });

  it('are the same however the text is cut', async () => {
    const value = fc.jsonValue({ maxDepth: 3 });
    const objects = fc.array(fc.dictionary(fc.string(), value), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(objects, fc.integer({ min: 1, max: 30 }), fc.boolean(), async (list, size, inFeed) => {
        const text = JSON.stringify(inFeed ? { note: 'a "{[', dataFeedElement: list } : list);
        async function* parts() {
          for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
        }
        const found: unknown[] = [];
        for await (const piece of splitJson(parts())) found.push(JSON.parse(piece.text));
        expect(found).toEqual(JSON.parse(JSON.stringify(list)));
      }),
      { numRuns: 300 },
    );
  });
});

describe('an import', () => {
  let test: TestBot;
  beforeEach(async () => {
    test = await openTestBot([sampleEntry()]);
  });
  afterEach(() => test.close());

  async function* rowsOf(entries: readonly Entry[]): AsyncGenerator<ImportRow> {
    for (const [i, entry] of entries.entries()) yield { row: i + 1, entry };
  }
  const bring = (entries: readonly Entry[], more: Partial<Parameters<typeof importEntries>[2]> = {}) =>
    importEntries(rowsOf(entries), test.store, { scope: 'discord:server', by: 'x', ...more });
  const own = sampleEntry({ id: 'own', claim: { en: 'Cats can fly.' }, answer: { en: 'No.' } });

  it('adds, changes and leaves alone, and does nothing the second time', async () => {
    expect(await bring([own])).toMatchObject({ added: 1, updated: 0, unchanged: 0 });
    expect(await bring([own])).toMatchObject({ added: 0, updated: 0, unchanged: 1 });
    expect(await bring([{ ...own, verdict: 'mixed' }])).toMatchObject({ added: 0, updated: 1 });
    const [record] = await test.store.entries.list({ scopes: ['discord:server'], limit: 10 });
    expect(record).toMatchObject({ revision: 2, status: 'published', entry: { verdict: 'mixed' } });
    expect(await test.store.jobs.take(['correct-answers'], 10, 60)).toMatchObject([{ payload: [{ revision: 2 }] }]);
  });

  it('of two rows with one id takes the first, also the second time', async () => {
    const rows = [own, { ...own, verdict: 'true' as const }];
    expect(await bring(rows)).toMatchObject({ added: 1, updated: 0, faultCount: 1 });
    expect(await bring(rows)).toMatchObject({ added: 0, updated: 0, unchanged: 1, faultCount: 1 });
  });

  it('gives up a file in which nearly all is wrong, where told to', async () => {
    async function* wrong(): AsyncGenerator<ImportRow> {
      for (let row = 1; row <= 1_000; row++) yield { row, problem: 'is no entry' };
    }
    const report = await importEntries(wrong(), test.store, { scope: 'discord:server', by: 'x', mostFaults: 10 });
    expect(report.rows).toBe(11);
    expect(report.faults.at(-1)).toEqual({ row: 11, problem: expect.stringContaining('not read') });
  });

  it('gives back what it exports, under the same ids', async () => {
    await bring([own]);
    const [record] = await test.store.entries.list({ scopes: ['discord:server'], limit: 10 });
    expect(await bring([record!.entry])).toMatchObject({ added: 0, unchanged: 1 });
  });

  it('says in a trial what would change, and changes nothing', async () => {
    const before = await test.store.changes.latest();
    expect(await bring([own], { dryRun: true })).toMatchObject({ added: 1 });
    expect(await test.store.changes.latest()).toBe(before);
  });

  it('finds a claim that is there already, in the store or in the file', async () => {
    const twin = {
      ...sampleEntry(),
      id: 'twin',
      claim: { en: 'the MOON is made of green cheese' },
      answer: { en: 'x' },
    };
    const report = await bring([twin, own, { ...own, id: 'own-again' }]);
    expect(report).toMatchObject({ added: 1, duplicateCount: 2 });
    expect(report.duplicates.map(({ row, entryId }) => [row, entryId.replace(/-[^-]*$/, '')])).toEqual([
      [1, 'moon'],
      [3, 'own'],
    ]);
  });

  it('takes nothing from another community that has the same ids', async () => {
    await bring([own]);
    await bring([{ ...own, answer: { en: 'Theirs.' } }], { scope: 'discord:other' });
    const [mine] = await test.store.entries.list({ scopes: ['discord:server'], limit: 10 });
    const [theirs] = await test.store.entries.list({ scopes: ['discord:other'], limit: 10 });
    expect([mine?.entry.answer.en, theirs?.entry.answer.en]).toEqual(['No.', 'Theirs.']);
  });

  it('is done by a moderator with a file, and the export gives it back', async () => {
    await test.store.settings.set('discord:server', { moderators: ['moderator'] });
    const moderator = new Hands(test, { id: 'moderator' });
    const content = new TextEncoder().encode(`${await written('yaml', [own])}---\nid: broken\n`);
    const files = { file: offered('claims.yaml', content) };
    await moderator.call('import', { 'dry-run': 'true' }, { files });
    expect(moderator.words).toContain('only a trial\n1 new, 0 changed');
    await moderator.call('import', {}, { files });
    expect(moderator.words).toContain(
      '1 new, 0 changed, 0 as they were, 0 of claims that are there already, 1 left out',
    );
    expect(moderator.words).toContain('Row 2: claim is missing');
    const asker = new Hands(test, { id: 'asker' });
    await asker.ask('is it true that cats can fly?');
    expect(asker.words).toContain('Cats can fly.');

    await moderator.call('export', { format: 'csv' });
    const [file] = moderator.reply.files ?? [];
    expect(file?.name).toBe('claims.csv');
    await moderator.call('import', {}, { files: { file: offered(file!.name, file!.content) } });
    expect(moderator.words).toContain('0 new, 0 changed, 1 as they were');

    await test.store.settings.set('discord:other', { moderators: ['moderator'] });
    const elsewhere = new Hands(test, { id: 'moderator' }, otherServer);
    await elsewhere.call('export', { format: 'json' });
    expect(new TextDecoder().decode(elsewhere.reply.files?.[0]?.content)).toBe('[\n]\n');
  });

  it('asks for a file that did not come, where a trial is what is chosen first', async () => {
    await test.store.settings.set('discord:server', { moderators: ['moderator'] });
    const asker = new Hands(test, { id: 'asker' });
    await asker.call('import');
    expect(asker.words).toContain('Only moderators may do that');
    const moderator = new Hands(test, { id: 'moderator' });
    const content = await written('yaml', [own]);
    await moderator.call('import');
    expect(moderator.form.fields.map(({ name, kind }) => [name, kind])).toEqual([
      ['file', 'file'],
      ['how', 'choice'],
      ['format', 'choice'],
    ]);
    await moderator.fill({});
    expect(moderator.form.problem).toBe('Choose a file.');
    // What is wrong with a file comes back as the form, with what was chosen in it.
    const sends = (name: string, fields: Record<string, string>) =>
      moderator.do(moderator.form.submit, { fields, files: { file: offered(name, content, 'F1') } });
    await sends('entries', { how: 'apply', format: '' });
    expect(moderator.form.problem).toContain('The format of “entries” does not show');
    expect(moderator.field('how')).toBe('apply');
    await sends('entries', { how: 'dry-run', format: 'yaml' });
    expect(moderator.words).toContain('only a trial\n1 new');
    expect(await test.store.entries.list({ scopes: ['discord:server'], limit: 10 })).toEqual([]);
    // The platform finds the file again by its mark; here it does not, and it is asked for anew.
    await moderator.press('Import them now');
    expect(moderator.form.fields[0]?.name).toBe('file');
    await sends('entries', { how: 'apply', format: 'yaml' });
    expect(moderator.words).toContain('📦 Import\n1 new');
  });

  it('of a file that cannot be read says why, and changes nothing', async () => {
    await test.store.settings.set('discord:server', { moderators: ['moderator'] });
    const moderator = new Hands(test, { id: 'moderator' });
    let reads = 0;
    const file: OfferedFile = {
      read: async () => {
        reads += 1;
        throw new UserError('file.gone');
      },
    };
    await new Hands(test, { id: 'asker' }).call('import', {}, { files: { file } });
    expect(reads).toBe(0);
    await moderator.call('import', {}, { files: { file } });
    expect(moderator.words).toContain('The file is no longer there');
    expect(reads).toBe(1);
  });

  it('of a long file, and its export, let others be answered meanwhile', async () => {
    const known = await openTestBot([sampleEntry()], undefined, { ratings });
    const manager = new Hands(known, { id: 'm', isManager: true });
    const reviews = Array.from({ length: 2_000 }, (_, i) =>
      review({ url: `https://factcheck.example/${i}`, claimReviewed: `The baker of street ${i} sells ${i} loaves.` }),
    );
    const content = new TextEncoder().encode(JSON.stringify(reviews));
    const order: string[] = [];
    const noted = async (name: string, done: Promise<unknown>) => {
      await done;
      order.push(name);
    };
    const ask = () => known.ask('is the moon made of green cheese?');
    const files = { file: offered('claimReviews.json', content) };
    await Promise.all([
      noted('import', manager.call('import', { format: 'claimreview' }, { files })),
      noted('answer', ask()),
    ]);
    expect(manager.words).toContain('2000 new');
    await Promise.all([noted('export', manager.call('export', { format: 'yaml' })), noted('answer', ask())]);
    expect(order).toEqual(['answer', 'import', 'answer', 'export']);
    await known.close();
  });

  it('is refused in private where the file is none', async () => {
    await test.store.settings.set('discord:server', { moderators: ['moderator'] });
    const moderator = new Hands(test, { id: 'moderator' });
    const sends = (name: string, content: string | Uint8Array) =>
      moderator.call('import', {}, { files: { file: offered(name, content) } });
    await sends('x.exe', 'x');
    expect(moderator.words).toContain('The format of “x.exe” does not show');
    await sends('x.yaml', new Uint8Array(10_000_001));
    expect(moderator.words).toContain('at most 10 MB');
    await sends('x.yaml', '');
    expect(moderator.words).toContain('There is no entry in “x.yaml”');
    await sends('x.yaml.gz', 'not packed at all');
    expect(moderator.words).toContain('“x.yaml.gz” is no whole gzip file');
    const packed = gzipSync(await written('yaml', [own]));
    await sends('x.yaml.gz', packed.subarray(0, -10));
    expect(moderator.words).toContain('“x.yaml.gz” is no whole gzip file');
    await sends('x.yaml.gz', gzipSync(new Uint8Array(100_000_001)));
    expect(moderator.words).toContain('at most 100 MB are unpacked');
    expect(await test.store.entries.list({ scopes: ['discord:server'], limit: 10 })).toEqual([]);
  });
});

describe('the table of ratings', () => {
  it('knows labels whatever their case, accents and signs', () => {
    for (const [label, verdict] of [
      ['FALSE', 'false'],
      ['faux !', 'false'],
      ['A moitie vrai', 'mixed'],
      ['Größtenteils falsch', 'mostly-false'],
      ['Four  Pinocchios', 'false'],
    ] as const) {
      expect([label, ratings.verdictOf(label, 'x.example')?.verdict]).toEqual([label, verdict]);
    }
    expect(ratings.verdictOf('falsehood', 'x.example')).toBeUndefined();
  });
});
