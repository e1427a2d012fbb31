// How are Slack's methods called, with patience and without waiting for ever?

import { silentLogger } from './bolt-log.ts';
import { mayPass, retryAfterOf } from './slack-error.ts';
import { WatchedClient } from './watched-client.ts';

/** A call takes no longer than this, in milliseconds; a hung connection must not hold up a stop. */
const CALL_TIMEOUT_MS = 10_000;

/** Tries in all. */
const MAX_TRIES = 3;

/** The longest wait between two tries, in milliseconds: who waits longer gets no answer but a line in the log. */
const LONGEST_WAIT_MS = 30_000;

/** The first wait after a connection that broke or an error of the server, in milliseconds; the next is twice as long. */
const FIRST_WAIT_MS = 300;

export interface ApiOptions {
  /** Default: Slack's own. */
  readonly apiUrl?: string | undefined;
  /** Told when Slack no longer takes the token, with Slack's word for it. */
  readonly onRefused?: ((code: string) => void) | undefined;
}

/** A client that tries each call once; {@link patiently} tries again. */
export function createClient(token: string, { apiUrl, onRefused }: ApiOptions): WatchedClient {
  const client = new WatchedClient(token, {
    ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
    logger: silentLogger(),
    timeout: CALL_TIMEOUT_MS,
    retryConfig: { retries: 0 },
    // The client would halt every other call of the workspace while one waits.
    rejectRateLimitedCalls: true,
  });
  client.onRefused = onRefused;
  return client;
}

/**
 * Makes a call, again after a pause where Slack asks for one (429), broke down (5xx) or was not reached.
 * @throws what the last try threw.
 */
export async function patiently<T>(call: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await call();
    } catch (error) {
      if (tried >= MAX_TRIES || !mayPass(error)) throw error;
      const wait = (retryAfterOf(error) ?? 0) * 1000 || FIRST_WAIT_MS * 2 ** (tried - 1);
      if (wait > LONGEST_WAIT_MS) throw error;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}

/** What a post to a response address came to: `gone` where it is used up or expired. */
export type ResponseUrlResult = 'ok' | 'gone' | 'failed';

/** Posts to a `response_url`. Never throws. What is no address is gone at once. */
export async function postToResponseUrl(url: string, body: object): Promise<ResponseUrlResult> {
  if (!URL.canParse(url)) return 'gone';
  for (let tried = 1; ; tried++) {
    const status = await postOnce(url, body);
    if (status >= 200 && status < 300) return 'ok';
    const again = status === 0 || status === 429 || status >= 500;
    if (!again) return 'gone';
    if (tried >= MAX_TRIES) return 'failed';
    await new Promise((resolve) => setTimeout(resolve, FIRST_WAIT_MS * 2 ** (tried - 1)));
  }
}

/** The status of the answer; 0 where none came. */
async function postOnce(url: string, body: object): Promise<number> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
    });
    await response.body?.cancel();
    return response.status;
  } catch {
    return 0;
  }
}
