// How do the fitted numbers go to disk?

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BoostedTrees } from '../core/boosted-trees.ts';
import { BACKGROUND_SCALE, type ModelFile } from '../model-files.ts';

/** Writes `model.json` and `background.txt`; the same numbers give the same bytes. */
export function writeModel(folder: string, model: ModelFile, background: ReadonlyMap<string, number>): void {
  mkdirSync(folder, { recursive: true });
  const file = { ...model, rank: compact(model.rank), decide: compact(model.decide) };
  const fields = Object.entries(file).map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`);
  writeFileSync(join(folder, 'model.json'), `{\n${fields.join(',\n')}\n}\n`);
  writeFileSync(join(folder, 'background.txt'), backgroundLines(background));
}

/** Five digits are more than the fit is sure of. */
export function compact(trees: BoostedTrees): BoostedTrees {
  return {
    ...trees,
    value: trees.value.map((value) => Number(value.toPrecision(5))),
    base: Number(trees.base.toPrecision(6)),
  };
}

function backgroundLines(background: ReadonlyMap<string, number>): string {
  const byLevel = new Map<number, string[]>();
  for (const [stem, share] of background) {
    const level = Math.round(-Math.log(share) * BACKGROUND_SCALE);
    const stems = byLevel.get(level);
    if (stems === undefined) byLevel.set(level, [stem]);
    else stems.push(stem);
  }
  return [...byLevel]
    .sort((a, b) => a[0] - b[0])
    .map(([level, stems]) => `${level}\t${stems.sort().join(' ')}\n`)
    .join('');
}
