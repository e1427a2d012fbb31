// In which state is an entry, in a line?

import { SHARED_SCOPE } from '../../core/claim.ts';
import type { Texts } from '../../i18n/texts.ts';
import type { EntryRecord } from '../../store/entry-record.ts';

/** Its status, version, owner and id; of a retired one why, and the note. */
export function stateWords(record: EntryRecord, t: Texts['t']): string {
  const facts = [
    t(`status.${record.status}`),
    t('edit.revision', { revision: record.revision }),
    t(record.scope === SHARED_SCOPE ? 'edit.shared' : 'edit.own'),
    record.id,
  ];
  if (record.retirement) facts.push(t(`retire.${record.retirement.reason}`), record.retirement.note ?? '');
  return facts.filter((fact) => fact !== '').join(' · ');
}
