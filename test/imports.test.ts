// Do the rooms of the house only open in the directions they should?

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { packageFolder } from '../src/package-paths.ts';

const src = path.join(packageFolder, 'src');

/** What each room may import from: its own files, these rooms, these packages. */
const rooms: Readonly<Record<string, { rooms: readonly string[]; packages: readonly string[]; node: boolean }>> = {
  core: { rooms: [], packages: ['@orama/stemmers', 'unhomoglyph'], node: false },
  entry: { rooms: [], packages: ['zod', 'yaml'], node: true },
  i18n: { rooms: [], packages: ['i18next'], node: false },
  store: { rooms: ['core', 'entry'], packages: ['kysely', 'pg', 'better-sqlite3'], node: true },
  bot: {
    rooms: ['core', 'entry', 'i18n', 'store'],
    packages: ['zod', 'tinyld', 'fuse.js', 'csv-parse', 'yaml'],
    node: true,
  },
  'adapters/console': { rooms: ['bot'], packages: [], node: true },
  'adapters/discord': { rooms: ['bot'], packages: ['discord.js'], node: true },
  'adapters/slack': { rooms: ['bot'], packages: ['@slack/bolt', '@slack/web-api', '@slack/types', 'yaml'], node: true },
};

interface Import {
  readonly file: string;
  readonly to: string;
}

function importsOf(file: string): Import[] {
  const source = readFileSync(file, 'utf8');
  const found = [
    ...source.matchAll(
      /^\s*(?:import|export)\b[^;'"]*?from\s+'([^']+)'|\bimport\(\s*'([^']+)'\s*\)|^import\s+'([^']+)'/gm,
    ),
  ];
  return found.map(([, from, dynamic, bare]) => ({
    file: path.relative(src, file),
    to: from ?? dynamic ?? bare ?? '',
  }));
}

const files = readdirSync(src, { recursive: true, withFileTypes: true })
  .filter((item) => item.isFile() && item.name.endsWith('.ts'))
  .map((item) => path.join(item.parentPath, item.name));

function roomOf(file: string): string | undefined {
  const relative = file.split(path.sep).join('/');
  return Object.keys(rooms).find((room) => relative.startsWith(`${room}/`));
}

describe.each(Object.keys(rooms))('%s', (room) => {
  const allowed = rooms[room]!;
  const imports = files.filter((file) => roomOf(path.relative(src, file)) === room).flatMap(importsOf);

  it('imports only from rooms below it', () => {
    const wrong = imports.filter(({ file, to }) => {
      if (!to.startsWith('.')) return false;
      const target = roomOf(path.join(path.dirname(file), to));
      return target !== room && !(target !== undefined && allowed.rooms.includes(target));
    });
    expect(wrong).toEqual([]);
  });

  it('imports only the packages it is known to need', () => {
    const wrong = imports.filter(({ to }) => {
      if (to.startsWith('.')) return false;
      if (to.startsWith('node:')) return !allowed.node;
      return !allowed.packages.includes(
        to
          .split('/')
          .slice(0, to.startsWith('@') ? 2 : 1)
          .join('/'),
      );
    });
    expect(wrong).toEqual([]);
  });
});

it('lets the bot see the port of the store, never a database', () => {
  const wrong = files
    .filter((file) => path.relative(src, file).startsWith('bot'))
    .flatMap(importsOf)
    .filter(({ to }) => /store\/(?:sql|sqlite|postgres)\//.test(to));
  expect(wrong).toEqual([]);
});

it('reads the environment in one place', () => {
  const readers = files
    .filter((file) => /process\.env\b/.test(readFileSync(file, 'utf8')))
    .map((file) => path.relative(src, file));
  expect(readers).toEqual(['config.ts']);
});

it('has no default exports and no files that only pass on', () => {
  const wrong = files.filter((file) => /^export (?:default|\*)/m.test(readFileSync(file, 'utf8')));
  expect(wrong).toEqual([]);
});

it('says at the top of every file which question it answers', () => {
  const silent = files.filter((file) => !/^(?:#!.*\n)?\/\/ .*\?/.test(readFileSync(file, 'utf8')));
  expect(silent.map((file) => path.relative(src, file))).toEqual([]);
});
