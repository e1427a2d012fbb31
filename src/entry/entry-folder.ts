// Which entries does a folder of YAML files hold, and which files have faults?

import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Entry } from './entry-schema.ts';
import { type FileFault, parseEntryYaml } from './entry-yaml.ts';

export interface EntryFolder {
  readonly entries: readonly { readonly file: string; readonly entry: Entry }[];
  readonly faults: readonly (FileFault & { readonly file: string })[];
}

/**
 * Reads every `.yaml` and `.yml` file below a folder, in the order of their paths. A file with faults stops nothing
 * else. `file` is the path relative to the folder.
 * @throws the file system's own error where the folder itself cannot be read.
 */
export async function readEntryFolder(folder: string): Promise<EntryFolder> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = found
    .filter((item) => item.isFile() && /\.ya?ml$/.test(item.name))
    .map((item) => path.relative(folder, path.join(item.parentPath, item.name)))
    .sort();
  const entries: { file: string; entry: Entry }[] = [];
  const faults: (FileFault & { file: string })[] = [];
  const fileOfId = new Map<string, string>();
  for (const file of files) {
    const parsed = await readEntryFile(path.join(folder, file));
    if (!parsed.ok) {
      faults.push(...parsed.faults.map((fault) => ({ ...fault, file })));
      continue;
    }
    const { id } = parsed.entry;
    const twin = fileOfId.get(id);
    if (path.basename(file).replace(/\.ya?ml$/, '') !== id) {
      faults.push({
        file,
        line: 1,
        field: 'id',
        message: `must be the file's name; the file should be called ${id}.yaml`,
      });
    } else if (twin !== undefined) {
      faults.push({ file, line: 1, field: 'id', message: `is already the id of ${twin}` });
    } else {
      fileOfId.set(id, file);
      entries.push({ file, entry: parsed.entry });
    }
  }
  return { entries, faults };
}

async function readEntryFile(file: string): Promise<ReturnType<typeof parseEntryYaml>> {
  try {
    const bytes = await readFile(file);
    return parseEntryYaml(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    const message =
      (error as NodeJS.ErrnoException).code === 'ERR_ENCODING_INVALID_ENCODED_DATA'
        ? 'is not valid UTF-8'
        : `cannot be read: ${String(error)}`;
    return { ok: false, faults: [{ line: 1, field: '', message }] };
  }
}
