// Does anything break when strangers write what nobody foresaw?

import { Command, InvalidArgumentError } from 'commander';
import { loadModel } from '../model-files.ts';
import { openFuzzTargets } from '../operation/fuzz/fuzz-targets.ts';

/** A text of 1 MB, far longer than any message, that takes longer to match is a finding, in milliseconds. */
const LONGEST_MS = 2_000;

/** `fuzz [--seconds N] [--seed N]`: hostile inputs to everything that reads what people write. */
export function fuzzCommand(): Command {
  return new Command('fuzz')
    .description('throw hostile inputs at everything that reads what people write (needs the development packages)')
    .option('--seconds <n>', 'for how long, all parts together', wholeNumber, 60)
    .option('--seed <n>', 'the same seed throws the same', wholeNumber, Date.now() % 1_000_000)
    .option('--only <text>', 'only the parts whose name holds this', '')
    .action(async ({ seconds, seed, only }: { seconds: number; seed: number; only: string }) => {
      const fc = await import('fast-check');
      const longest = new Map<string, number>();
      const { targets, close } = await openFuzzTargets(
        fc,
        loadModel(),
        (target, ms) => {
          longest.set(target, Math.max(ms, longest.get(target) ?? 0));
        },
        LONGEST_MS,
      );
      const chosen = targets.filter(({ name }) => name.includes(only));
      try {
        for (const { name, property } of chosen) {
          const result = await fc.check(property, {
            seed,
            numRuns: 10_000_000,
            interruptAfterTimeLimit: (seconds * 1000) / chosen.length,
            markInterruptAsFailure: false,
            endOnFailure: false,
          });
          const slow = longest.has(name) ? `, slowest ${(longest.get(name) ?? 0).toFixed(0)} ms` : '';
          process.stdout.write(`${result.failed ? 'FAILED' : 'ok    '} ${name}: ${result.numRuns} inputs${slow}\n`);
          if (result.failed) {
            process.exitCode = 1;
            process.stdout.write(`${fc.defaultReportMessage(result)?.slice(0, 4_000)}\n`);
          }
        }
      } finally {
        await close();
      }
      process.stdout.write(`seed ${seed}\n`);
    });
}

function wholeNumber(value: string): number {
  if (!/^\d{1,6}$/.test(value)) throw new InvalidArgumentError('must be a whole number.');
  return Number(value);
}
