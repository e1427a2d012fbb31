// What does the published JSON Schema of an entry say?

import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Command } from 'commander';
import { entryJsonSchema } from '../entry/entry-schema.ts';
import { dataFolder } from '../package-paths.ts';

/** Where the schema is published, for editors. */
export const schemaFile = path.join(dataFolder, 'schema', 'entry.schema.json');

/** The schema as it is published. */
export function schemaText(): string {
  return `${JSON.stringify(entryJsonSchema(), null, 2)}\n`;
}

/** `schema`: writes the JSON Schema of an entry to `data/schema`, where editors look for it. */
export function schemaCommand(): Command {
  return new Command('schema').description('write the JSON Schema of an entry for editors').action(async () => {
    await mkdir(path.dirname(schemaFile), { recursive: true });
    await writeFile(schemaFile, schemaText());
    console.log(`written: ${schemaFile}`);
  });
}
