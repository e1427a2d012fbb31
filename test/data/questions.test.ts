// Are the test questions and the lessons about entries that are there, and kept apart?

import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { claimsFolder, dataFolder } from '../../src/package-paths.ts';
import { readGold, readQueries } from '../../src/training/read-set.ts';

const asRead = (text: string) =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

function read(name: string) {
  const folder = path.join(dataFolder, name);
  return {
    questions: readQueries(path.join(folder, 'questions.jsonl')),
    answers: readGold(path.join(folder, 'answers.tsv')),
  };
}

describe.each(['questions', 'lessons'])('data/%s', (name) => {
  const { questions, answers } = read(name);

  it('answers its own questions with entries that are there', () => {
    // An entry's file is named for it.
    const files = readdirSync(claimsFolder, { recursive: true, encoding: 'utf8' });
    const entries = new Set(files.map((file) => path.basename(file, '.yaml')));
    const asked = new Set(questions.map(({ id }) => id));
    for (const [question, claims] of answers) {
      expect(asked).toContain(question);
      for (const claim of claims) expect(entries).toContain(claim);
    }
  });

  it('asks no question twice, and many that nothing answers', () => {
    expect(new Set(questions.map(({ id }) => id)).size).toBe(questions.length);
    expect(new Set(questions.map(({ text }) => text)).size).toBe(questions.length);
    expect(questions.length - answers.size).toBeGreaterThanOrEqual(400);
  });
});

it('no lesson is a test question: what is measured is never learned', () => {
  const tested = new Set(read('questions').questions.map(({ text }) => asRead(text)));
  expect(read('lessons').questions.filter(({ text }) => tested.has(asRead(text)))).toEqual([]);
});
