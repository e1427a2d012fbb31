import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { openFuzzTargets } from '../../src/operation/fuzz/fuzz-targets.ts';
import { bentJson } from '../../src/operation/fuzz/hostile-json.ts';
import { checkNoPretence } from '../../src/operation/fuzz/no-pretence.ts';
import { shippedModel } from '../shipped-model.ts';

let opened: Awaited<ReturnType<typeof openFuzzTargets>>;
beforeAll(async () => {
  opened = await openFuzzTargets(fc, shippedModel(), () => {});
});
afterAll(() => opened.close());

it.each([
  'matching of texts',
  'indexing',
  'entries as YAML',
  'lines typed',
  'texts after the command in Slack',
  'ids of buttons',
  'calls and questions',
  'half-typed words',
  'reading files of yaml',
  'reading files of json',
  'reading files of csv',
  'reading files of claimreview',
  'importing, exporting and importing again',
  'messages of Discord',
  'interactions of Discord',
  'events of Slack',
  'commands of Slack',
  'interactions of Slack',
])('%s withstand a first round of hostile inputs', async (name) => {
  const target = opened.targets.find((each) => each.name.startsWith(name));
  const result = await fc.check(target!.property, { seed: 20_240_229, numRuns: 25 });
  expect(result.failed ? fc.defaultReportMessage(result)?.slice(0, 2_000) : undefined).toBeUndefined();
});

it('every part is thrown at', () => {
  expect(opened.targets).toHaveLength(18);
});

describe('a payload bent out of shape', () => {
  const bent = (options?: Parameters<typeof bentJson>[2]) =>
    fc.sample(bentJson<unknown>(fc, [{ text: 'a word', url: 'https://example.org', list: [{ id: '1' }] }], options), {
      numRuns: 300,
      seed: 7,
    });

  it('lacks fields, holds null, other types and more fields than are known', () => {
    const all = bent().map((each) => JSON.stringify(each));
    expect(new Set(all).size).toBeGreaterThan(100);
    expect(all.some((each) => each?.includes('null'))).toBe(true);
    expect(all.some((each) => each?.includes('"__proto__"'))).toBe(true);
    expect(all.some((each) => !each?.includes('"url"'))).toBe(true);
  });

  it('says nothing new where it is to be wordless, and keeps addresses where told to', () => {
    for (const each of bent({ wordless: true })) {
      const said = [...(JSON.stringify(each) ?? '').matchAll(/:"([^"]+)"/g)].map(([, text]) => text);
      expect(['a word', 'https://example.org', '1']).toEqual(expect.arrayContaining(said));
    }
    for (const each of bent({ keep: /^url$/ })) {
      const { url } = (each ?? {}) as { url?: unknown };
      if (typeof url === 'string') expect(url).toBe('https://example.org');
    }
  });
});

describe('an answer on nothing', () => {
  it('is found out, an answer on what was read is not', () => {
    const verdict = ['{"embeds":[{"title":"❌ False · legend"}]}'];
    const unreviewed = ['Not in our list yet. That does not mean it is true.'];
    expect(() => checkNoPretence({ content: null }, verdict)).toThrow('a verdict on nothing');
    expect(() => checkNoPretence({ content: 'is this true?' }, unreviewed)).toThrow('of nothing');
    expect(() => checkNoPretence({ content: 'The Moon is made of cheese' }, verdict)).not.toThrow();
    expect(() => checkNoPretence({ content: 'Rockets cannot fly there' }, unreviewed)).not.toThrow();
  });
});
