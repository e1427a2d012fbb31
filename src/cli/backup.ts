// How does an operator save everything, take it back, and change the database?

import path from 'node:path';
import { Command } from 'commander';
import { type Config, readConfig } from '../config.ts';
import { backUp, restore } from '../store/transfer/back-up.ts';
import { moveDatabase } from '../store/transfer/move-database.ts';
import type { RowSums } from '../store/transfer/row-sums.ts';

/** `backup FILE`: saves the configured database while the bot goes on. */
export function backupCommand(): Command {
  return new Command('backup')
    .description('save the whole database to a file, while the bot goes on')
    .argument('<file>', 'ends in .jsonl or .jsonl.gz; readable by you alone, for it holds the key of the hashes')
    .action(async (file: string) => {
      const sums = await backUp(configured(), path.resolve(file), new Date());
      print(`saved to ${file}`, sums);
    });
}

/** `restore FILE [--replace]`: puts a backup into the configured database. */
export function restoreCommand(): Command {
  return new Command('restore')
    .description('put a backup into the configured database, of either kind; stop the bot first')
    .argument('<file>', 'a backup made by the command backup')
    .option('--replace', 'remove first what is in the database')
    .action(async (file: string, { replace = false }: { replace?: boolean }) => {
      const { sums, resumedAt } = await restore(path.resolve(file), configured(), { replace, progress: rowCounter() });
      print(`restored and checked${goneOn(resumedAt)}`, sums);
    });
}

/** `move --to PLACE [--from PLACE] [--replace]`: copies everything into another database and checks it. */
export function moveCommand(): Command {
  return new Command('move')
    .description('copy everything into another database, of either kind, and check it; stop the bot first')
    .requiredOption('--to <place>', 'postgres://… or the path of a file')
    .option('--from <place>', 'postgres://… or the path of a file (default: the configured database)')
    .option('--replace', 'remove first what is in the target')
    .action(async ({ to, from, replace = false }: { to: string; from?: string; replace?: boolean }) => {
      const { sums, resumedAt } = await moveDatabase(from ?? configured(), to, { replace, progress: rowCounter() });
      print(`moved and checked${goneOn(resumedAt)}: set DATABASE_URL or DATABASE_FILE to use it`, sums);
    });
}

function configured(config: Config = readConfig()): string {
  return config.databaseUrl ?? config.databaseFile;
}

function goneOn(resumedAt: number): string {
  return resumedAt > 0 ? ` (went on behind row ${resumedAt})` : '';
}

function print(headline: string, sums: RowSums): void {
  const lines = Object.entries(sums).map(
    ([table, { rows, sum }]) => `  ${table.padEnd(16)}${rows} rows, ${sum.slice(0, 16)}`,
  );
  process.stdout.write(`${[headline, ...lines].join('\n')}\n`);
}

/** Counts on a terminal. */
function rowCounter(): (rows: number) => void {
  return (rows) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${rows} rows `);
  };
}
