// What stands in a line such as `2018-02-13 | AFP | https://… | what happened`?

import { entryDatePrecision, isAfter } from '../../entry/entry-date.ts';
import type { TextKey } from '../../i18n/resource.ts';
import { isWebAddress } from './web-address.ts';

/** The parts of a line, told apart by what they look like; `words` are those that look like none of the others. */
export interface LineParts<Kind extends string> {
  readonly url?: string | undefined;
  readonly date?: string | undefined;
  /** A question mark behind the date. */
  readonly uncertain: boolean;
  readonly kind?: Kind | undefined;
  readonly lang?: string | undefined;
  readonly words: readonly string[];
}

export type LineProblem = { readonly key: TextKey; readonly values: Readonly<Record<string, string | number>> };

const LOOKS_LIKE_ADDRESS = /^(?:[a-z]+:\/\/|www\.)/i;
const LOOKS_LIKE_DATE = /^\d{1,4}(?:[-/.]\d{1,2}){1,2}(?:[-/.]\d{2,4})?\??$|^\d{4}-\d+[-\d]*\??$|^\d{4}\??$/;

/** Sets the parts of a line apart, in a list or a form. */
export const PART_SEPARATOR = ' | ';

/**
 * Takes a line apart.
 * @param kinds what the `kind` of such a line may be, by every word that stands for it in small letters.
 * @param today full ISO date; later dates are refused.
 */
export function partsOfLine<Kind extends string>(
  line: string,
  kinds: ReadonlyMap<string, Kind>,
  today: string,
): { readonly ok: true; readonly parts: LineParts<Kind> } | { readonly ok: false; readonly problem: LineProblem } {
  const found: { -readonly [K in keyof LineParts<Kind>]: LineParts<Kind>[K] } = { uncertain: false, words: [] };
  const words: string[] = [];
  const wrong = (key: TextKey, part: string) => ({ ok: false, problem: { key, values: { text: part } } }) as const;
  for (const part of line.split(/\s*\|\s*/).map((each) => each.trim())) {
    if (part === '') continue;
    const kind = kinds.get(part.toLowerCase());
    if (LOOKS_LIKE_ADDRESS.test(part)) {
      if (!isWebAddress(part)) return wrong('field-problem.bad-address', part);
      if (found.url === undefined) found.url = part;
      else words.push(part);
    } else if (found.date === undefined && LOOKS_LIKE_DATE.test(part)) {
      const date = part.replace(/\?$/, '');
      if (entryDatePrecision(date) === undefined) return wrong('field-problem.bad-date', part);
      if (isAfter(date, today)) return wrong('field-problem.future-date', date);
      found.date = date;
      found.uncertain = part.endsWith('?');
    } else if (found.kind === undefined && kind !== undefined) {
      found.kind = kind;
    } else if (found.lang === undefined && words.length >= 2 && /^[a-z]{2,3}$/.test(part)) {
      found.lang = part;
    } else {
      words.push(part);
    }
  }
  return { ok: true, parts: { ...found, words } };
}

/** The lines of a field that hold something. */
export function linesOf(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** Parts as a line; a separator inside a part becomes a stroke that is none. */
export function lineOfParts(parts: readonly (string | undefined)[]): string {
  return parts
    .filter((part): part is string => part !== undefined && part !== '')
    .map((part) => part.replaceAll('|', '¦').replaceAll(/\s+/g, ' '))
    .join(PART_SEPARATOR);
}
