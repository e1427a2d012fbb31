// Which entry do these half-remembered, misspelt words mean?

import Fuse from 'fuse.js';
import { SHARED_SCOPE } from '../core/claim.ts';
import type { Matcher } from '../core/matcher.ts';
import type { EntryRecord, PublishedEntry } from '../store/entry-record.ts';

/** What a person chooses from. */
export interface FoundEntry {
  readonly id: string;
  readonly scope: string;
  /** The claim, per language. */
  readonly claim: EntryRecord['entry']['claim'];
}

/** Finds entries for pickers, autocomplete and `find`: by letters, not by meaning, so that typing narrows the list. */
export interface EntryFinder {
  put(entry: PublishedEntry): void;
  remove(id: string): void;
  /**
   * The best entries of a community and the shared ones, best first.
   * @param recall ids to look among where there are too many entries to look through all.
   */
  find(
    query: string,
    scope: string | undefined,
    limit: number,
    recall: (query: string) => readonly string[],
  ): FoundEntry[];
}

/** Fuse looks through every entry; more than this would be felt (about 40 ms). */
const MOST_SEARCHED = 1_000;

/** 0 takes exact words only, 1 takes anything. At 0.4 one wrong letter in three or four still finds. */
const THRESHOLD = 0.4;

/** Longer patterns are slow in Fuse and never half-remembered titles. */
const LONGEST_QUERY = 32;

interface Searchable extends FoundEntry {
  readonly tags: Tags;
}

type Tags = EntryRecord['entry']['tags'];

/** Put together when looked through: kept for all, it would be as much again as the entries themselves. */
function textsOf({ id, claim, tags }: Searchable): string {
  return [id.replaceAll('-', ' '), ...Object.values(claim), ...(tags ?? [])].join(' \n ');
}

/** What most entries are: kept once. */
const SHARED_WITHOUT_TAGS: { readonly scope: string; readonly tags: Tags } = { scope: SHARED_SCOPE, tags: undefined };

/** @param claims where the claims' texts are: a second copy of them would be felt. */
export function createEntryFinder(claims: Pick<Matcher, 'statements'>): EntryFinder {
  const byId = new Map<string, Pick<Searchable, 'scope' | 'tags'>>();

  function searchable(id: string): Searchable | undefined {
    const kept = byId.get(id);
    if (kept === undefined) return undefined;
    return { id, ...kept, claim: Object.fromEntries(claims.statements(id).map(({ lang, text }) => [lang, text])) };
  }

  return {
    put({ id, scope, entry: { tags } }) {
      byId.set(id, scope === SHARED_SCOPE && tags === undefined ? SHARED_WITHOUT_TAGS : { scope, tags });
    },
    remove(id) {
      byId.delete(id);
    },
    find(query, scope, limit, recall) {
      const visible = (item: Searchable | undefined): item is Searchable =>
        item !== undefined && (item.scope === SHARED_SCOPE || item.scope === scope);
      const ids = byId.size <= MOST_SEARCHED ? [...byId.keys()] : recall(query);
      const items = ids.map(searchable).filter(visible);
      const pattern = query.trim().slice(0, LONGEST_QUERY);
      if (pattern === '') return items.slice(0, limit);
      const words = pattern.split(/\s+/);
      const fuse = new Fuse(items, {
        keys: [{ name: 'texts', getFn: textsOf }],
        threshold: THRESHOLD,
        ignoreLocation: true,
        ignoreDiacritics: true,
        ignoreFieldNorm: true,
        includeScore: true,
      });
      // Word by word: people remember words, not their order.
      const scores = new Map<string, { item: Searchable; score: number }>();
      for (const word of words) {
        for (const { item, score = 1 } of fuse.search(word)) {
          const sum = scores.get(item.id)?.score ?? 0;
          scores.set(item.id, { item, score: sum + (1 - score) * word.length });
        }
      }
      return [...scores.values()]
        .sort((a, b) => b.score - a.score || (a.item.id < b.item.id ? -1 : 1))
        .slice(0, limit)
        .map(({ item }) => item);
    },
  };
}
