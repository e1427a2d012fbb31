// Which version of the program is this?

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { packageFolder } from './package-paths.ts';

/** The version in `package.json`. */
export function packageVersion(): string {
  const { version } = JSON.parse(readFileSync(path.join(packageFolder, 'package.json'), 'utf8')) as { version: string };
  return version;
}
