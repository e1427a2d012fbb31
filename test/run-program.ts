// Runs the built program as its users do, in a process of its own.

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { packageFolder } from '../src/package-paths.ts';

export interface ProgramRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Builds what is not built yet. */
export function buildProgram(): void {
  const build = spawnSync(process.execPath, [path.join(packageFolder, 'scripts', 'build.mjs')], { encoding: 'utf8' });
  if (build.status !== 0) throw new Error(`the build failed:\n${build.stderr}`);
}

/** Starts a built file with an environment of its own: nothing but what is given, and the PATH. */
export function startProgram(
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): ChildProcess {
  return spawn(process.execPath, [path.join(packageFolder, 'dist', file), ...args], {
    env: { PATH: process.env.PATH ?? '', ...env },
    cwd: path.join(packageFolder, 'dist'),
  });
}

/** Runs a built file to its end with an input. */
export async function runProgram(
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  input: string | Uint8Array = '',
): Promise<ProgramRun> {
  const child = startProgram(file, args, env);
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  child.stdin?.on('error', () => {}).end(input);
  const code = await new Promise<number | null>((resolve) => {
    child.on('close', resolve);
  });
  return { code, stdout, stderr };
}
