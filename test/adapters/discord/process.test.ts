import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { packageFolder } from '../../../src/package-paths.ts';
import { type DiscordEmulator, startDiscordEmulator } from '../../emulators/discord/discord-emulator.ts';

const main = path.join(packageFolder, 'dist', 'main.js');

interface Program {
  readonly process: ChildProcess;
  /** All it wrote so far, both streams. */
  written(): string;
  /** Resolves once it wrote this. */
  wrote(part: string): Promise<void>;
  readonly exit: Promise<number | null>;
}

let folder: string;
let emulator: DiscordEmulator | undefined;
const programs: Program[] = [];

beforeAll(() => {
  spawnSync(process.execPath, [path.join(packageFolder, 'scripts', 'build.mjs')], { stdio: 'inherit' });
}, 60_000);

afterEach(async () => {
  for (const { process: child, exit } of programs.splice(0)) {
    child.kill('SIGKILL');
    await exit;
  }
  await emulator?.close();
  rmSync(folder, { recursive: true });
});

/** The program as an operator starts it, in a folder of its own. */
function run(env: Record<string, string>): Program {
  folder = mkdtempSync(path.join(os.tmpdir(), 'discord-process-'));
  const child = spawn(process.execPath, [main], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      DATABASE_FILE: path.join(folder, 'test.sqlite'),
      CLAIMS_FOLDER: path.join(packageFolder, 'data', 'claims', 'media-satire'),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  let look = (): void => undefined;
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      look();
    });
  }
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const program: Program = {
    process: child,
    exit,
    written: () => text,
    wrote: (part) =>
      new Promise((resolve, reject) => {
        look = () => {
          if (text.includes(part)) resolve();
        };
        look();
        void exit.then(() => reject(new Error(`it ended without writing "${part}":\n${text}`)));
      }),
  };
  programs.push(program);
  return program;
}

/** What an operator reads at the end, without the log's lines. */
const lastLine = (program: Program): string => program.written().trim().split('\n').at(-1) ?? '';

describe('the program', () => {
  it('prints the invite link, answers, and stops when told to, with code 0', async () => {
    emulator = await startDiscordEmulator({ patience: 20_000 });
    const general = emulator.guild().channel('general');
    const program = run({ DISCORD_TOKEN: emulator.token, DISCORD_API_URL: emulator.restUrl });
    await program.wrote('invite: https://discord.com/oauth2/authorize?client_id=');
    emulator.person('Ana').says(general, `${emulator.botMention} Netflix emails people who binge The Office?`);
    await general.nextMessage();
    expect(emulator.screen(general)).toContain('hoax');
    program.process.kill('SIGTERM');
    expect(await program.exit).toBe(0);
  }, 30_000);

  it('ends with one clear line and code 1 where the token is wrong', async () => {
    emulator = await startDiscordEmulator();
    const program = run({ DISCORD_TOKEN: 'not.the.token', DISCORD_API_URL: emulator.restUrl });
    expect(await program.exit).toBe(1);
    expect(lastLine(program)).toMatch(/^Discord does not accept the token: set DISCORD_TOKEN/);
  }, 30_000);

  it.each([
    ['the token is revoked', 'revokeToken', 'Discord does not accept the token'],
    ['the intent is switched off', 'disallowMessageContent', 'Discord does not grant the Message Content intent'],
  ] as const)(
    'ends with one clear line and code 1 when %s while it runs',
    async (_, happen, line) => {
      emulator = await startDiscordEmulator({ patience: 20_000 });
      const program = run({ DISCORD_TOKEN: emulator.token, DISCORD_API_URL: emulator.restUrl });
      await program.wrote('invite:');
      emulator[happen]();
      expect(await program.exit).toBe(1);
      expect(lastLine(program)).toContain(line);
    },
    30_000,
  );
});
