// Do files get into and out of a chat in a terminal?

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { stringifyEntryYaml } from '../../../src/entry/entry-yaml.ts';
import { openTestBot, type TestBot } from '../../bot/open-test-bot.ts';
import { sampleEntry } from '../../store/sample-entry.ts';
import { openChat, type TestChat } from './open-chat.ts';

const badgers = sampleEntry({
  id: 'badgers',
  claim: { en: 'The mayor keeps seventeen tame badgers.' },
  answer: { en: 'There are none.' },
  wordings: { en: ['badgers at the town hall'] },
});

describe('a file in the console', () => {
  let folder: string;
  let file: string;
  let test: TestBot;
  let chat: TestChat;
  beforeEach(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'console-files-'));
    file = path.join(folder, 'badgers.yaml');
    writeFileSync(file, stringifyEntryYaml(badgers));
    test = await openTestBot([sampleEntry()]);
    chat = openChat(test.bot, folder);
  });
  afterEach(async () => {
    await chat.ends();
    expect(test.logged.filter(({ level }) => level === 'error')).toEqual([]);
    await test.close();
    rmSync(folder, { recursive: true });
  });

  const count = async () => (await test.store.entries.count(['shared'])).published;

  it('is tried, brought in by one press, and written again by the export', async () => {
    expect(await chat.types([`/import --dry-run ${file}`], '[1] Import them now')).toContain('only a trial\n\n1 new');
    expect(await count()).toBe(1);
    expect(await chat.types(['1'], '📦 Import')).toContain('1 new');
    expect(await count()).toBe(2);
    await chat.types(['/export'], '💾');
    expect(readFileSync(path.join(folder, 'claims.yaml'), 'utf8')).toContain('seventeen tame badgers');
    await chat.types([`/import ${path.join(folder, 'claims.yaml')}`], '0 new, 0 changed, 2 as they were');
  });

  it('is asked for in a form where none was named, as a trial first', async () => {
    expect(await chat.types(['/import'], 'The file *')).toContain('── Import entries ──');
    await chat.types([file, '', ''], 'only a trial');
    expect(await count()).toBe(1);
    await chat.types(['/import', file, '2', ''], '📦 Import\n');
    expect(await count()).toBe(2);
  });

  it('that is none, or is not there, is told, and the form comes back', async () => {
    const missing = path.join(folder, 'nothing.yaml');
    await chat.types([`/import ${missing}`], `“${missing}” cannot be read (ENOENT)`);
    await chat.types([`/import ${folder}`], 'cannot be read (EISDIR)');
    await chat.types(['/import', '-', '', ''], 'Choose a file.');
    await chat.types([missing, '2', ''], 'cannot be read (ENOENT)');
    // What was chosen beside the file stands as it was.
    await chat.types([file, '', ''], '📦 Import\n');
    expect(await count()).toBe(2);
  });
});
