// How do the fitted numbers go to disk?

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BoostedTrees } from '../core/boosted-trees.ts';
import type { WordVectors } from '../core/word-vectors.ts';
import { BACKGROUND_SCALE, type ModelFile } from '../model-files.ts';

/** Writes `model.json`, `words.txt` and `vectors.bin`; the same numbers give the same bytes. */
export function writeModel(
  folder: string,
  model: ModelFile,
  background: ReadonlyMap<string, number>,
  vectors: WordVectors,
): void {
  mkdirSync(folder, { recursive: true });
  const fields = Object.entries(model).map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`);
  writeFileSync(join(folder, 'model.json'), `{\n${fields.join(',\n')}\n}\n`);
  const words = [...vectors.rows.keys()].map((stem) => `${stem}\t${levelOf(background.get(stem) ?? 0)}\n`);
  writeFileSync(join(folder, 'words.txt'), words.join(''));
  writeFileSync(join(folder, 'vectors.bin'), vectors.values);
}

/** Five digits are more than the fit is sure of. */
export function compact(trees: BoostedTrees): BoostedTrees {
  return {
    ...trees,
    value: trees.value.map((value) => Number(value.toPrecision(5))),
    base: Number(trees.base.toPrecision(6)),
  };
}

/** The background as the model will read it back: fitting on other numbers than those shipped would not be honest. */
export function asShipped(background: ReadonlyMap<string, number>): Map<string, number> {
  return new Map([...background].map(([stem, share]) => [stem, Math.exp(-levelOf(share) / BACKGROUND_SCALE)]));
}

function levelOf(share: number): number {
  return Math.round(-Math.log(Math.max(share, 1e-9)) * BACKGROUND_SCALE);
}
