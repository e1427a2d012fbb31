// How do files get into and out of a chat in a terminal?

import { readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Call } from '../../bot/call.ts';
import type { CommandDefinition } from '../../bot/command.ts';
import type { AttachedFile } from '../../bot/incoming.ts';

/** The call with the files that its options name by path; a sentence where one cannot be read. */
export async function readFiles(
  call: Call,
  commands: readonly CommandDefinition[],
): Promise<{ readonly call: Call; readonly files: Readonly<Record<string, AttachedFile>> } | string> {
  const options = commands.find(({ name }) => name === call.command)?.options ?? [];
  const args: Record<string, string> = { ...call.args };
  const files: Record<string, AttachedFile> = {};
  for (const { name, kind } of options) {
    const file = args[name];
    if (kind !== 'file' || file === undefined) continue;
    try {
      files[name] = { name: path.basename(file), content: await readFile(file) };
    } catch (error) {
      return `${file}: ${(error as Error).message}`;
    }
    delete args[name];
  }
  return { call: { command: call.command, args }, files };
}

/** Writes a file into a folder under a name that is not taken. Returns a line that says where. */
export async function saveFile({ name, content }: AttachedFile, folder: string): Promise<string> {
  const { name: base, ext } = path.parse(path.basename(name));
  for (let n = 1; ; n++) {
    const file = path.join(folder, n === 1 ? `${base}${ext}` : `${base}-${n}${ext}`);
    if (await stat(file).then(Boolean, () => false)) continue;
    await writeFile(file, content, { flag: 'wx' });
    return `💾 ${file}`;
  }
}
