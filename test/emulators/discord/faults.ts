// What goes wrong with Discord's REST interface, on demand?
import type { Payload } from './payload.ts';

/** Which requests go wrong, and how often. */
export interface FaultTarget {
  /** HTTP method; default any. */
  method?: string;
  /** Matches the path after `/api/v10`, without the query. Default: every path. */
  path?: RegExp;
  /** How many requests go wrong before all is well again. Default 1. */
  times?: number;
}

/** How one request goes wrong. */
export type FaultEffect =
  | { kind: 'answer'; status: number; body: Payload | string; headers?: Record<string, string> }
  /** The connection is cut: before anything was done, or after it was done but before the answer. */
  | { kind: 'reset'; done: boolean }
  /** The request is carried out when the promise resolves. */
  | { kind: 'hold'; until: Promise<void> };

export interface Faults {
  /** 429 with the `Retry-After` header and Discord's body. Seconds; a global limit holds for every route. */
  rateLimit(target: FaultTarget & { retryAfter: number; global?: boolean }): void;
  /** A 5xx, or any other status with Discord's body `{ message, code }`. */
  fail(target: FaultTarget & { status: number; code?: number; message?: string }): void;
  /** Passes the request on to another address. */
  redirect(target: FaultTarget & { to: string }): void;
  /** Cuts the connection; `done: true` after having carried the request out, so that the bot cannot know. */
  reset(target: FaultTarget & { done?: boolean }): void;
  /** Keeps requests waiting until the returned function is called. */
  hold(target: FaultTarget): () => void;
  /** All is well again. */
  clear(): void;
  /** The effect for this request, if it is to go wrong. */
  take(method: string, path: string): FaultEffect | undefined;
}

export function createFaults(): Faults {
  let planned: { target: FaultTarget; left: number; effect: FaultEffect }[] = [];
  const plan = (target: FaultTarget, effect: FaultEffect): void => {
    planned.push({ target, left: target.times ?? 1, effect });
  };
  return {
    rateLimit(target) {
      const global = target.global ?? false;
      plan(target, {
        kind: 'answer',
        status: 429,
        body: { message: 'You are being rate limited.', retry_after: target.retryAfter, global },
        headers: {
          'Retry-After': String(target.retryAfter),
          'X-RateLimit-Scope': global ? 'global' : 'user',
          ...(global && { 'X-RateLimit-Global': 'true' }),
        },
      });
    },
    fail(target) {
      const { status, code = 0, message = `${status}: failed on demand` } = target;
      plan(target, { kind: 'answer', status, body: status >= 500 ? message : { message, code } });
    },
    redirect: (target) => plan(target, { kind: 'answer', status: 302, body: '', headers: { Location: target.to } }),
    reset: (target) => plan(target, { kind: 'reset', done: target.done ?? false }),
    hold(target) {
      let release: () => void = () => undefined;
      const until = new Promise<void>((resolve) => {
        release = resolve;
      });
      plan({ times: Number.POSITIVE_INFINITY, ...target }, { kind: 'hold', until });
      return () => {
        planned = planned.filter((one) => one.effect.kind !== 'hold' || one.effect.until !== until);
        release();
      };
    },
    clear() {
      planned = [];
    },
    take(method, path) {
      const found = planned.find(
        ({ target }) => (target.method ?? method) === method && (target.path?.test(path) ?? true),
      );
      if (!found) return undefined;
      found.left -= 1;
      if (found.left <= 0) planned = planned.filter((one) => one !== found);
      return found.effect;
    },
  };
}
