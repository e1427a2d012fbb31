// Where does a test get a disk that it can fill up?

import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** A real file system of a test's own. */
export interface SmallDisk {
  readonly folder: string;
  /** Takes all the room that is left. */
  fill(): void;
  /** Gives it back. */
  makeRoom(): void;
  /** Takes the right to write from everybody. No file on it may be open. */
  protect(): void;
  remove(): void;
}

/** Room on a new disk, in megabytes. */
const SIZE_MB = 8;

/** A mount of memory, for who may mount here: the administrator, or who may become one without a password. */
export function openSmallDisk(): SmallDisk | undefined {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'disk-'));
  const who = `uid=${process.getuid?.() ?? 0}`;
  if (!asAdministrator('mount', '-t', 'tmpfs', '-o', `size=${SIZE_MB}m,${who}`, 'is-this-true-test', folder)) {
    rmSync(folder, { recursive: true });
    return undefined;
  }
  const ballast = path.join(folder, 'ballast');
  return {
    folder,
    fill() {
      const { bavail, bsize } = statfsSync(folder);
      writeFileSync(ballast, Buffer.alloc(bavail * bsize));
    },
    makeRoom() {
      if (existsSync(ballast)) rmSync(ballast);
    },
    protect() {
      if (!asAdministrator('mount', '-o', 'remount,ro', folder)) throw new Error('the disk is in use');
    },
    remove() {
      asAdministrator('umount', folder);
      rmSync(folder, { recursive: true });
    },
  };
}

function asAdministrator(command: string, ...args: string[]): boolean {
  if (process.platform !== 'linux') return false;
  const [program = '', ...rest] = process.getuid?.() === 0 ? [command, ...args] : ['sudo', '-n', command, ...args];
  return spawnSync(program, rest, { stdio: 'ignore' }).status === 0;
}
