// Which handed-over questions ask the same thing?

import { SHARED_SCOPE } from '../../core/claim.ts';
import type { Matcher } from '../../core/matcher.ts';
import type { InboxItem } from '../../store/port/inbox-store.ts';

/** Questions that ask the same thing. */
export interface QuestionGroup {
  /** Newest first; at least one. */
  readonly items: readonly InboxItem[];
  readonly newest: InboxItem;
}

/** From this probability on, two questions that the matching would only offer to choose from count as one. */
const SAME = 0.5;

/**
 * Puts like questions together, by the same matching that finds claims: each question is looked up among the others.
 * @param newMatcher an empty matcher.
 */
export function groupQuestions(items: readonly InboxItem[], newMatcher: () => Matcher): QuestionGroup[] {
  const matcher = newMatcher();
  for (const { id, text, lang } of items) matcher.put({ id, scope: SHARED_SCOPE, statements: [{ text, lang }] });
  const parent = new Map(items.map(({ id }) => [id, id]));
  const rootOf = (id: string): string => {
    const up = parent.get(id) ?? id;
    if (up === id) return id;
    const root = rootOf(up);
    parent.set(id, root);
    return root;
  };
  for (const { id, text, lang } of items) {
    const { decision } = matcher.match({ text, lang, hidden: new Set([id]) });
    const matches =
      decision.kind === 'answer'
        ? [decision.match]
        : decision.kind === 'ask'
          ? decision.matches.filter(({ probability }) => probability >= SAME)
          : [];
    for (const { claimId } of matches) parent.set(rootOf(claimId), rootOf(id));
  }
  const groups = new Map<string, InboxItem[]>();
  for (const item of items) {
    const root = rootOf(item.id);
    groups.set(root, [...(groups.get(root) ?? []), item]);
  }
  return [...groups.values()].map((members) => {
    const sorted = members.toSorted((a, b) => b.at.getTime() - a.at.getTime() || (a.id < b.id ? -1 : 1));
    return { items: sorted, newest: sorted[0]! };
  });
}
