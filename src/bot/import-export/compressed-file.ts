// How does a file that is too large for a chat become smaller, and how is such a file read?

import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { AttachedFile } from '../reply.ts';
import { UserError } from '../user-error.ts';

/** The most that a packed file may hold, in bytes: ten times what a chat takes, for entries pack to a tenth or less. */
export const MAX_UNPACKED_BYTES = 100_000_000;

const ENDING = /\.gz$/i;

/** The file packed with gzip, with `.gz` behind its name. */
export async function packedFile({ name, content }: AttachedFile): Promise<AttachedFile> {
  return { name: `${name}.gz`, content: await promisify(gzip)(content) };
}

/**
 * The file as it was before it was packed; as it is where its name does not end in `.gz`. Unpacked whole before anything
 * is done with it: a file that is broken at its end must change nothing.
 * @throws UserError where it is no gzip file, is cut short, or holds too much.
 */
export async function unpackedFile(file: AttachedFile): Promise<AttachedFile> {
  if (!ENDING.test(file.name)) return file;
  try {
    const content = await promisify(gunzip)(file.content, { maxOutputLength: MAX_UNPACKED_BYTES });
    return { name: file.name.replace(ENDING, ''), content };
  } catch (error) {
    const tooMuch = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    throw tooMuch
      ? new UserError('file.too-big-unpacked', { max: MAX_UNPACKED_BYTES / 1_000_000 })
      : new UserError('file.not-packed', { name: file.name });
  }
}
