// All that a community has, for tests that nothing of it changes.

import type { Store } from '../../../src/store/store.ts';

/** @param inquiries questions asked there, whose answers may have been posted. */
export async function everythingOf(store: Store, scope: string, inquiries: readonly string[] = []): Promise<string> {
  const statuses = ['published', 'draft', 'retired'] as const;
  const records = await store.entries.list({ scopes: [scope], statuses: [...statuses], limit: 100 });
  return JSON.stringify([
    records,
    await Promise.all(records.map(({ id }) => store.entries.history(id))),
    await store.drafts.list(scope, 100),
    await store.inbox.open(scope, 100),
    await store.feedback.list(scope, 100),
    await store.audit.list(scope, 100),
    await store.settings.get(scope),
    await Promise.all(inquiries.map((id) => store.posted.get(id))),
    await Promise.all(inquiries.map((id) => store.inquiries.get(id))),
  ]);
}
