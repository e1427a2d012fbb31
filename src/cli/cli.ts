// Which operator's command is meant?

import { Command, CommanderError } from 'commander';
import { ConfigError } from '../config.ts';
import { StoreError } from '../store/store-error.ts';
import { BackupError } from '../store/transfer/backup-file.ts';

/** What is wrong with a file that an operator named. */
const FILE_PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EEXIST: 'is there already, and is left as it is',
  EACCES: 'may not be read or written',
  EISDIR: 'is a folder',
};

/** Each by its name. Only the one that is meant is loaded, all of them where help is wanted or the name is wrong. */
const COMMANDS = {
  ask: async () => (await import('./ask.ts')).askCommand(),
  import: async () => (await import('./import.ts')).importCommand(),
  export: async () => (await import('./export.ts')).exportCommand(),
  evaluate: async () => (await import('./measuring.ts')).evaluateCommand(),
  validate: async () => (await import('./validate.ts')).validateCommand(),
  twins: async () => (await import('./twins.ts')).twinsCommand(),
  schema: async () => (await import('./schema.ts')).schemaCommand(),
  manifest: async () => (await import('./manifest.ts')).manifestCommand(),
  backup: async () => (await import('./backup.ts')).backupCommand(),
  restore: async () => (await import('./backup.ts')).restoreCommand(),
  move: async () => (await import('./backup.ts')).moveCommand(),
  doctor: async () => (await import('./doctor.ts')).doctorCommand(),
  bench: async () => (await import('./measuring.ts')).benchCommand(),
  'bench-load': async () => (await import('./bench-load.ts')).benchLoadCommand(),
  stress: async () => (await import('./stress.ts')).stressCommand(),
  fuzz: async () => (await import('./fuzz.ts')).fuzzCommand(),
  fit: async () => (await import('./measuring.ts')).fitCommand(),
} satisfies Record<string, () => Promise<Command>>;

const program = new Command('is-this-true').description('operator commands of Is This True?');
const loaders = Object.entries(COMMANDS);
const named = loaders.filter(([name]) => name === process.argv[2]);
const commands = await Promise.all((named.length > 0 ? named : loaders).map(([, load]) => load()));
for (const command of commands) program.addCommand(endingPlainly(command));

try {
  await endingPlainly(program).parseAsync();
} catch (error) {
  process.exitCode = exitCode(error);
}

/** Commander's errors come back here instead of ending the process. */
function endingPlainly(command: Command): Command {
  return command.exitOverride();
}

/** 2: used wrongly, said in one line by commander; 1: could not be done. A bug keeps its stack. */
function exitCode(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof ConfigError || error instanceof StoreError || error instanceof BackupError) {
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
  const { code, path } = error as NodeJS.ErrnoException;
  if (path !== undefined && code !== undefined) {
    process.stderr.write(`${path}: ${FILE_PROBLEMS[code] ?? code}\n`);
    return 1;
  }
  throw error;
}
