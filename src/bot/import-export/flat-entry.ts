// How does an entry fit into one row of a table, and back, without losing anything?

import type { Entry } from '../../entry/entry-schema.ts';

/** What a spreadsheet would take for a formula, and what stands for an empty list; an apostrophe before it keeps it a text. */
const FORMULA = /^'*(?:[=+\-@\t\r]|\[\]$)/;

const EMPTY_LIST = '[]';

/** Steps read of a column's name; no field of an entry lies deeper than five. */
const MOST_STEPS = 10;

/** An entry as columns: `claim.en`, `sources.0.url`. */
export function flatten(entry: Entry): Map<string, string> {
  const cells = new Map<string, string>();
  const walk = (value: unknown, path: string): void => {
    if (value === undefined) return;
    if (Array.isArray(value) && value.length === 0) {
      cells.set(path, EMPTY_LIST);
      return;
    }
    if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) walk(inner, path === '' ? key : `${path}.${key}`);
      return;
    }
    const text = String(value);
    cells.set(path, FORMULA.test(text) ? `'${text}` : text);
  };
  walk(entry, '');
  return cells;
}

/** What the columns of a row hold; empty cells are left out. */
export function unflatten(cells: Iterable<readonly [string, string]>): Record<string, unknown> {
  const root: Record<string, unknown> = {};
  for (const [path, cell] of cells) {
    if (cell === '') continue;
    const text = cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell;
    const steps = path.split('.', MOST_STEPS);
    const last = steps.pop() ?? '';
    let place: Record<string, unknown> = root;
    for (const step of steps) {
      const next = own(place, step);
      place = typeof next === 'object' && next !== null ? (next as Record<string, unknown>) : setOwn(place, step, {});
    }
    setOwn(place, last, cell === EMPTY_LIST ? [] : last === 'uncertain' ? text === 'true' : text);
  }
  return listsIn(root) as Record<string, unknown>;
}

/** Objects whose keys are all numbers become lists, in the order of the numbers; gaps close. */
function listsIn(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).map(([key, inner]): [string, unknown] => [key, listsIn(inner)]);
  if (entries.length > 0 && entries.every(([key]) => /^\d{1,4}$/.test(key))) {
    return entries.sort(([a], [b]) => Number(a) - Number(b)).map(([, inner]) => inner);
  }
  return Object.fromEntries(entries);
}

function own(object: Record<string, unknown>, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function setOwn<T>(object: Record<string, unknown>, key: string, value: T): T {
  Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  return value;
}
