// Does anything break when strangers write what nobody foresaw?

import { Command, InvalidArgumentError } from 'commander';
import { loadModel } from '../model-files.ts';
import { openFuzzTargets } from '../operation/fuzz/fuzz-targets.ts';

/**
 * A text of a million characters that takes longer is a finding, in milliseconds. What takes time by the square of the
 * length takes minutes; a slow machine takes three times what a usual one does.
 */
const LONGEST_MS = 4_000;

interface FuzzOptions {
  readonly seconds: number;
  readonly seed: number;
  readonly only: string;
  readonly path?: string;
}

/** Of an input, so many characters are shown; the command below it throws it again. */
const LONGEST_SHOWN = 2_000;

/** What each part gets at least, in milliseconds. */
const LEAST_MS = 300;

/** `fuzz [--seconds N] [--seed N]`: hostile inputs to everything that reads what people write. */
export function fuzzCommand(): Command {
  return new Command('fuzz')
    .description('throw hostile inputs at everything that reads what people write (needs the development packages)')
    .option('--seconds <n>', 'for how long, all parts together', wholeNumber, 60)
    .option('--seed <n>', 'the same seed throws the same', wholeNumber, Date.now() % 1_000_000)
    .option('--only <text>', 'only the parts whose name holds this', '')
    .option('--path <path>', 'with --seed and --only: the one input that a failure named')
    .action(async ({ seconds, seed, only, path }: FuzzOptions) => {
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
      const end = Date.now() + seconds * 1000;
      try {
        for (const [at, { name, property }] of chosen.entries()) {
          const started = Date.now();
          const result = await fc.check(property, {
            seed,
            ...(path === undefined ? {} : { path }),
            numRuns: 10_000_000,
            // An equal share of what is left: what one part takes too long, all the others give.
            interruptAfterTimeLimit: Math.max(LEAST_MS, (end - started) / (chosen.length - at)),
            markInterruptAsFailure: false,
          });
          const took = ((Date.now() - started) / 1000).toFixed(1);
          const slow = longest.has(name) ? `, slowest ${(longest.get(name) ?? 0).toFixed(0)} ms` : '';
          const outcome = result.failed ? 'FAILED' : 'ok    ';
          process.stdout.write(`${outcome} ${name}: ${result.numRuns} inputs in ${took} s${slow}\n`);
          if (!result.failed) continue;
          process.exitCode = 1;
          const { errorInstance: error, counterexample } = result;
          process.stdout.write(`${error instanceof Error ? error.stack : String(error)}\n`);
          process.stdout.write(`with ${cut(fc.stringify(counterexample))}\n`);
          process.stdout.write(
            `again: npm run fuzz -- --seed ${seed} --only '${name}' --path '${result.counterexamplePath}'\n`,
          );
        }
      } finally {
        await close();
      }
      if (chosen.length === 0) throw new Error(`no part is called "${only}"`);
      process.stdout.write(`seed ${seed}\n`);
    });
}

function cut(text: string): string {
  return text.length <= LONGEST_SHOWN ? text : `${text.slice(0, LONGEST_SHOWN)}… (${text.length} characters)`;
}

function wholeNumber(value: string): number {
  if (!/^\d{1,6}$/.test(value)) throw new InvalidArgumentError('must be a whole number.');
  return Number(value);
}
