// Do the addresses of an entry still answer?

import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** An address that no longer answers. */
export interface LinkReport {
  readonly entryId: string;
  readonly url: string;
  /** Such as `404`, or why nothing came. */
  readonly problem: string;
}

export interface LinkToCheck {
  readonly entryId: string;
  readonly url: string;
}

export interface LinkCheckOptions {
  readonly fetch?: typeof globalThis.fetch;
  /** Between two requests to the same host, in milliseconds. Default 2,000. */
  readonly pauseMs?: number;
  /** How long to wait for an answer, in milliseconds. Default 10,000. */
  readonly timeoutMs?: number;
  /** Whether a host may be asked. Default: its every address is public. */
  readonly mayAsk?: (host: string) => Promise<boolean>;
}

/** Addresses that never belong to a public page: this machine, private networks, cloud metadata. */
const NOT_PUBLIC = new BlockList();
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const) {
  NOT_PUBLIC.addSubnet(net, prefix, 'ipv4');
}
for (const [net, prefix] of [
  ['::', 127],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const) {
  NOT_PUBLIC.addSubnet(net, prefix, 'ipv6');
}

const MOST_REDIRECTS = 5;

/**
 * Asks for the head of each page, one host after the other with a pause, and reports those that are gone. Only answers
 * that say so count (404, 410) and hosts that are not found: a page that refuses a robot is not gone.
 */
export async function checkLinks(links: readonly LinkToCheck[], options: LinkCheckOptions = {}): Promise<LinkReport[]> {
  const { pauseMs = 2_000 } = options;
  const reports: LinkReport[] = [];
  const last = new Map<string, number>();
  for (const { entryId, url } of links) {
    const { host } = new URL(url);
    const wait = (last.get(host) ?? 0) + pauseMs - performance.now();
    if (last.has(host) && wait > 0) await sleep(wait);
    const problem = await problemWith(url, options);
    last.set(host, performance.now());
    if (problem !== undefined) reports.push({ entryId, url, problem });
  }
  return reports;
}

async function problemWith(
  url: string,
  { fetch = globalThis.fetch, timeoutMs = 10_000, mayAsk = isPublicHost }: LinkCheckOptions,
): Promise<string | undefined> {
  let at = url;
  try {
    for (let step = 0; step <= MOST_REDIRECTS; step++) {
      if (!(await mayAsk(new URL(at).hostname))) return undefined;
      const response = await fetch(at, {
        method: 'HEAD',
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
        headers: { 'user-agent': 'is-this-true link check', accept: '*/*' },
      });
      await response.body?.cancel();
      const next = response.headers.get('location');
      if (response.status >= 300 && response.status < 400 && next !== null) {
        at = new URL(next, at).href;
        if (!/^https?:/.test(at)) return undefined;
        continue;
      }
      return response.status === 404 || response.status === 410 ? String(response.status) : undefined;
    }
    return undefined;
  } catch (error) {
    const code =
      (error as { cause?: { code?: string }; code?: string }).cause?.code ?? (error as { code?: string }).code;
    return code === 'ENOTFOUND' ? code : undefined;
  }
}

/** True where every address of a host is a public one. */
export async function isPublicHost(host: string): Promise<boolean> {
  const bare = host.replace(/^\[|\]$/g, '');
  const addresses = isIP(bare) > 0 ? [{ address: bare }] : await lookup(bare, { all: true });
  return addresses.length > 0 && addresses.every(({ address }) => isPublicAddress(address));
}

function isPublicAddress(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  const plain = mapped ?? address;
  return !NOT_PUBLIC.check(plain, isIP(plain) === 6 ? 'ipv6' : 'ipv4');
}
