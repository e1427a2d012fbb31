// How does an operator import entries from a file?

import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { Command, Option } from 'commander';
import { importEntries } from '../bot/import-export/import-entries.ts';
import { IMPORT_FORMATS, type ImportFormat } from '../bot/import-export/import-row.ts';
import { formatOf, readRows } from '../bot/import-export/read-rows.ts';
import { createTroubles } from '../bot/troubles.ts';
import { readConfig } from '../config.ts';
import { createLogger } from '../logger.ts';
import { openStore } from '../open-store.ts';
import { loadRatings, ratingFile } from '../rating-file.ts';
import { createProgressBar } from './progress-bar.ts';

interface ImportCommandOptions {
  readonly format?: ImportFormat;
  readonly scope: string;
  readonly dryRun?: boolean;
  readonly drafts?: boolean;
  readonly ratings: string;
}

/** `import FILE [--format claimreview] [--dry-run]`: streams a file of any size; bad rows are told and skipped. */
export function importCommand(): Command {
  return new Command('import')
    .description('import entries from a file: YAML, JSON, CSV or ClaimReview')
    .argument('<file>', 'the file')
    .addOption(new Option('--format <format>', 'what the file holds (default: by its name)').choices(IMPORT_FORMATS))
    .option('--scope <scope>', 'whose entries they become: shared, or one community such as discord:123', 'shared')
    .option('--dry-run', 'say what would change, and change nothing')
    .option('--drafts', 'keep new entries as drafts')
    .option('--ratings <file>', "the table of fact-checkers' ratings", ratingFile)
    .action(async (file: string, options: ImportCommandOptions) => {
      const format = options.format ?? formatOf(file, await beginningOf(file));
      if (format === undefined)
        throw new Error(`the format of ${file} does not show: say --format ${IMPORT_FORMATS.join('|')}`);
      const { size } = await stat(file);
      const bar = createProgressBar();
      let read = 0;
      async function* bytes(): AsyncGenerator<Uint8Array> {
        for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
          read += (chunk as Uint8Array).length;
          yield chunk as Uint8Array;
        }
      }
      const store = await openStore(readConfig(), createTroubles(createLogger('error')));
      try {
        const context = { today: new Date().toISOString().slice(0, 10), ratings: loadRatings(options.ratings) };
        const report = await importEntries(readRows(format, bytes(), context), store, {
          scope: options.scope,
          by: 'import',
          dryRun: options.dryRun,
          status: options.drafts ? 'draft' : 'published',
          // Whose own file it is may want to know all that is wrong.
          mostFaults: Number.POSITIVE_INFINITY,
          onProgress: () => bar(Math.min(read, size), size),
        });
        bar(size, size);
        for (const { row, problem } of report.faults) process.stderr.write(`row ${row}: ${problem}\n`);
        for (const { row, claim, entryId } of report.duplicates) {
          process.stderr.write(`row ${row}: the claim is there already as ${entryId}: ${claim}\n`);
        }
        for (const [label, count] of report.unknownRatings) {
          process.stderr.write(`unknown rating "${label}": ${count} left out; add it to ${options.ratings}\n`);
        }
        process.stdout.write(
          `${options.dryRun ? 'would be: ' : ''}${report.rows} rows, ${report.added} added, ${report.updated} changed, ` +
            `${report.unchanged} as they were, ${report.duplicateCount} duplicates, ${report.faultCount} left out\n`,
        );
        if (report.faultCount > 0) process.exitCode = 1;
      } finally {
        await store.close();
      }
    });
}

async function beginningOf(file: string): Promise<string> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2_000), 0, 2_000, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await handle.close();
  }
}
