// What must be there before the first test?

import { spawnSync } from 'node:child_process';
import path from 'node:path';

/** Builds the program before test files run side by side, which would build it twice at once. */
export default function buildFirst() {
  // A failed build is told by the tests that run the program: the others can do without.
  spawnSync(process.execPath, [path.join(import.meta.dirname, '..', 'scripts', 'build.mjs')]);
}
