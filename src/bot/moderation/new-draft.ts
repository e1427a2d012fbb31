// How does a draft begin?

import { SHARED_SCOPE } from '../../core/claim.ts';
import type { EntryRecord } from '../../store/entry-record.ts';
import type { Draft } from '../../store/port/draft-store.ts';
import type { Asker, Services } from '../command.ts';
import { entryIdFor, shortHash, withEnd } from './entry-id.ts';

type Needs = Pick<Services, 'now' | 'newId' | 'store'>;

/** An empty draft of a new entry. */
export function newDraft(
  about: Pick<Draft, 'id' | 'scope' | 'lang'> & Partial<Pick<Draft, 'inboxId'>>,
  asker: Asker,
  { now }: Pick<Services, 'now'>,
): Draft {
  return {
    ...about,
    person: asker.person,
    at: now(),
    status: 'open',
    entryId: entryIdFor('', about.scope, about.id),
    baseRevision: 0,
    fields: {},
  };
}

/** A draft of a change to an entry. */
export function changeDraft(record: EntryRecord, asker: Asker, { now, newId }: Needs): Draft {
  return {
    id: newId(),
    scope: record.scope,
    person: asker.person,
    at: now(),
    status: 'open',
    entryId: record.id,
    baseRevision: record.revision,
    lang: languageFor(record, asker),
    fields: {},
  };
}

/** A draft of a community's own entry that takes the place of a shared one there. */
export function overridingDraft(record: EntryRecord, scope: string, asker: Asker, needs: Needs): Draft {
  return {
    ...changeDraft(record, asker, needs),
    scope,
    entryId: withEnd(record.id, shortHash(scope)),
    baseRevision: 0,
    overrides: { entryId: record.id, revision: record.revision },
  };
}

/** A new entry is called by its claim, until it is published. */
export async function withEntryId(draft: Draft, { store }: Pick<Services, 'store'>): Promise<Draft> {
  if (draft.baseRevision > 0 || draft.overrides !== undefined) return draft;
  const id = entryIdFor(draft.fields.claim ?? '', draft.scope, draft.id);
  const taken = draft.scope === SHARED_SCOPE && (await store.entries.get(id)) !== undefined;
  return { ...draft, entryId: taken ? withEnd(id, shortHash(draft.id)) : id };
}

function languageFor({ entry }: EntryRecord, { texts }: Asker): string {
  return texts.lang in entry.claim ? texts.lang : (Object.keys(entry.claim)[0] ?? texts.lang);
}
