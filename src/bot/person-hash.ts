// What stands in the store in place of a person?

import { createHmac } from 'node:crypto';
import type { Place } from './incoming.ts';

/** A keyed hash of a person's id on a platform. Without the key it cannot be traced back by trying ids. */
export function personHash(key: string, platform: Place['platform'], personId: string): string {
  return createHmac('sha256', key).update(`${platform}:${personId}`).digest('base64url').slice(0, 22);
}
