// Runs the built program in folders of its own and waits for what it writes.

import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { dataFolder } from '../src/package-paths.ts';
import { startProgram } from './run-program.ts';

export interface WatchedProgram {
  readonly process: ChildProcess;
  /** All it wrote so far, both streams. */
  written(): string;
  /** Resolves once it wrote this; rejects where it ends without. */
  wrote(part: string): Promise<void>;
  readonly exit: Promise<number | null>;
}

export interface WatchedPrograms {
  /** The program as an operator starts it, with a database of its own and a few entries. */
  run(env: Readonly<Record<string, string>>): WatchedProgram;
  /** Ends all that still run and removes their folders. */
  end(): Promise<void>;
}

export function watchPrograms(): WatchedPrograms {
  const started: { readonly program: WatchedProgram; readonly folder: string }[] = [];
  return {
    run(env) {
      const folder = mkdtempSync(path.join(os.tmpdir(), 'program-'));
      const program = watch(
        startProgram('main.js', [], {
          DATABASE_FILE: path.join(folder, 'test.sqlite'),
          CLAIMS_FOLDER: path.join(dataFolder, 'claims', 'media-satire'),
          ...env,
        }),
      );
      started.push({ program, folder });
      return program;
    },
    async end() {
      for (const { program, folder } of started.splice(0)) {
        program.process.kill('SIGKILL');
        await program.exit;
        rmSync(folder, { recursive: true });
      }
    },
  };
}

function watch(child: ChildProcess): WatchedProgram {
  let text = '';
  const waiting = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      for (const look of waiting) look();
    });
  }
  // Closed, not only ended: what it wrote last must have been read.
  const exit = new Promise<number | null>((resolve) => child.once('close', resolve));
  return {
    process: child,
    exit,
    written: () => text,
    wrote: (part) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (!text.includes(part)) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
        void exit.then(() => reject(new Error(`it ended without writing "${part}":\n${text}`)));
      }),
  };
}
