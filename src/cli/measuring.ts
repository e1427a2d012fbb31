// How are the matching's measuring and fitting called from the command line?

import { statSync } from 'node:fs';
import path from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { indexableClaim } from '../bot/published-index.ts';
import { type IndexableClaim, SHARED_SCOPE } from '../core/claim.ts';
import { readGoodEntries } from '../entry/entry-folder.ts';
import { defaultModelFolder } from '../model-files.ts';
import { claimsFolder, dataFolder } from '../package-paths.ts';
import { runBench } from './bench-matching.ts';
import { EVALUATE_OPTIONS, type EvaluateOptions, type Evaluation, runEvaluate } from './evaluate.ts';
import { DEFAULT_DATA_FOLDER, type FitOptions, runFit } from './fit.ts';
import { createProgressBar } from './progress-bar.ts';

interface CommandLineOptions extends EvaluateOptions {
  readonly claims: string;
}

/** A measure with the value it must reach (`hit1>=0.95`) or not pass (`falseAnswerRate<=0.01`). */
interface Floor {
  readonly measure: keyof Evaluation;
  readonly holds: (value: number) => boolean;
  readonly text: string;
}

/** `evaluate --claims F --queries F --qrels F …`: measures the shipped model on given claims and questions. */
export function evaluateCommand(): Command {
  const command = new Command('evaluate').description('measure the matching on given claims and questions');
  for (const { flags, description, required } of EVALUATE_OPTIONS) {
    if (required) command.requiredOption(flags, description);
    else command.option(flags, description);
  }
  command.option(
    '--require <floor...>',
    'fail unless a measure reaches a value: hit1>=0.95 falseAnswerRate<=0.01',
    parseFloor,
    [],
  );
  return command.action(async ({ require: floors, ...options }: CommandLineOptions & { require: Floor[] }) => {
    const claims = statSync(options.claims).isDirectory() ? await readCurated(options.claims) : options.claims;
    const evaluation = runEvaluate(
      { ...options, claims },
      { print: (line) => process.stdout.write(`${line}\n`), progress: createProgressBar() },
    );
    const missed = floors.filter(({ measure, holds }) => !holds(Number(evaluation[measure] ?? Number.NaN)));
    for (const { measure, text } of missed)
      process.stderr.write(`${text} does not hold: ${String(evaluation[measure])}\n`);
    if (missed.length > 0) process.exitCode = 1;
  });
}

/** `bench [--data FOLDER] [--sizes N,N]`: speed and memory of the matching beside other search libraries. */
export function benchCommand(): Command {
  return new Command('bench')
    .description('measure speed and memory of the matching beside other search libraries')
    .option('--data <folder>', 'the measuring data', DEFAULT_DATA_FOLDER)
    .option('--sizes <numbers>', 'claims to index in turn, such as 14231,86376', parseSizes)
    .action((options: { data: string; sizes?: readonly number[] }) =>
      runBench({ ...options, print: (line) => process.stdout.write(`${line}\n`) }),
    );
}

function parseSizes(text: string): readonly number[] {
  const sizes = text.split(',').map(Number);
  if (sizes.some((size) => !Number.isInteger(size) || size < 1))
    throw new InvalidArgumentError('must be whole numbers.');
  return sizes;
}

/** `fit [--data FOLDER] [--out FOLDER]`: fits the shipped model anew from the public measuring data. */
export function fitCommand(): Command {
  return new Command('fit')
    .description('fit the model anew from the public measuring data')
    .option('--data <folder>', 'the measuring data', DEFAULT_DATA_FOLDER)
    .option('--claims <folder>', 'the curated entries, which teach how people ask', claimsFolder)
    .option('--lessons <folder>', 'questions about them to learn from', path.join(dataFolder, 'lessons'))
    .option('--out <folder>', 'where to write the model', defaultModelFolder())
    .option('--keep-words', 'keep the word statistics and vectors that are there: learning them takes minutes')
    .action(async ({ claims, ...options }: Omit<FitOptions, 'curated' | 'log'> & { claims: string }) => {
      runFit({ ...options, curated: await readCurated(claims), log: (line) => process.stderr.write(`${line}\n`) });
    });
}

function parseFloor(text: string, earlier: Floor[]): Floor[] {
  const parts = /^([A-Za-z0-9]+)(>=|<=)(\d+(?:\.\d+)?)$/.exec(text);
  if (!parts) throw new InvalidArgumentError('must look like hit1>=0.95 or falseAnswerRate<=0.01.');
  const bound = Number(parts[3]);
  const holds = parts[2] === '>=' ? (value: number) => value >= bound : (value: number) => value <= bound;
  return [...earlier, { measure: parts[1] as keyof Evaluation, holds, text }];
}

async function readCurated(folder: string): Promise<IndexableClaim[]> {
  const entries = await readGoodEntries(folder);
  return entries.map((entry) => indexableClaim({ id: entry.id, scope: SHARED_SCOPE, entry }));
}
