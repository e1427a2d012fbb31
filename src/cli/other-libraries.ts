// Which other search libraries is the matching compared with?

import type { IndexableClaim } from '../core/claim.ts';

/** A library behind the two calls that are measured. */
export interface SearchLibrary {
  readonly name: string;
  /** Questions it is asked: fewer where each takes seconds. */
  readonly questions: number;
  index(claims: readonly IndexableClaim[]): void;
  /** The id of the best claim; undefined where none is found. */
  search(text: string): string | undefined;
}

interface Document {
  readonly id: number;
  readonly text: string;
  readonly title: string;
}

function documents(claims: readonly IndexableClaim[]): Document[] {
  return claims.map((claim, id) => ({
    id,
    text: claim.statements[0]?.text ?? '',
    title: claim.titles?.[0]?.text ?? '',
  }));
}

/** Those that are installed; development dependencies may be left out. */
export async function otherLibraries(): Promise<SearchLibrary[]> {
  const found = await Promise.all([miniSearch(), flexSearch(), fuse()]);
  return found.filter((library) => library !== undefined);
}

/** A library that knows claims by their place in the list, under the claims' own ids. */
function byPlace(
  name: string,
  questions: number,
  index: (documents: Document[]) => void,
  best: (text: string) => number | undefined,
): SearchLibrary {
  let ids: string[] = [];
  return {
    name,
    questions,
    index(claims) {
      ids = claims.map(({ id }) => id);
      index(documents(claims));
    },
    search: (text) => ids[best(text) ?? -1],
  };
}

async function miniSearch(): Promise<SearchLibrary | undefined> {
  const module = await optional<typeof import('minisearch')>('minisearch');
  if (module === undefined) return undefined;
  const search = new module.default<Document>({ fields: ['text', 'title'] });
  return byPlace(
    'minisearch',
    200,
    (all) => search.addAll(all),
    (text) => search.search(text)[0]?.id,
  );
}

/** The part of FlexSearch that is used; it is optional, and so are its types. */
interface FlexSearchModule {
  readonly default: {
    readonly Index: new (
      options: object,
    ) => { add(id: number, text: string): void; search(text: string, options: object): number[] };
  };
}

async function flexSearch(): Promise<SearchLibrary | undefined> {
  const module = await optional<FlexSearchModule>('flexsearch');
  if (module === undefined) return undefined;
  const search = new module.default.Index({ tokenize: 'strict' });
  return byPlace(
    'flexsearch',
    200,
    (all) => {
      for (const { id, text, title } of all) search.add(id, `${title} ${text}`);
    },
    (text) => search.search(text, { limit: 5, suggest: true })[0],
  );
}

async function fuse(): Promise<SearchLibrary | undefined> {
  const module = await optional<typeof import('fuse.js')>('fuse.js');
  if (module === undefined) return undefined;
  let search = new module.default<Document>([], { keys: ['text', 'title'] });
  return byPlace(
    'fuse.js',
    5,
    (all) => {
      search = new module.default(all, { keys: ['text', 'title'], ignoreLocation: true, includeScore: true });
    },
    (text) => search.search(text, { limit: 5 })[0]?.item.id,
  );
}

async function optional<T>(name: string): Promise<T | undefined> {
  try {
    return (await import(name)) as T;
  } catch {
    return undefined;
  }
}
