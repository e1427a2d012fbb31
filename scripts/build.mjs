// Compiles src to dist, but only when a source is newer than the last build.

import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const stamp = path.join(root, 'dist', '.built');

function newest(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .map((item) => statSync(path.join(item.parentPath, item.name)).mtimeMs)
    .reduce((a, b) => Math.max(a, b), 0);
}

function lastBuild() {
  try {
    return statSync(stamp).mtimeMs;
  } catch {
    return 0;
  }
}

const sources = Math.max(
  newest(path.join(root, 'src')),
  ...['package.json', 'tsconfig.json'].map((file) => statSync(path.join(root, file)).mtimeMs),
);
if (sources > lastBuild() || process.argv.includes('--force')) {
  rmSync(path.join(root, 'dist'), { recursive: true, force: true });
  const tsc = spawnSync(process.execPath, [path.join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', root], {
    stdio: ['ignore', 2, 2],
  });
  if (tsc.status !== 0) process.exit(tsc.status ?? 1);
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, '');
}
