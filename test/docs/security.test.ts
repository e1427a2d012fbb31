// Is the page on security true of the program?

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { GatewayIntentBits, PermissionsBitField } from 'discord.js';
import { inviteLink } from '../../src/adapters/discord/application.ts';
import { clientOptions } from '../../src/adapters/discord/client-options.ts';
import { BOT_SCOPES } from '../../src/adapters/slack/manifest.ts';
import { DEFAULT_RETENTION } from '../../src/bot/work/retention.ts';
import { packageFolder } from '../../src/package-paths.ts';
import { TABLES } from '../../src/store/transfer/table-list.ts';

const page = readFileSync(path.join(packageFolder, 'docs', 'security.md'), 'utf8');

/** The cells of the table below a heading, without its head. */
function rowsBelow(heading: string): string[][] {
  const [section = ''] = page.split(`## ${heading}`)[1]?.split('\n## ') ?? [];
  return section
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(1)
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    );
}

function inCode(text: string): string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, code]) => code ?? '');
}

/** What stands in code in the paragraph that begins so. */
function listed(beginning: string): string[] {
  return inCode(page.split('\n').find((line) => line.startsWith(beginning)) ?? '');
}

describe('what is stored', () => {
  const rows = rowsBelow('What is stored');

  it('is said of every table there is, and of no other', () => {
    expect(rows.flatMap(([, tables = '']) => inCode(tables)).toSorted()).toEqual(Object.keys(TABLES).toSorted());
  });

  it.each([
    ['inquiries', DEFAULT_RETENTION.inquiries],
    ['inbox', DEFAULT_RETENTION.inbox],
    ['feedback', DEFAULT_RETENTION.inbox],
    ['posted_answers', DEFAULT_RETENTION.posted],
    ['drafts', DEFAULT_RETENTION.drafts],
    ['audit', DEFAULT_RETENTION.audit],
  ])('is kept as long as it says: %s', (table, days) => {
    const row = rows.find(([, tables = '']) => inCode(tables).includes(table));
    expect(row?.at(-1)).toContain(`${days} days`);
  });
});

describe('the threats', () => {
  const rows = rowsBelow('Threats');

  it.each(rows.map(([threat = '', , tests = '']) => [threat, tests]))('%s: has tests that are there', (_, tests) => {
    const files = inCode(tests).filter((name) => name.startsWith('test/'));
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) expect([file, existsSync(path.join(packageFolder, file))]).toEqual([file, true]);
  });
});

describe('what the platforms grant', () => {
  it('is the intents that the client asks for', () => {
    const { intents } = clientOptions({ messageContent: true });
    const named = listed('Discord, intents:').map((name) => GatewayIntentBits[name as keyof typeof GatewayIntentBits]);
    expect(named).toEqual([...(intents as readonly number[])]);
  });

  it('is the permissions that the invitation asks for', () => {
    const asked = new PermissionsBitField(BigInt(new URL(inviteLink('1')).searchParams.get('permissions') ?? ''));
    expect(listed('Discord, permissions:').toSorted()).toEqual(asked.toArray().toSorted());
  });

  it('is the scopes of the manifest', () => {
    expect(listed('Slack, scopes:').toSorted()).toEqual([...BOT_SCOPES].toSorted());
  });
});
