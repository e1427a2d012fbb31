// What is wrong with something typed into a form?

import type { TextKey } from '../../i18n/resource.ts';
import type { Texts } from '../../i18n/texts.ts';

/** One thing wrong with one field of a form. */
export interface FieldProblem {
  /** The name of the field. */
  readonly field: string;
  readonly key: TextKey;
  readonly values?: Readonly<Record<string, string | number>> | undefined;
}

/** The problem in a person's language. */
export function problemWords({ key, values }: FieldProblem, texts: Texts): string {
  return texts.t(key, values);
}

/** Either what was meant, or everything that is wrong with it. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] };
