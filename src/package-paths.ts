// Where do the files that ship with the package lie?

import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The package's top folder, whether this runs from `src` or from `dist`. */
export const packageFolder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** Curated entries, the fitted model, the published schema. */
export const dataFolder = path.join(packageFolder, 'data');

/** The curated entries. */
export const claimsFolder = path.join(dataFolder, 'claims');
