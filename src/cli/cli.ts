// Which operator's command is meant?

import { Command, CommanderError } from 'commander';
import { ConfigError } from '../config.ts';
import { StoreError } from '../store/store-error.ts';
import { BackupError } from '../store/transfer/backup-file.ts';
import { askCommand } from './ask.ts';
import { backupCommand, moveCommand, restoreCommand } from './backup.ts';
import { benchLoadCommand } from './bench-load.ts';
import { doctorCommand } from './doctor.ts';
import { exportCommand } from './export.ts';
import { fuzzCommand } from './fuzz.ts';
import { importCommand } from './import.ts';
import { manifestCommand } from './manifest.ts';
import { benchCommand, evaluateCommand, fitCommand } from './measuring.ts';
import { schemaCommand } from './schema.ts';
import { stressCommand } from './stress.ts';
import { twinsCommand } from './twins.ts';
import { validateCommand } from './validate.ts';

/** What is wrong with a file that an operator named. */
const FILE_PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EEXIST: 'is there already, and is left as it is',
  EACCES: 'may not be read or written',
  EISDIR: 'is a folder',
};

const program = new Command('is-this-true').description('operator commands of Is This True?');
const commands = [
  askCommand(),
  importCommand(),
  exportCommand(),
  evaluateCommand(),
  validateCommand(),
  twinsCommand(),
  schemaCommand(),
  manifestCommand(),
  backupCommand(),
  restoreCommand(),
  moveCommand(),
  doctorCommand(),
  benchCommand(),
  benchLoadCommand(),
  stressCommand(),
  fuzzCommand(),
  fitCommand(),
];
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
