// How are the matching's measuring and fitting called from the command line?

import { Command } from 'commander';
import { defaultModelFolder } from '../model-files.ts';
import { EVALUATE_OPTIONS, type EvaluateOptions, runEvaluate } from './evaluate.ts';
import { DEFAULT_DATA_FOLDER, runFit } from './fit.ts';
import { createProgressBar } from './progress-bar.ts';

/** `evaluate --claims F --queries F --qrels F …`: measures the shipped model on given claims and questions. */
export function evaluateCommand(): Command {
  const command = new Command('evaluate').description('measure the matching on given claims and questions');
  for (const { flags, description, required } of EVALUATE_OPTIONS) {
    if (required) command.requiredOption(flags, description);
    else command.option(flags, description);
  }
  return command.action((options: EvaluateOptions) => {
    runEvaluate(options, { print: (line) => process.stdout.write(`${line}\n`), progress: createProgressBar() });
  });
}

/** `fit [--data FOLDER] [--out FOLDER]`: fits the shipped model anew from the public measuring data. */
export function fitCommand(): Command {
  return new Command('fit')
    .description('fit the model anew from the public measuring data')
    .option('--data <folder>', 'the measuring data', DEFAULT_DATA_FOLDER)
    .option('--out <folder>', 'where to write the model', defaultModelFolder())
    .action(({ data, out }: { data: string; out: string }) => {
      runFit({ data, out, log: (line) => process.stderr.write(`${line}\n`) });
    });
}
