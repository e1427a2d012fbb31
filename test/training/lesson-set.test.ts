// What do lessons about curated claims teach the fit?

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { backgroundOf } from '../../src/core/create-matcher.ts';
import { lessonSet } from '../../src/training/lesson-set.ts';

const claims = ['Cats can see in total darkness', 'Bulls hate the colour red'].map((text, i) => ({
  id: `c${i}`,
  scope: 'shared',
  statements: [{ text, lang: 'en' }],
}));
const vectors = { dimensions: 2, rows: new Map<string, number>(), values: new Int8Array(0) };

describe('lessonSet', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'lessons-'));
    const texts = ['do cats see in the dark', 'why are bulls so big', 'can cats hear bats'];
    const questions = texts.map((text, i) => JSON.stringify({ id: `l${i}`, lang: 'en', text }));
    writeFileSync(path.join(folder, 'questions.jsonl'), questions.join('\n'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function read(answers: string) {
    writeFileSync(path.join(folder, 'answers.tsv'), answers);
    return lessonSet(folder, claims, backgroundOf({ background: new Map() }), vectors, 0.5);
  }

  it('asks those with an answer with and without their claim, and the others as talk that nothing answers', () => {
    const { fields, index, weight } = read('l0\tc0\n');
    const found = ({ candidates }: (typeof fields)[number]['withGold']) =>
      candidates.map(({ claim }) => index.claims[claim]?.id);
    const byId = new Map(fields.map((field) => [field.query.id, field]));
    expect(found(byId.get('l0')!.withGold)).toEqual(['c0']);
    expect(found(byId.get('l0')!.withoutGold)).toEqual([]);
    expect(byId.get('l1')!.gold.size).toBe(0);
    expect(found(byId.get('l2')!.withoutGold)).toEqual(['c0']);
    expect(weight).toBe(0.5);
  });

  it('refuses an answer that is no entry, by its name', () => {
    expect(() => read('l0\tc0\nl1\tbulls-gone\n')).toThrow(/l1 .*"bulls-gone", which is no entry/);
  });
});
