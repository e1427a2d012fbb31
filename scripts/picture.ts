// How does a page become a picture in docs/pictures?

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const chromium = process.argv[2] ?? '/usr/bin/chromium';

function browse(folder: string, ...args: string[]): string {
  const quiet = ['--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--disable-background-networking'];
  const profile = `--user-data-dir=${path.join(folder, 'profile')}`;
  return spawnSync(chromium, [...quiet, profile, ...args], { encoding: 'utf8' }).stdout ?? '';
}

/** Draws pages as `docs/pictures/NAME.png`, as high as they are. @param width of the page in CSS pixels. */
export function drawPictures(pages: readonly { readonly name: string; readonly html: string }[], width: number): void {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'pictures-'));
  const pictures = path.resolve('docs', 'pictures');
  mkdirSync(pictures, { recursive: true });
  for (const { name, html } of pages) {
    const page = path.join(folder, `${name}.html`);
    const measure = '<script>document.title = "height=" + document.documentElement.scrollHeight;</script>';
    writeFileSync(page, html.replace('</body>', `${measure}</body>`));
    const dom = browse(folder, `--window-size=${width},100`, '--dump-dom', `file://${page}`);
    const height = /height=(\d+)/.exec(dom)?.[1] ?? '1200';
    const file = path.join(pictures, `${name}.png`);
    browse(folder, `--window-size=${width},${height}`, `--screenshot=${file}`, `file://${page}`);
    // Fewer colours where the tool is there: a third of the size, and nothing to be seen of it.
    spawnSync('pngquant', ['--force', '--ext', '.png', '--quality', '70-90', file]);
    process.stdout.write(`${file}\n`);
  }
  rmSync(folder, { recursive: true });
}
