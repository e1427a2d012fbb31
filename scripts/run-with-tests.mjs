// Runs a TypeScript file that needs parts of the tests, such as an emulator: node scripts/run-with-tests.mjs FILE [ARGUMENTS].
//
// Node 20 runs no TypeScript by itself, and the build of the program has no tests in it; so all is compiled to var/with-tests.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const out = path.join(root, 'var', 'with-tests');
const [file, ...rest] = process.argv.slice(2);
if (file === undefined) {
  process.stderr.write('usage: node scripts/run-with-tests.mjs FILE.ts [ARGUMENTS]\n');
  process.exit(2);
}

mkdirSync(out, { recursive: true });
for (const name of ['data', 'package.json']) {
  if (existsSync(path.join(root, name)) && !existsSync(path.join(out, name))) {
    symlinkSync(path.join(root, name), path.join(out, name));
  }
}
const tsc = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc');
const project = path.join(root, 'tsconfig.test.json');
const compiled = spawnSync(process.execPath, [tsc, '-p', project, '--noEmit', 'false', '--outDir', out], {
  stdio: 'inherit',
});
if (compiled.status !== 0) process.exit(compiled.status ?? 1);
const relative = path.relative(root, path.resolve(file)).replace(/\.ts$/, '.js');
const run = spawnSync(process.execPath, ['--enable-source-maps', path.join(out, relative), ...rest], {
  stdio: 'inherit',
});
process.exit(run.status ?? 1);
