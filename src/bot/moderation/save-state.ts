// How is an entry taken out, brought back or taken back to an earlier version?

import type { Entry } from '../../entry/entry-schema.ts';
import type { EntryRecord, Retirement } from '../../store/entry-record.ts';
import type { NewJob } from '../../store/port/job-queue.ts';
import type { Request, Services } from '../command.ts';
import { presentNotice } from '../present/present-notice.ts';
import { verdictWords } from '../present/verdict-words.ts';
import { type AnswerReply, privately } from '../reply.ts';
import { UserError } from '../user-error.ts';
import { recordDeed } from './audit.ts';
import { correctAllJob, turnsAround } from './tell-job.ts';

/**
 * Saves a new state of an entry. Where two must agree, it is not the one who changed it last.
 * @throws UserError where somebody else was faster, or must do it.
 */
export async function saveState(
  record: EntryRecord,
  state: { readonly status: EntryRecord['status']; readonly entry: Entry; readonly retirement?: Retirement },
  action: 'revert' | 'retire' | 'restore',
  reason: string | undefined,
  request: Request,
  services: Services,
): Promise<AnswerReply> {
  const { asker } = request;
  const { t } = asker.texts;
  if (action !== 'retire' && asker.settings.twoPersonReview && record.updatedBy === asker.person) {
    throw new UserError('problem.second-person');
  }
  const revision = record.revision + 1;
  const stale = (record.status === 'published' && state.status === 'retired') || turnsAround(record, state.entry);
  const jobs: NewJob[] = stale ? [correctAllJob({ entryId: record.id, revision })] : [];
  const result = await services.store.entries.save(
    { id: record.id, scope: record.scope, overrides: record.overrides, curatedHash: record.curatedHash, ...state },
    { by: asker.person, expectedRevision: record.revision, reason, jobs },
  );
  if (!result.saved) throw new UserError('problem.changed-meanwhile');
  const before = action === 'retire' ? verdictWords(record.entry, asker.texts) : undefined;
  await recordDeed(
    {
      action,
      scope: record.scope,
      subject: record.id,
      before,
      after:
        state.retirement === undefined
          ? verdictWords(state.entry, asker.texts)
          : t(`retire.${state.retirement.reason}`),
      reason,
    },
    request,
    services,
  );
  await services.catchUp();
  return {
    ...privately(
      presentNotice(asker.texts, t(`done.${action}`), {
        actions: [{ label: t('action.open-entry'), call: { command: 'edit', args: { entry: record.id } } }],
      }),
    ),
    replaces: true,
  };
}
