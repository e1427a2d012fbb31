// What went wrong that the person can mend?

import type { TextKey } from '../i18n/resource.ts';

/** An expected problem, told to the person alone, in their language. */
export class UserError extends Error {
  readonly code = 'user-error';
  readonly key: TextKey;
  readonly values: Readonly<Record<string, string | number>>;

  constructor(key: TextKey, values: Readonly<Record<string, string | number>> = {}) {
    super(`${key} ${JSON.stringify(values)}`);
    this.name = 'UserError';
    this.key = key;
    this.values = values;
  }
}
