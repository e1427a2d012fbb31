// Which entries does a folder of YAML files hold, and which files have faults?

import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Entry } from './entry-schema.ts';
import { type FileFault, parseEntryYaml } from './entry-yaml.ts';

/** A file, read but not yet understood. */
export interface EntryFileBytes {
  /** Path relative to the folder. */
  readonly file: string;
  /** The entry's id by the name of the file. */
  readonly id: string;
  /** Fingerprint of the content: the same for the same bytes. */
  readonly hash: string;
  /** Understands the content. Never throws; an id that is not the file's name is a fault. */
  parse(): { readonly ok: true; readonly entry: Entry } | { readonly ok: false; readonly faults: readonly FileFault[] };
}

export interface FaultInFile extends FileFault {
  readonly file: string;
}

export interface EntryFolder {
  readonly files: readonly EntryFileBytes[];
  /** Files that could not be read, and names that two files share. */
  readonly faults: readonly FaultInFile[];
}

/**
 * Reads every `.yaml` and `.yml` file below a folder, in the order of their paths. A file with faults stops nothing
 * else.
 * @throws the file system's own error where the folder itself cannot be read.
 */
export async function readEntryFolder(folder: string): Promise<EntryFolder> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = found
    .filter((item) => item.isFile() && /\.ya?ml$/.test(item.name))
    .map((item) => path.relative(folder, path.join(item.parentPath, item.name)))
    .sort();
  const files: EntryFileBytes[] = [];
  const faults: FaultInFile[] = [];
  const fileOfId = new Map<string, string>();
  const contents = await Promise.allSettled(names.map((name) => readFile(path.join(folder, name))));
  names.forEach((file, i) => {
    const content = contents[i];
    const id = path.basename(file).replace(/\.ya?ml$/, '');
    const twin = fileOfId.get(id);
    if (content?.status !== 'fulfilled') {
      faults.push({ file, line: 1, field: '', message: `cannot be read: ${String(content?.reason)}` });
    } else if (twin !== undefined) {
      faults.push({ file, line: 1, field: 'id', message: `is already the id of ${twin}` });
    } else {
      fileOfId.set(id, file);
      files.push(entryFile(file, id, content.value));
    }
  });
  return { files, faults };
}

/**
 * The entries of a folder whose files have no fault.
 * @throws the file system's own error where the folder itself cannot be read.
 */
export async function readGoodEntries(folder: string): Promise<Entry[]> {
  const { files } = await readEntryFolder(folder);
  return files.flatMap(({ parse }) => {
    const parsed = parse();
    return parsed.ok ? [parsed.entry] : [];
  });
}

function entryFile(file: string, id: string, bytes: Buffer): EntryFileBytes {
  return {
    file,
    id,
    hash: createHash('sha256').update(bytes).digest('base64url'),
    parse() {
      let text: string;
      try {
        text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
      } catch {
        return { ok: false, faults: [{ line: 1, field: '', message: 'is not valid UTF-8' }] };
      }
      const parsed = parseEntryYaml(text);
      if (!parsed.ok || parsed.entry.id === id) return parsed;
      const message = `must be the file's name; the file should be called ${parsed.entry.id}.yaml`;
      return { ok: false, faults: [{ line: 1, field: 'id', message }] };
    },
  };
}
