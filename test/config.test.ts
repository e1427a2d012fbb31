import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readConfig } from '../src/config.ts';

describe('the configuration', () => {
  let folder: string;
  const noFile = '/nowhere/.env';
  beforeAll(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'config-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('needs nothing for the console', () => {
    expect(readConfig({}, noFile)).toMatchObject({
      discord: undefined,
      slack: undefined,
      logLevel: 'info',
      colours: true,
    });
  });

  it('takes the file where the environment says nothing, and counts empty as nothing', () => {
    const file = path.join(folder, '.env');
    writeFileSync(file, 'DISCORD_TOKEN=from-file\nLOG_LEVEL=debug\n');
    expect(readConfig({ LOG_LEVEL: 'warn', DISCORD_TOKEN: ' ' }, file)).toMatchObject({ logLevel: 'warn' });
    expect(readConfig({}, file)).toMatchObject({ discord: { token: 'from-file' }, logLevel: 'debug' });
  });

  it('names every fault at once, with its remedy, and shows no secret', () => {
    const secret = 'xoxp-very-secret';
    let message = '';
    try {
      readConfig(
        {
          SLACK_BOT_TOKEN: secret,
          SLACK_API_URL: 'ftp://x',
          LOG_LEVEL: 'loud',
          DATABASE_URL: 'mysql://user:very-secret@x',
        },
        noFile,
      );
    } catch (error) {
      message = (error as Error).message;
    }
    for (const part of [
      '4 faults',
      'SLACK_BOT_TOKEN must begin with xoxb-',
      'SLACK_API_URL must be a web address',
      'LOG_LEVEL must be one of',
      'DATABASE_URL must begin with postgres://',
    ]) {
      expect(message).toContain(part);
    }
    expect(message).not.toContain('very-secret');
  });

  it('reads numbers within their bounds, and serves no port unless one is set', () => {
    expect(readConfig({}, noFile)).toMatchObject({ operation: undefined, databasePoolSize: 8, retentionDays: 90 });
    expect(readConfig({ OPERATION_PORT: '9464', RETENTION_DAYS: '7' }, noFile)).toMatchObject({
      operation: { host: '127.0.0.1', port: 9464 },
      retentionDays: 7,
    });
    for (const wrong of ['0', '-1', '1.5', 'many', '1e9']) {
      expect(() => readConfig({ RETENTION_DAYS: wrong }, noFile)).toThrow(
        'RETENTION_DAYS must be a whole number from 1 to 3650',
      );
    }
  });

  it('says which part of a pair is missing', () => {
    expect(() => readConfig({ SLACK_BOT_TOKEN: 'xoxb-1' }, noFile)).toThrow(
      /neither SLACK_APP_TOKEN .* nor SLACK_SIGNING_SECRET/,
    );
    expect(() => readConfig({ SLACK_APP_TOKEN: 'xapp-1' }, noFile)).toThrow(/SLACK_BOT_TOKEN is missing/);
  });
});
