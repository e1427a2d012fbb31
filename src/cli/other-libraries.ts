// Which other search libraries is the matching compared with?

import type { IndexableClaim } from '../core/claim.ts';

/** A library behind the two calls that are measured. */
export interface SearchLibrary {
  readonly name: string;
  /** Questions it is asked: fewer where each takes seconds. */
  readonly questions: number;
  index(claims: readonly IndexableClaim[]): void;
  /** Number of results. */
  search(text: string): number;
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

async function miniSearch(): Promise<SearchLibrary | undefined> {
  const module = await optional<typeof import('minisearch')>('minisearch');
  if (module === undefined) return undefined;
  const search = new module.default<Document>({ fields: ['text', 'title'] });
  return {
    name: 'minisearch',
    questions: 200,
    index: (claims) => search.addAll(documents(claims)),
    search: (text) => search.search(text).length,
  };
}

/** The part of FlexSearch that is used; it is optional, and so are its types. */
interface FlexSearchModule {
  readonly default: {
    readonly Index: new (
      options: object,
    ) => { add(id: number, text: string): void; search(text: string, options: object): unknown[] };
  };
}

async function flexSearch(): Promise<SearchLibrary | undefined> {
  const module = await optional<FlexSearchModule>('flexsearch');
  if (module === undefined) return undefined;
  const search = new module.default.Index({ tokenize: 'strict' });
  return {
    name: 'flexsearch',
    questions: 200,
    index: (claims) => {
      for (const { id, text, title } of documents(claims)) search.add(id, `${title} ${text}`);
    },
    search: (text) => search.search(text, { limit: 5, suggest: true }).length,
  };
}

async function fuse(): Promise<SearchLibrary | undefined> {
  const module = await optional<typeof import('fuse.js')>('fuse.js');
  if (module === undefined) return undefined;
  let search = new module.default<Document>([], { keys: ['text', 'title'] });
  return {
    name: 'fuse.js',
    questions: 5,
    index: (claims) => {
      search = new module.default(documents(claims), {
        keys: ['text', 'title'],
        ignoreLocation: true,
        includeScore: true,
      });
    },
    search: (text) => search.search(text, { limit: 5 }).length,
  };
}

async function optional<T>(name: string): Promise<T | undefined> {
  try {
    return (await import(name)) as T;
  } catch {
    return undefined;
  }
}
