// Are all entries in the folder as they should be, and if not, what stands where?

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Command } from 'commander';
import { LineCounter, parseDocument } from 'yaml';
import { curatedFaults } from '../entry/curated-rules.ts';
import { fieldName } from '../entry/entry-faults.ts';
import { readEntryFolder } from '../entry/entry-folder.ts';
import { lineOfField } from '../entry/yaml-lines.ts';
import { claimsFolder } from '../package-paths.ts';

/** `validate [FOLDER]`: checks every entry and prints `file:line field message` for each fault. */
export function validateCommand(): Command {
  return new Command('validate')
    .description('check every entry in a folder of YAML files')
    .argument('[folder]', 'the folder', claimsFolder)
    .option('--schema-only', "check the schema alone, not what the project's own entries owe beyond it")
    .action(async (folder: string, options: { schemaOnly?: boolean }) => {
      const { files, faults } = await readEntryFolder(folder);
      const today = new Date().toISOString().slice(0, 10);
      const all = [...faults];
      for (const { file, parse } of files) {
        const parsed = parse();
        if (!parsed.ok) {
          all.push(...parsed.faults.map((fault) => ({ ...fault, file })));
          continue;
        }
        const found = options.schemaOnly ? [] : curatedFaults(parsed.entry, today);
        if (found.length === 0) continue;
        const lineOf = lineFinder(await readFile(path.join(folder, file), 'utf8'));
        all.push(
          ...found.map((fault) => ({
            file,
            line: lineOf(fault.path),
            field: fieldName(fault.path),
            message: fault.message,
          })),
        );
      }
      for (const { file, line, field, message } of all) {
        process.stderr.write(
          `${path.join(folder, file)}:${line} ${field} ${message}`.replaceAll('  ', ' ').concat('\n'),
        );
      }
      process.stdout.write(`${files.length + faults.length} files checked, ${all.length} faults\n`);
      if (all.length > 0) process.exitCode = 1;
    });
}

function lineFinder(yaml: string): (path: readonly (string | number)[]) => number {
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines });
  return (fieldPath) => lineOfField(document, lines, fieldPath);
}
