// How is a file that somebody sent read from its platform, and from nowhere else?

import type { Log } from './log.ts';
import { UserError } from './user-error.ts';

/**
 * The largest file read in a chat, and the largest one sent, in bytes. Discord attaches 10 MiB without paying
 * (`attachment_size_limit` of an interaction), Slack's `file_input` takes 10 MB (docs.slack.dev, File input element).
 */
export const MAX_FILE_BYTES = 10_000_000;

/** From the request to the last byte, in milliseconds: 10 MB over a line of 3 Mbit/s. */
const FILE_TIMEOUT_MS = 30_000;

/** A platform's own hosts may pass a request on so many times. */
const MOST_REDIRECTS = 2;

export interface FileSource {
  readonly url: string;
  /** Goes to addresses that are allowed, and to no other. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Whether the address is one of the platform's. */
  isAllowed(url: URL): boolean;
  /** Default 30,000. */
  readonly timeoutMs?: number | undefined;
  readonly log: Log;
}

export interface FetchedFile {
  readonly content: Uint8Array;
  /** What the host says it is, such as `text/html`; empty where it does not say. */
  readonly mediaType: string;
}

/**
 * Reads a file of at most {@link MAX_FILE_BYTES}, in time, from the platform's own hosts.
 * @throws UserError that says why not; the cause is one line in the log, without the address.
 */
export async function fetchFile(source: FileSource): Promise<FetchedFile> {
  const signal = AbortSignal.timeout(source.timeoutMs ?? FILE_TIMEOUT_MS);
  try {
    const response = await request(source, signal);
    const content = await readBody(response);
    return { content, mediaType: (response.headers.get('content-type') ?? '').replace(/;.*/, '').trim().toLowerCase() };
  } catch (error) {
    if (error instanceof UserError) throw error;
    source.log.warn({ error }, 'could not read a file that was sent');
    throw new UserError(signal.aborted ? 'file.late' : 'file.unavailable');
  }
}

async function request({ url, headers, isAllowed, log }: FileSource, signal: AbortSignal): Promise<Response> {
  let at = url;
  for (let hops = 0; hops <= MOST_REDIRECTS; hops++) {
    const next = URL.canParse(at) ? new URL(at) : undefined;
    if (next === undefined || !isAllowed(next)) {
      log.warn({ host: next?.host }, 'a file that was sent lies with another host; it is not read');
      throw new UserError('file.elsewhere');
    }
    const response = await fetch(next, { ...(headers === undefined ? {} : { headers }), redirect: 'manual', signal });
    if (response.ok) return response;
    await response.body?.cancel();
    const location = response.headers.get('location');
    if (response.status >= 300 && response.status < 400 && location !== null && URL.canParse(location, at)) {
      at = new URL(location, at).href;
      continue;
    }
    log.warn({ status: response.status }, 'could not read a file that was sent');
    throw new UserError(response.status === 404 || response.status === 410 ? 'file.gone' : 'file.unavailable');
  }
  log.warn({}, 'a file that was sent is passed on without end; it is not read');
  throw new UserError('file.unavailable');
}

async function readBody(response: Response): Promise<Uint8Array> {
  refuseLargeFile(Number(response.headers.get('content-length') ?? 0));
  const parts: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop early ends the connection.
  for await (const part of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += part.length;
    refuseLargeFile(size);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** @throws UserError where so many bytes are more than a chat takes. */
export function refuseLargeFile(bytes: number): void {
  if (bytes > MAX_FILE_BYTES) throw new UserError('file.too-big', { max: MAX_FILE_BYTES / 1_000_000 });
}
