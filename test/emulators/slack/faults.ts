// What goes wrong on demand?

import type { EmulatorClock } from './clock.ts';

export type ApiFault =
  /** HTTP 429; without `retryAfter` (seconds) the header is missing. */
  | { readonly kind: 'rate-limited'; readonly retryAfter?: number }
  | { readonly kind: 'http'; readonly status: number; readonly body?: string }
  /** The connection is cut without a response; with `done`, after the call took effect. */
  | { readonly kind: 'reset'; readonly done?: boolean }
  /** `{ ok: false, error }`: `invalid_auth`, `token_revoked`, `account_inactive`, `fatal_error`, … */
  | { readonly kind: 'error'; readonly error: string }
  /** Passed on to another address. */
  | { readonly kind: 'redirect'; readonly to: string }
  /** The page to sign in comes in place of the answer, with status 200. */
  | { readonly kind: 'sign-in' }
  /** Bytes without end. */
  | { readonly kind: 'endless' }
  /** Answered, but only after so many milliseconds by the emulator's clock. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** Answered once the promise resolves: a slow API without waiting. */
  | { readonly kind: 'hold'; readonly until: Promise<unknown> };

export interface PlannedFault {
  /** How many calls it has met. */
  readonly hits: number;
  /** Takes it back. */
  lift(): void;
}

export interface Faults {
  /**
   * The next `times` calls of the method meet the fault (default 1; Infinity until lifted). The method is a name of the
   * Web API, `response_url`, `upload`, `download`, or `*` for each.
   */
  plan(method: string, fault: ApiFault, times?: number): PlannedFault;
  /** The fault that this call meets, if any. */
  take(method: string): ApiFault | undefined;
}

export function createFaults(): Faults {
  const plans: { method: string; fault: ApiFault; left: number; hits: number }[] = [];
  return {
    plan(method, fault, times = 1) {
      const plan = { method, fault, left: times, hits: 0 };
      plans.push(plan);
      return {
        get hits() {
          return plan.hits;
        },
        lift() {
          plan.left = 0;
        },
      };
    },
    take(method) {
      const plan = plans.find((entry) => entry.left > 0 && (entry.method === method || entry.method === '*'));
      if (plan === undefined) return undefined;
      plan.left -= 1;
      plan.hits += 1;
      return plan.fault;
    },
  };
}

/** Waits as long as a `slow` or `hold` fault wants. */
export async function delayOf(fault: ApiFault | undefined, clock: EmulatorClock): Promise<void> {
  if (fault?.kind === 'slow') await new Promise<void>((resolve) => clock.after(fault.ms, resolve));
  if (fault?.kind === 'hold') await fault.until;
}
