// How does a draft become what askers are answered, without undoing what somebody else did?

import type { Entry } from '../../entry/entry-schema.ts';
import type { EntryRecord } from '../../store/entry-record.ts';
import type { Draft } from '../../store/port/draft-store.ts';
import { type Line, plain } from '../answer.ts';
import type { Request, Services } from '../command.ts';
import { presentNotice } from '../present/present-notice.ts';
import { verdictWords } from '../present/verdict-words.ts';
import { type AnswerReply, privately, type Reply } from '../reply.ts';
import { UserError } from '../user-error.ts';
import { answerInquiry } from './answer-inquiry.ts';
import { recordDeed } from './audit.ts';
import { contentOf, type DraftContent } from './draft-content.ts';
import { draftForm } from './draft-form.ts';
import { changedFields, entryDifferences } from './entry-differences.ts';
import { stepOfField } from './entry-steps.ts';
import { nearestEntries } from './nearest-entries.ts';
import { needsAnother, presentNearest, presentPreview } from './present-draft.ts';
import { correctAllJob } from './tell-job.ts';

/**
 * Publishes a draft, or says what stands in the way: a problem (the form comes back), a near entry nobody has decided
 * about, a second moderator who must agree, somebody who was faster.
 */
export async function publishDraft(content: DraftContent, request: Request, services: Services): Promise<Reply> {
  const { asker } = request;
  const { texts } = asker;
  const { draft, composed, base, verdictChanges } = content;
  if (draft.status === 'done') return privately(presentNotice(texts, texts.t('publish.already')));
  const [problem] = composed.problems;
  if (problem !== undefined || composed.entry === undefined) {
    return draftForm(content, stepOfField(problem?.field ?? 'claim'), asker);
  }
  if (verdictChanges && (draft.fields.note ?? '').trim() === '') {
    const needed = { field: 'note', key: 'field-problem.note-needed' } as const;
    return draftForm({ ...content, composed: { ...composed, problems: [needed] } }, 'update', asker);
  }
  if (isNew(draft) && draft.distinct !== true) {
    const near = await nearestEntries(composed.entry, draft.scope, services);
    if (near.length > 0) return privately(presentNearest(content, near, asker));
  }
  if (needsAnother(draft.person, asker)) return handIn(content, request, services);

  const { entry } = composed;
  const revision = draft.baseRevision + 1;
  const before = draft.baseRevision > 0 ? await services.store.entries.get(draft.entryId) : undefined;
  if (before?.status === 'retired' && before.revision === draft.baseRevision) {
    throw new UserError('problem.retired-entry', { entry: draft.entryId });
  }
  const result = await services.store.entries.save(
    {
      id: draft.entryId,
      scope: draft.scope,
      status: 'published',
      entry,
      overrides: draft.overrides?.entryId ?? before?.overrides,
      curatedHash: before?.curatedHash,
    },
    {
      by: draft.person,
      expectedRevision: draft.baseRevision,
      reason: draft.fields.note?.trim() || undefined,
      jobs: verdictChanges ? [correctAllJob({ entryId: draft.entryId, revision })] : [],
    },
  );
  if (!result.saved) return conflict(content, result.current, request, services);

  await services.store.drafts.put({ ...draft, status: 'done', fields: {}, at: services.now() });
  const told = draft.inboxId === undefined ? 0 : await answerInquiry(draft.inboxId, result.record, asker, services);
  await recordDeed(
    {
      action: isNew(draft) ? 'publish' : 'change',
      scope: draft.scope,
      subject: draft.entryId,
      before: base && draft.overrides === undefined ? summaryOf(base, entry, request) : undefined,
      after: verdictWords(entry, texts),
      reason: draft.fields.note?.trim(),
    },
    request,
    services,
  );
  await services.catchUp();
  return published(result.record, verdictChanges, told, request);
}

function isNew(draft: Draft): boolean {
  return draft.baseRevision === 0 && draft.overrides === undefined;
}

async function handIn({ draft }: DraftContent, request: Request, services: Services): Promise<AnswerReply> {
  const { texts } = request.asker;
  if (draft.status !== 'proposed') {
    await services.store.drafts.put({ ...draft, status: 'proposed', at: services.now() });
    await recordDeed({ action: 'hand-in', scope: draft.scope, subject: draft.entryId }, request, services);
  }
  return privately(presentNotice(texts, texts.t('publish.handed-in')));
}

/** Somebody saved first: tells what they changed, keeps what was typed, and bases the draft on the newer text. */
async function conflict(
  content: DraftContent,
  current: EntryRecord | undefined,
  request: Request,
  services: Services,
): Promise<AnswerReply> {
  const { asker } = request;
  const { texts } = asker;
  const { draft, base, composed } = content;
  if (current === undefined || current.scope !== draft.scope)
    throw new UserError('problem.no-entry', { entry: draft.entryId });
  if (base === undefined) {
    // The id is taken: by this very draft, published twice, or by another entry with the same first words.
    if (current.entry.claim[draft.lang] === composed.entry?.claim[draft.lang]) {
      return privately(presentNotice(texts, texts.t('publish.already')));
    }
  }
  if (current.status === 'retired') {
    await services.store.drafts.put({ ...draft, baseRevision: current.revision, at: services.now() });
    throw new UserError('problem.retired-entry', { entry: draft.entryId });
  }
  const rebased: Draft = { ...draft, baseRevision: current.revision, at: services.now() };
  await services.store.drafts.put(rebased);
  const theirs = base === undefined ? [] : changedFields(base, current.entry, texts.lang);
  const both = theirs.filter((name) => draft.fields[name] !== undefined);
  const lines: Line[] = [
    plain(texts.t('conflict.lead')),
    ...(base === undefined ? [] : entryDifferences(base, current.entry, texts)),
    ...(both.length === 0
      ? []
      : [
          plain(
            texts.t('conflict.both', {
              fields: both.map((name) => texts.t(`field.${name.replace(/-2$/, '')}` as 'field.claim')).join(', '),
            }),
          ),
        ]),
  ];
  return privately(presentPreview(await contentOf(rebased, services), asker, lines));
}

function published(record: EntryRecord, verdictChanged: boolean, told: number, { asker }: Request): AnswerReply {
  const { texts } = asker;
  const { t } = texts;
  return {
    ...privately(
      presentNotice(texts, t(verdictChanged ? 'publish.done-corrected' : 'publish.done'), {
        sections: told === 0 ? [] : [{ key: 'text', label: '', lines: [plain(t('publish.told', { count: told }))] }],
        actions: [
          { label: t('action.open-entry'), call: { command: 'edit', args: { entry: record.id } } },
          { label: t('action.show-entry'), call: { command: 'show', args: { entry: record.id } } },
        ],
      }),
    ),
    replaces: true,
  };
}

function summaryOf(before: Entry, after: Entry, { asker }: Request): string {
  const lines = entryDifferences(before, after, asker.texts);
  return lines.map((line) => line.map(({ text }) => text).join('')).join('\n');
}
