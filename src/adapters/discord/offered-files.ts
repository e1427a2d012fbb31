// What is in a file that somebody attached to a command or a form?

import type { APIAttachment } from 'discord.js';
import { fetchFile, refuseLargeFile } from '../../bot/fetch-file.ts';
import type { OfferedFile } from '../../bot/incoming.ts';
import type { DiscordLink } from './discord-link.ts';

/** Where Discord keeps attachments. */
const CDN_HOSTS = ['cdn.discordapp.com', 'media.discordapp.net'];

/** The attachments as files, by the name of the option or field; each is read when the bot asks for it. */
export function offeredFiles(
  attachments: Readonly<Record<string, APIAttachment>>,
  { rest, log, pace }: Pick<DiscordLink, 'rest' | 'log' | 'pace'>,
): Record<string, OfferedFile> {
  const files: Record<string, OfferedFile> = {};
  for (const [name, { filename, url, size }] of Object.entries(attachments)) {
    files[name] = {
      async read() {
        refuseLargeFile(size);
        const isAllowed = (at: URL) => isFileHost(at, rest.options.api);
        const { content } = await fetchFile({ url, isAllowed, timeoutMs: pace.readFileWithin, log });
        return { name: filename, content };
      },
    };
  }
  return files;
}

/** Discord's own hosts, over https; for an API that the operator's settings put elsewhere, as in tests, that address too. */
function isFileHost(url: URL, api: string): boolean {
  if (url.protocol === 'https:' && url.port === '' && CDN_HOSTS.includes(url.hostname)) return true;
  const { origin, hostname } = new URL(api);
  return hostname !== 'discord.com' && url.origin === origin;
}
