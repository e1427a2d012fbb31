// Where is the table of fact-checkers' ratings?

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { RatingTable } from './bot/import-export/import-row.ts';
import { createRatingTable } from './bot/import-export/rating-table.ts';
import { dataFolder } from './package-paths.ts';

/** The table that ships with the program. */
export const ratingFile = path.join(dataFolder, 'ratings', 'ratings.yaml');

/** Reads a table of ratings. @throws Error where the file is missing or not as it should be. */
export function loadRatings(file = ratingFile): RatingTable {
  try {
    return createRatingTable(parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new Error(`the table of ratings ${file} cannot be used: ${(error as Error).message}`, { cause: error });
  }
}
