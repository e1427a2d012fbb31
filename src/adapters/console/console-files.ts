// How do files get into and out of a chat in a terminal?

import { readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Call } from '../../bot/call.ts';
import type { CommandDefinition } from '../../bot/command.ts';
import { refuseLargeFile } from '../../bot/fetch-file.ts';
import type { OfferedFile } from '../../bot/incoming.ts';
import type { AttachedFile } from '../../bot/reply.ts';
import { UserError } from '../../bot/user-error.ts';

/** The call with the files that its options name by path. */
export function filesInCall(
  call: Call,
  commands: readonly CommandDefinition[],
): { readonly call: Call; readonly files: Readonly<Record<string, OfferedFile>> } {
  const options = commands.find(({ name }) => name === call.command)?.options ?? [];
  const args: Record<string, string> = { ...call.args };
  const files: Record<string, OfferedFile> = {};
  for (const { name, kind } of options) {
    const file = args[name];
    if (kind !== 'file' || file === undefined) continue;
    files[name] = fileAt(file);
    delete args[name];
  }
  return { call: { command: call.command, args }, files };
}

/** The file at a path, which finds it again as well. */
export function fileAt(file: string): OfferedFile {
  return {
    ref: file,
    async read() {
      try {
        refuseLargeFile((await stat(file)).size);
        return { name: path.basename(file), content: await readFile(file) };
      } catch (error) {
        if (error instanceof UserError) throw error;
        throw new UserError('file.unreadable', { name: file, cause: (error as NodeJS.ErrnoException).code ?? '' });
      }
    },
  };
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
