// Which operator's command is meant?

import { Command } from 'commander';
import { validateCommand } from './validate.ts';

const program = new Command('is-this-true')
  .description('operator commands of Is This True?')
  .addCommand(validateCommand())
  .showHelpAfterError()
  .exitOverride((error) => {
    process.exit(error.exitCode === 0 ? 0 : 2);
  });

await program.parseAsync();
