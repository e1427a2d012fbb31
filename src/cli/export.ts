// How does an operator write entries to a file?

import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Command, Option } from 'commander';
import { IMPORT_FORMATS, type ImportFormat } from '../bot/import-export/import-row.ts';
import { type ExportCounts, writeEntries } from '../bot/import-export/write-entries.ts';
import { createTroubles } from '../bot/troubles.ts';
import { readConfig } from '../config.ts';
import type { Entry } from '../entry/entry-schema.ts';
import { languageOfLocale, textsOf } from '../i18n/texts.ts';
import { createLogger } from '../logger.ts';
import { openStore } from '../open-store.ts';

interface ExportCommandOptions {
  readonly format: ImportFormat;
  readonly scope: string;
  readonly baseUrl?: string;
  readonly publisher: string;
}

/** `export FILE [--format yaml]`: writes all published entries of one scope. */
export function exportCommand(): Command {
  return new Command('export')
    .description('write the published entries to a file: YAML, JSON, CSV or ClaimReview')
    .argument('<file>', 'the file; it must not exist')
    .addOption(new Option('--format <format>', 'how to write them').choices(IMPORT_FORMATS).default('yaml'))
    .option('--scope <scope>', 'whose entries: shared, or one community such as discord:123', 'shared')
    .option('--base-url <address>', 'ClaimReview: the address before the id of an entry, where it can be read')
    .option('--publisher <name>', 'ClaimReview: who reviewed them', 'Is This True?')
    .action(async (file: string, { format, scope, baseUrl, publisher }: ExportCommandOptions) => {
      const store = await openStore(readConfig(), createTroubles(createLogger('error')));
      try {
        async function* entries(): AsyncGenerator<Entry> {
          for await (const record of store.entries.published(scope)) yield record.entry;
        }
        const counts: ExportCounts = { written: 0, leftOut: 0 };
        const context = {
          publisher: { name: publisher },
          baseUrl,
          verdictWords: (verdict: Entry['verdict'], lang: string) =>
            textsOf(languageOfLocale(lang) ?? 'en').t(`verdict.${verdict}`),
        };
        await pipeline(
          Readable.from(writeEntries(format, entries, context, counts)),
          createWriteStream(file, { flags: 'wx' }),
        );
        const leftOut = counts.leftOut === 0 ? '' : `, ${counts.leftOut} left out: they have no address (--base-url)`;
        process.stdout.write(`${counts.written} entries written to ${file}${leftOut}\n`);
      } finally {
        await store.close();
      }
    });
}
