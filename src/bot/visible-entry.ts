// May this person see this entry, and is it still there?

import { SHARED_SCOPE } from '../core/claim.ts';
import type { EntryRecord } from '../store/entry-record.ts';
import type { Asker, Services } from './command.ts';
import { UserError } from './user-error.ts';

/**
 * A published entry that the asker's community sees.
 * @throws UserError where there is none under that id, or another community's.
 */
export async function readVisibleEntry(
  id: string,
  asker: Asker,
  { store }: Pick<Services, 'store'>,
): Promise<EntryRecord> {
  const record = await store.entries.get(id);
  const visible = record?.status === 'published' && (record.scope === SHARED_SCOPE || record.scope === asker.scope);
  if (!visible) throw new UserError('problem.no-entry', { entry: id });
  return record;
}
