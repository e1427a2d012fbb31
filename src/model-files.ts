// Where are the fitted numbers, and are they whole?

import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BoostedTrees } from './core/boosted-trees.ts';
import { DECISION_FEATURES } from './core/decision-features.ts';
import { FEATURES } from './core/features.ts';
import type { Decisions, Model } from './core/model.ts';

/** `data/model` of this package, from its source and from its build alike. */
export function defaultModelFolder(): string {
  return join(dirname(fileURLToPath(import.meta.url)), '..', 'data', 'model');
}

/** The part of the model that is kept as JSON. */
export interface ModelFile {
  readonly features: readonly string[];
  readonly rank: BoostedTrees;
  readonly decisionFeatures: readonly string[];
  readonly decisions: Decisions;
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
  requireDecisions(file.decisions, folder);
  const { background, vectors } = loadWords(folder);
  return {
    features: file.features,
    rank: file.rank,
    decisionFeatures: file.decisionFeatures,
    decisions: file.decisions,
    background,
    vectors,
  };
}

/** The words of the model: how common each is, and its vector. */
export function loadWords(folder: string): Pick<Model, 'background' | 'vectors'> {
  const { background, rows } = readWords(join(folder, 'words.txt'));
  const values = readVectors(join(folder, 'vectors.bin'));
  if (rows.size === 0 || values.length % rows.size !== 0) {
    throw new Error(`The files words.txt and vectors.bin in ${folder} do not belong together: run \`npm run fit\`.`);
  }
  return { background, vectors: { dimensions: values.length / rows.size, rows, values } };
}

/** Lines `stem TAB tenths`, in the order of the vectors. */
function readWords(path: string): { background: Map<string, number>; rows: Map<string, number> } {
  const background = new Map<string, number>();
  const rows = new Map<string, number>();
  for (const line of readFile(path).toString('utf8').split('\n')) {
    const tab = line.indexOf('\t');
    if (tab < 0) continue;
    const stem = line.slice(0, tab);
    background.set(stem, Math.exp(-Number(line.slice(tab + 1)) / BACKGROUND_SCALE));
    rows.set(stem, rows.size);
  }
  return { background, rows };
}

function readVectors(path: string): Int8Array {
  const bytes = readFile(path);
  return new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function readFile(path: string): Buffer {
  try {
    return readFileSync(path);
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
  const text = readFile(path).toString('utf8');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`The model file ${path} is not valid JSON.`, { cause: error });
  }
}

function requireDecisions(decisions: Partial<Decisions> | undefined, folder: string): void {
  if (decisions?.fewWordings === undefined || decisions.manyWordings === undefined) {
    throw new Error(`The model in ${folder} is of another version: run \`npm run fit\`.`);
  }
}

function requireSame(found: readonly string[] | undefined, expected: readonly string[], folder: string): void {
  if (found === undefined || found.length !== expected.length || found.some((name, at) => name !== expected[at])) {
    throw new Error(
      `The model in ${folder} was fitted for other features than this version computes: run \`npm run fit\`.`,
    );
  }
}
