// Which files lie at Discord's host for attachments?
import type { Payload } from './payload.ts';
import type { Route } from './rest-server.ts';
import type { World } from './world.ts';

/** A file that a person chooses for an option or in a form. */
export interface ChosenFile {
  readonly fileName: string;
  readonly content: string | Uint8Array;
  /** Bytes, as Discord tells them. Default: those of the content. */
  readonly size?: number;
  /** Where Discord says that it lies. Default: where it does. */
  readonly url?: string;
}

export interface Attachments {
  /** Takes a file up and gives the attachment as an interaction resolves it. */
  add(file: ChosenFile): Payload;
  readonly routes: readonly Route[];
}

/** Everybody who knows an attachment's address may read it: no Authorization is asked for. */
export function createAttachments(world: World, origin: () => string): Attachments {
  const kept = new Map<string, Buffer>();
  return {
    add({ fileName, content, size, url }) {
      const id = world.ids.next();
      const bytes = Buffer.from(content as Uint8Array);
      kept.set(id, bytes);
      const address = url ?? `${origin()}/attachments/${id}/${encodeURIComponent(fileName)}`;
      return { id, filename: fileName, size: size ?? bytes.length, url: address, proxy_url: address };
    },
    routes: [
      {
        method: 'GET',
        path: '/attachments/:id/:name',
        open: true,
        answer({ id = '' }) {
          const bytes = kept.get(id);
          return bytes === undefined ? { status: 404 } : { status: 200, bytes };
        },
      },
    ],
  };
}
