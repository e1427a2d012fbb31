// What comes out of one row of an imported file?

import type { Entry } from '../../entry/entry-schema.ts';

/** An entry read from a row, or what is wrong with the row. Rows are counted from 1. */
export type ImportRow =
  | { readonly row: number; readonly entry: Entry }
  | { readonly row: number; readonly problem: string }
  /** A rating that the table does not know: told by its label, never guessed. */
  | { readonly row: number; readonly unknownRating: string };

/** Longest problem and label told, in characters: what is wrong may be a whole file long. */
const LONGEST_TOLD = 300;

/** What is wrong with a row, as short as it can be read. */
export function problemRow(row: number, problem: string): ImportRow {
  return { row, problem: shortened(problem.trim()) || 'cannot be read' };
}

/** A label that the table does not know. */
export function unknownRatingRow(row: number, label: string): ImportRow {
  return { row, unknownRating: shortened(label) };
}

function shortened(text: string): string {
  return text.length <= LONGEST_TOLD ? text : `${text.slice(0, LONGEST_TOLD - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

export const IMPORT_FORMATS = ['yaml', 'json', 'csv', 'claimreview'] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

/** What reading needs to know beside the text. */
export interface ReadingContext {
  /** Full ISO date: the day of review of what says none. */
  readonly today: string;
  readonly ratings: RatingTable;
}

/** What a publisher's label stands for among our verdicts; undefined where the table does not say. */
export interface RatingTable {
  verdictOf(label: string, publisher: string | undefined): RatedVerdict | undefined;
}

export interface RatedVerdict {
  readonly verdict: Entry['verdict'];
  readonly nature?: Entry['nature'];
}
