import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { dataFolder } from '../src/package-paths.ts';
import { buildProgram, runProgram } from './run-program.ts';

const question = 'is it true that Netflix emailed a guy because he binge-watched The Office?\n';
const entryFile = 'media-satire/netflix-the-office-188-episodes.yaml';

/** A place of its own with one entry. */
function environmentIn(folder: string): Record<string, string> {
  const claims = path.join(folder, 'claims');
  mkdirSync(claims);
  copyFileSync(path.join(dataFolder, 'claims', entryFile), path.join(claims, path.basename(entryFile)));
  return { DATABASE_FILE: path.join(folder, 'data', 'test.sqlite'), CLAIMS_FOLDER: claims };
}

describe('the program', () => {
  let folder: string;
  let env: Record<string, string>;
  beforeAll(buildProgram);
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'program-'));
    env = environmentIn(folder);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('answers a piped question with verdict, origin and sources, says what runs, and ends well', async () => {
    const { code, stdout, stderr } = await runProgram('main.js', [], env, question);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^❌ False · hoax\n[\s\S]*The Onion[\s\S]*presse-citron\.net/);
    expect(stderr).toMatch(
      /Console {3}running[^\n]*\nDiscord {3}not running: set DISCORD_TOKEN[^\n]*\nSlack {5}not running: set SLACK_BOT_TOKEN/,
    );
  });

  it('answers bytes that are no UTF-8, and what follows them', async () => {
    const { code, stdout } = await runProgram(
      'main.js',
      [],
      env,
      Buffer.concat([Buffer.from([0xc3, 0x28, 0xff, 0x0a]), Buffer.from(question)]),
    );
    expect(code).toBe(0);
    expect(stdout).toContain('❌ False · hoax');
  });

  it('goes on without an entry whose file has a fault, and names file, line and field', async () => {
    const bad = path.join(folder, 'claims', 'bad.yaml');
    writeFileSync(bad, 'id: bad\nverdict: maybe\n');
    const { code, stdout, stderr } = await runProgram('main.js', [], env, question);
    expect(code).toBe(0);
    expect(stdout).toContain('❌ False · hoax');
    expect(stderr).toContain(bad);
    expect(stderr).toMatch(/"line":2,"field":"verdict"/);
  });

  it('serves two processes on one database', async () => {
    const runs = await Promise.all([1, 2, 3].map(() => runProgram('main.js', [], env, question)));
    for (const { code, stdout } of runs) {
      expect(code).toBe(0);
      expect(stdout).toContain('❌ False · hoax');
    }
  });

  it('ends with one line where the database is none, and leaves the file as it was', async () => {
    const file = path.join(folder, 'letter.sqlite');
    writeFileSync(file, 'this is no database '.repeat(100));
    const { code, stdout, stderr } = await runProgram('main.js', [], { ...env, DATABASE_FILE: file }, question);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^could not open the database .*letter\.sqlite: file is not a database\n$/);
    expect(readFileSync(file, 'utf8')).toContain('this is no database');
  });

  it('ends with one line where no database can be written', async () => {
    const { code, stderr } = await runProgram(
      'main.js',
      [],
      { ...env, DATABASE_FILE: '/proc/nowhere/db.sqlite' },
      question,
    );
    expect(code).toBe(1);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain('could not open the database /proc/nowhere/db.sqlite');
  });

  it('names every fault of the configuration and ends', async () => {
    const { code, stderr } = await runProgram(
      'main.js',
      [],
      { ...env, LOG_LEVEL: 'loud', SLACK_APP_TOKEN: 'xapp-secret-token' },
      question,
    );
    expect(code).toBe(1);
    expect(stderr).toContain('LOG_LEVEL must be one of');
    expect(stderr).not.toContain('secret-token');
  });
});

describe('the operator’s ask', () => {
  let folder: string;
  let env: Record<string, string>;
  beforeAll(() => {
    buildProgram();
    folder = mkdtempSync(path.join(os.tmpdir(), 'ask-'));
    env = environmentIn(folder);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('prints the answer as a person would see it', async () => {
    const { code, stdout } = await runProgram('cli/cli.js', ['ask', question, '--lang', 'fr'], env);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^❌ Faux · canular/);
  });

  it('prints one JSON object with the decision, the matches with their reasons, and the answer', async () => {
    const { code, stdout } = await runProgram('cli/cli.js', ['ask', question, '--json'], env);
    expect(code).toBe(0);
    const json = JSON.parse(stdout) as { decision: string; matches: Record<string, unknown>[]; answer: string };
    expect(json.decision).toBe('answer');
    expect(json.matches[0]).toMatchObject({
      claimId: 'netflix-the-office-188-episodes',
      probability: expect.any(Number),
      wording: { text: expect.any(String) },
      features: expect.any(Object),
      why: expect.any(Array),
    });
    expect(json.answer).toContain('❌ False');
  });

  it('ends well whatever the decision, and whatever the text', async () => {
    for (const text of ['', '🙂', '\u0000\u202e', 'x'.repeat(100_000)]) {
      // A null character cannot be an argument.
      const { code, stdout } = await runProgram('cli/cli.js', ['ask', text.replaceAll('\u0000', ''), '--json'], env);
      expect(code).toBe(0);
      expect(JSON.parse(stdout)).toMatchObject({ decision: 'unreviewed' });
    }
  });

  it.each([[['ask']], [['ask', 'x', '--lang', 'xx']], [['ask', 'x', '--colour']], [['dance']], [['evaluate']]])(
    'ends with 2 and one clear line when it is used as %j',
    async (args) => {
      const { code, stdout, stderr } = await runProgram('cli/cli.js', args, env);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr.trim().split('\n')).toHaveLength(1);
    },
  );
});
