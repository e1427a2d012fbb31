// Where are the fitted numbers, and are they whole?

import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BoostedTrees } from './core/boosted-trees.ts';
import { DECISION_FEATURES } from './core/decision-features.ts';
import { FEATURES } from './core/features.ts';
import type { Model, Thresholds } from './core/model.ts';

/** `data/model` of this package, from its source and from its build alike. */
export function defaultModelFolder(): string {
  return join(dirname(fileURLToPath(import.meta.url)), '..', 'data', 'model');
}

/** The part of the model that is kept as JSON. */
export interface ModelFile {
  readonly features: readonly string[];
  readonly rank: BoostedTrees;
  readonly decisionFeatures: readonly string[];
  readonly decide: BoostedTrees;
  readonly thresholds: Thresholds;
  /** How and from what it was made, for people. */
  readonly made: unknown;
}

/** Background shares are kept as rounded tenths of minus the natural logarithm. */
export const BACKGROUND_SCALE = 10;

/** Reads and checks the shipped model; the error says what is wrong with which file. */
export function loadModel(folder = defaultModelFolder()): Model {
  const file = readJson(join(folder, 'model.json')) as ModelFile;
  requireSame(file.features, FEATURES, folder);
  requireSame(file.decisionFeatures, DECISION_FEATURES, folder);
  return {
    features: file.features,
    rank: file.rank,
    decisionFeatures: file.decisionFeatures,
    decide: file.decide,
    thresholds: file.thresholds,
    background: readBackground(join(folder, 'background.txt')),
  };
}

/** Lines `tenths TAB stems separated by spaces`. */
function readBackground(path: string): Map<string, number> {
  const shares = new Map<string, number>();
  for (const line of readText(path).split('\n')) {
    const tab = line.indexOf('\t');
    if (tab < 0) continue;
    const share = Math.exp(-Number(line.slice(0, tab)) / BACKGROUND_SCALE);
    for (const stem of line.slice(tab + 1).split(' ')) shares.set(stem, share);
  }
  return shares;
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new Error(
      `The model file ${path} cannot be read. It is part of the repository; \`npm run fit\` makes it anew.`,
      {
        cause: error,
      },
    );
  }
}

function readJson(path: string): unknown {
  const text = readText(path);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`The model file ${path} is not valid JSON.`, { cause: error });
  }
}

function requireSame(found: readonly string[] | undefined, expected: readonly string[], folder: string): void {
  if (found === undefined || found.length !== expected.length || found.some((name, at) => name !== expected[at])) {
    throw new Error(
      `The model in ${folder} was fitted for other features than this version computes: run \`npm run fit\`.`,
    );
  }
}
