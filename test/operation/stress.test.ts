import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { packageFolder } from '../../src/package-paths.ts';
import { skipReason, startPostgres, type TestPostgres } from '../postgres/start-postgres.ts';

const reason = skipReason();

describe('writing processes that are killed', () => {
  let server: TestPostgres | undefined;
  const stress = (...args: string[]) => {
    const cli = path.join(packageFolder, 'dist', 'cli', 'cli.js');
    const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'stress', '--rounds', '3', ...args], {
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(stdout).toMatch(/3 rounds \(seed 1\): [1-9]\d* acknowledged writes, 0 lost or broken/);
    expect(status).toBe(0);
  };

  beforeAll(async () => {
    spawnSync(process.execPath, [path.join(packageFolder, 'scripts', 'build.mjs')], { stdio: 'inherit' });
    server = reason === undefined ? await startPostgres({ settings: { fsync: 'on' } }) : undefined;
  }, 120_000);
  afterAll(() => server?.remove());

  it('lose nothing of what the embedded database acknowledged', () => stress(), 120_000);

  (reason === undefined ? it : it.skip)(
    `lose nothing of what PostgreSQL acknowledged${reason === undefined ? '' : ` (left out: ${reason})`}`,
    async () => stress('--database', await server!.freshUrl()),
    120_000,
  );
});
