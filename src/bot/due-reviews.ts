// Which entries should be looked at again?

import type { PublishedEntry } from '../store/entry-record.ts';

export interface DueReview {
  readonly id: string;
  readonly reviewBy: string;
}

/** Follows the published entries that have a day of review. */
export interface DueReviews {
  put(entry: PublishedEntry): void;
  remove(id: string): void;
  /** Those of a scope whose day has come, longest due first. */
  due(scope: string, today: string): DueReview[];
}

export function createDueReviews(): DueReviews {
  const byId = new Map<string, { readonly scope: string; readonly reviewBy: string }>();
  return {
    put({ id, scope, entry }) {
      if (entry.reviewBy !== undefined) byId.set(id, { scope, reviewBy: entry.reviewBy });
    },
    remove(id) {
      byId.delete(id);
    },
    due: (scope, today) =>
      [...byId]
        .filter(([, each]) => each.scope === scope && each.reviewBy <= today)
        .map(([id, { reviewBy }]) => ({ id, reviewBy }))
        .sort((a, b) => (a.reviewBy === b.reviewBy ? (a.id < b.id ? -1 : 1) : a.reviewBy < b.reviewBy ? -1 : 1)),
  };
}
