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

/** The names of a table's columns, taken apart once for all its rows. */
export type Columns = readonly (readonly string[])[];

export function readColumns(names: readonly string[]): Columns {
  return names.map((name) => name.trim().split('.', MOST_STEPS));
}

/** Fields by name, in maps: an object that thousands of names are put into one by one takes many times longer. */
type Fields = Map<string, Fields | string | []>;

/** What the cells of a row hold, in the order of the columns; empty cells are left out. */
export function unflatten(columns: Columns, cells: readonly string[]): Record<string, unknown> {
  const root: Fields = new Map();
  for (const [at, steps] of columns.entries()) {
    const cell = cells[at] ?? '';
    if (cell === '') continue;
    let place = root;
    for (const step of steps.slice(0, -1)) {
      const next = place.get(step);
      if (next instanceof Map) {
        place = next;
        continue;
      }
      const made: Fields = new Map();
      place.set(step, made);
      place = made;
    }
    const text = cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell;
    place.set(steps.at(-1) ?? '', cell === EMPTY_LIST ? [] : text);
  }
  return objectOf(root);
}

/** Fields whose names are all numbers become lists, in the order of the numbers; gaps close. */
function listOrObject(fields: Fields): unknown {
  const names = [...fields.keys()];
  if (!names.every((name) => /^\d{1,4}$/.test(name))) return objectOf(fields);
  const inOrder = names.sort((a, b) => Number(a) - Number(b));
  return inOrder.map((name) => leafOrFields(name, fields.get(name)));
}

function objectOf(fields: Fields): Record<string, unknown> {
  return Object.fromEntries([...fields].map(([name, inner]) => [name, leafOrFields(name, inner)]));
}

function leafOrFields(name: string, inner: Fields | string | [] | undefined): unknown {
  if (inner instanceof Map) return listOrObject(inner);
  return name === 'uncertain' ? inner === 'true' : inner;
}
