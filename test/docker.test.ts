// Docker itself is not everywhere: what its files say is held against what the program is.

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { packageFolder } from '../src/package-paths.ts';

const read = (name: string): string => readFileSync(path.join(packageFolder, name), 'utf8');

/** Settings that the program reads, as `config.ts` names them. */
const settings = new Set([...read('src/config.ts').matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(([, name]) => name ?? ''));

interface Step {
  readonly word: string;
  readonly rest: string;
}

/** The steps of each stage, with lines that go on put together. */
const stages: readonly (readonly Step[])[] = read('Dockerfile')
  .replaceAll(/^#.*\n/gm, '')
  .replaceAll(/\\\n\s*/g, '')
  .split(/^(?=FROM )/m)
  .filter((stage) => stage.startsWith('FROM '))
  .map((stage) =>
    stage
      .trim()
      .split('\n')
      .map((line) => ({ word: line.split(' ')[0] ?? '', rest: line.slice(line.indexOf(' ') + 1) })),
  );
const [building = [], running = []] = stages;
const all = (steps: readonly Step[], word: string): string[] =>
  steps.filter((step) => step.word === word).map(({ rest }) => rest);
const copied = (steps: readonly Step[]): string[] =>
  all(steps, 'COPY')
    .filter((rest) => !rest.startsWith('--from='))
    .flatMap((rest) => rest.split(' ').slice(0, -1));
const variables = (steps: readonly Step[]): Record<string, string> =>
  Object.fromEntries(all(steps, 'ENV').flatMap((rest) => rest.split(' ').map((pair) => pair.split('=', 2))));

describe('the Dockerfile', () => {
  it('has two stages on one version of Node that the program runs on, with a SQLite of its own', () => {
    expect(stages).toHaveLength(2);
    const versions = stages.map(([from]) => /^node:(\d+)/.exec(from?.rest ?? '')?.[1]);
    expect(new Set(versions).size).toBe(1);
    // From 22.13 on Node has SQLite built in; the package that stands in for it is left out of the image.
    expect(Number(versions[0])).toBeGreaterThanOrEqual(24);
  });

  it('copies what is there and what .dockerignore lets through', () => {
    const ignored = read('.dockerignore').split('\n');
    for (const name of [...copied(building), ...copied(running)]) {
      expect([name, existsSync(path.join(packageFolder, name))]).toEqual([name, true]);
      expect(ignored).not.toContain(name.replace(/^\.\//, ''));
    }
    expect(ignored).toEqual(expect.arrayContaining(['node_modules', 'dist', '.env', '.git', 'var']));
  });

  it('builds with all that the build needs: the compiler is an optional package of its own', () => {
    expect(copied(building)).toEqual(
      expect.arrayContaining(['package.json', 'package-lock.json', '.npmrc', 'tsconfig.json', 'scripts', 'src']),
    );
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const [install, build] = all(building, 'RUN');
    expect(install).toMatch(/^npm ci\b/);
    expect(install).not.toContain('--omit=optional');
    const [, script] = /^npm run (\S+)/.exec(build ?? '') ?? [];
    expect(scripts).toHaveProperty(script ?? '');
    expect(build).toMatch(/npm prune --omit=dev --omit=optional/);
  });

  it('runs what was built, with the files it reads, as nobody special, and hears signals itself', () => {
    const stage = all(running, 'COPY').map((rest) => rest.split(' ').at(-1));
    expect(stage).toEqual(['./node_modules', './dist', './', './data']);
    const command = JSON.parse(all(running, 'CMD').at(-1) ?? '') as string[];
    expect(command[0]).toBe('node');
    expect(existsSync(path.join(packageFolder, (command.at(-1) ?? '').replace(/^dist\/(.*)\.js$/, 'src/$1.ts')))).toBe(
      true,
    );
    const user = running.findIndex(({ word }) => word === 'USER');
    expect(running[user]?.rest).toBe('node');
    expect(running.findIndex(({ word }) => word === 'CMD')).toBeGreaterThan(user);
    expect(all(running, 'STOPSIGNAL')).toEqual(['SIGTERM']);
  });

  it('sets settings that there are, keeps the data in its volume, and asks after its own health', () => {
    const { NODE_ENV, ...given } = variables(running);
    expect(NODE_ENV).toBe('production');
    for (const name of Object.keys(given)) expect(settings).toContain(name);
    const [volume] = all(running, 'VOLUME');
    expect(path.posix.dirname(given.DATABASE_FILE ?? '')).toBe(volume);
    expect(all(running, 'RUN').join()).toContain(`chown node:node ${volume}`);
    const [health] = all(running, 'HEALTHCHECK');
    expect(health).toContain('process.env.OPERATION_PORT}/healthz');
    expect(given.OPERATION_PORT).toMatch(/^\d+$/);
    expect(read('src/operation/operation-server.ts')).toContain("'/healthz'");
  });
});

describe('compose.yaml', () => {
  interface Service {
    readonly image?: string;
    readonly environment: Record<string, string>;
    readonly depends_on?: Record<string, unknown>;
    readonly volumes: string[];
    readonly stop_grace_period?: string;
    readonly tmpfs?: string[];
    readonly read_only?: boolean;
    readonly init?: boolean;
  }
  const { services, volumes } = parse(read('compose.yaml')) as {
    services: { bot: Service; database: Service };
    volumes: Record<string, unknown>;
  };
  const { bot, database } = services;

  it('sets settings that there are, and the same user, password and database on both sides', () => {
    for (const name of Object.keys(bot.environment)) expect(settings).toContain(name);
    const address = /^postgres:\/\/(.+?):(\$\{.+?\})@(.+?):5432\/(.+)$/.exec(bot.environment.DATABASE_URL ?? '');
    const { POSTGRES_USER, POSTGRES_PASSWORD, POSTGRES_DB } = database.environment;
    expect(address?.slice(1)).toEqual([POSTGRES_USER, POSTGRES_PASSWORD, 'database', POSTGRES_DB]);
    expect(Object.keys(bot.depends_on ?? {})).toEqual(['database']);
    expect(Number(/^postgres:(\d+)/.exec(database.image ?? '')?.[1])).toBeGreaterThanOrEqual(15);
  });

  it('leaves time for a clean end, and lets the bot write where it must and nowhere else', () => {
    const [, most] = /SHUTDOWN_MS = ([\d_]+)/.exec(read('src/operation/start-operation.ts')) ?? [];
    const grace = Number.parseInt(bot.stop_grace_period ?? '', 10);
    expect(grace * 1000).toBeGreaterThan(Number(most?.replaceAll('_', '')));
    // As the first process of a container, a program that still loads would not hear a signal.
    expect(bot.init).toBe(true);
    expect(bot.read_only).toBe(true);
    expect(bot.tmpfs).toEqual(['/tmp']);
    expect(bot.volumes.map((volume) => volume.split(':')[1])).toEqual(all(running, 'VOLUME'));
    for (const volume of [...bot.volumes, ...database.volumes]) expect(volumes).toHaveProperty(volume.split(':')[0]!);
  });
});

describe('.env.example', () => {
  it('names the settings that the program reads, and no others', () => {
    const named = [...read('.env.example').matchAll(/^#?([A-Z][A-Z_]+)=/gm)].map(([, name]) => name);
    // Set by others: by discord.js for its processes, by the terminal, and by tests of the flow of installations.
    const byOthers = ['SHARDING_MANAGER', 'NO_COLOR', 'SLACK_AUTHORIZE_URL'];
    expect(named.toSorted()).toEqual([...settings].filter((name) => !byOthers.includes(name)).toSorted());
  });
});
