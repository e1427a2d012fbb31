// What did readers say of the answers from each entry?

import type { Feedback, FeedbackCount, FeedbackState } from '../../store/port/feedback-store.ts';
import type { Store } from '../../store/store.ts';

/** Feedback looked at together. */
const MOST_FEEDBACK = 500;

type Needs = { readonly store: Pick<Store, 'feedback'> };

/** Entries whose answers readers said to be about another claim and nobody has looked at, the most disputed first. */
export async function disputedEntries(scope: string, { store }: Needs): Promise<{ entryId: string; count: number }[]> {
  const counts = new Map<string, number>();
  for (const { entryId } of await store.feedback.open(scope, MOST_FEEDBACK)) {
    counts.set(entryId, (counts.get(entryId) ?? 0) + 1);
  }
  return [...counts]
    .map(([entryId, count]) => ({ entryId, count }))
    .sort((a, b) => b.count - a.count || (a.entryId < b.entryId ? -1 : 1));
}

/** Entries whose answers readers found helpful since a day, the most helpful first. */
export async function helpfulEntries(scope: string, since: Date, { store }: Needs): Promise<FeedbackCount[]> {
  return (await store.feedback.count(scope, since))
    .filter(({ helpful }) => helpful > 0)
    .sort((a, b) => b.helpful - a.helpful || (a.entryId < b.entryId ? -1 : 1));
}

/** All that was said of one entry's answers, for as long as it is kept. */
export async function feedbackOf(entryId: string, scope: string, { store }: Needs): Promise<FeedbackCount> {
  const [count] = await store.feedback.count(scope, new Date(0), entryId);
  return count ?? { entryId, notThis: 0, helpful: 0 };
}

/** What disputes the answers from one entry and nobody has looked at, latest first. */
export async function openDisputes(entryId: string, scope: string, { store }: Needs): Promise<Feedback[]> {
  return (await store.feedback.open(scope, MOST_FEEDBACK)).filter((each) => each.entryId === entryId);
}

/** Notes what moderators found of the disputes about an entry. */
export async function settleFeedback(
  entryId: string,
  scope: string,
  state: Exclude<FeedbackState, 'open'>,
  needs: Needs,
): Promise<void> {
  const ids = (await openDisputes(entryId, scope, needs)).map(({ id }) => id);
  await needs.store.feedback.settle(scope, ids, state);
}
