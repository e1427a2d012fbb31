// What becomes of an export that is larger than what a chat takes?

import { randomBytes } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { Entry } from '../../../src/entry/entry-schema.ts';
import { sampleEntry } from '../../store/sample-entry.ts';
import { Hands } from '../moderation/hands.ts';
import { offered } from '../offered-file.ts';
import { openTestBot, type TestBot } from '../open-test-bot.ts';
import { alike, withEntries } from './many-entries.ts';

describe('an export', () => {
  let test: TestBot;
  afterEach(() => test.close());

  async function exported(entries: () => Iterable<Entry>, format: string): Promise<Hands> {
    test = await openTestBot([], withEntries(entries));
    const manager = new Hands(test, { id: 'm', isManager: true });
    await manager.call('export', { format });
    return manager;
  }

  it('that is larger than a chat takes comes packed, and an import reads it as it is', async () => {
    const manager = await exported(() => alike(12_000), 'json');
    const [file] = manager.reply.files ?? [];
    expect(file?.name).toBe('claims.json.gz');
    expect(file!.content.length).toBeLessThan(2_000_000);
    expect(gunzipSync(file!.content).length).toBeGreaterThan(10_000_000);
    expect(manager.words).toContain('12000 entries.');
    expect(manager.words).toContain('larger than the 10 MB that a chat takes, so it is packed (gzip)');
    await manager.call('import', { 'dry-run': 'true' }, { files: { file: offered(file!.name, file!.content) } });
    // The claims are those that the community is said to have: each is known for what it is.
    expect(manager.words).toMatch(
      /0 new, 0 changed, 0 as they were, 12000 of claims that are there already, 0 left out/,
    );
  });

  it('that is too large even packed says so, and how whoever runs the bot writes it', async () => {
    const noise = () => [sampleEntry({ answer: { en: randomBytes(12_000_000).toString('base64') } })];
    const manager = await exported(noise, 'json');
    expect(manager.reply.files).toBeUndefined();
    expect(manager.words).toContain('more than the 10 MB that a chat takes, even when packed');
    expect(manager.words).toContain('export claims.json --scope discord:server');
  });

  it('that an import would not unpack is refused before it is packed', async () => {
    const long = 'a'.repeat(1_000_000);
    const manager = await exported(
      () => Array.from({ length: 101 }, (_, i) => sampleEntry({ id: `long-${i}`, answer: { en: long } })),
      'json',
    );
    expect(manager.words).toContain('even when packed');
  });
});
