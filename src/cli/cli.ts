// Which operator's command is meant?

import { Command, CommanderError } from 'commander';
import { ConfigError } from '../config.ts';
import { StoreError } from '../store/store-error.ts';
import { askCommand } from './ask.ts';
import { manifestCommand } from './manifest.ts';
import { evaluateCommand, fitCommand } from './measuring.ts';
import { schemaCommand } from './schema.ts';
import { twinsCommand } from './twins.ts';
import { validateCommand } from './validate.ts';

const program = new Command('is-this-true').description('operator commands of Is This True?');
const commands = [
  askCommand(),
  evaluateCommand(),
  validateCommand(),
  twinsCommand(),
  schemaCommand(),
  manifestCommand(),
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
  if (error instanceof ConfigError || error instanceof StoreError) {
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
  throw error;
}
