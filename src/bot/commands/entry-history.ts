// What was an entry before, and how does it become so again?

import { SHARED_SCOPE } from '../../core/claim.ts';
import type { Entry } from '../../entry/entry-schema.ts';
import { CURATED_AUTHOR, type EntryRecord } from '../../store/entry-record.ts';
import { type Line, plain } from '../answer.ts';
import type { CommandDefinition, OptionDefinition, Request, Services } from '../command.ts';
import { personCode } from '../moderation/audit.ts';
import { entryDifferences } from '../moderation/entry-differences.ts';
import { mayChange, readChangeableEntry, readModeratedEntry } from '../moderation/may-moderate.ts';
import { feedbackOf } from '../moderation/reader-feedback.ts';
import { MAX_REASON, reasonField, reasonProblem } from '../moderation/reason-field.ts';
import { saveState } from '../moderation/save-state.ts';
import { inLanguage } from '../present/localized.ts';
import { presentNotice } from '../present/present-notice.ts';
import { verdictWords } from '../present/verdict-words.ts';
import { type FormReply, privately } from '../reply.ts';
import { UserError } from '../user-error.ts';
import { entryOption } from './options.ts';

const revisionOption: OptionDefinition = {
  name: 'revision',
  kind: 'number',
  required: true,
  summary: 'option.revision',
  min: 1,
  max: 1_000_000,
};

/** Every revision with what changed, who changed it and why. */
export const history: CommandDefinition = {
  name: 'history',
  role: 'moderator',
  listed: true,
  summary: 'command.history',
  options: [entryOption],
  async run({ args, asker }, services) {
    const { texts } = asker;
    const { t } = texts;
    const record = await readModeratedEntry(args.entry ?? '', asker, services);
    const revisions = (await services.store.entries.history(record.id)).filter(({ scope }) => scope === record.scope);
    const lines = revisions.slice(0, 15).flatMap((revision, i): Line[] => {
      const before = revisions[i + 1];
      const who = revision.updatedBy === CURATED_AUTHOR ? t('history.curated') : personCode(revision.updatedBy);
      return [
        [
          { text: `${revision.revision}`, style: 'strong' },
          {
            text: ` · ${texts.date(revision.updatedAt.toISOString().slice(0, 10))} · ${who} · ${t(`status.${revision.status}`)}`,
          },
          ...(revision.reason === undefined ? [] : [{ text: ` · ${revision.reason}` }]),
        ],
        ...(before === undefined ? [] : entryDifferences(before.entry, revision.entry, texts)),
      ];
    });
    const { notThis, helpful } = await feedbackOf(record.id, asker.scope ?? SHARED_SCOPE, services);
    const older = revisions.filter(({ revision }) => revision !== record.revision).slice(0, 25);
    return privately({
      ...presentNotice(texts, inLanguage(record.entry.claim, texts.lang)?.text ?? record.id, {
        headline: t('history.headline'),
        sections: [
          { key: 'list', label: '', lines },
          ...(notThis + helpful > 0
            ? [
                {
                  key: 'text' as const,
                  label: t('history.readers'),
                  lines: [plain(t('feedback.counts', { count: notThis, helpful }))],
                },
              ]
            : []),
        ],
        actions: [{ label: t('action.open-entry'), call: { command: 'edit', args: { entry: record.id } } }],
      }),
      choices:
        older.length > 0 && mayChange(record.scope, asker)
          ? {
              placeholder: t('history.back-to'),
              options: older.map(({ revision, updatedAt, entry }) => ({
                label: `${revision} · ${texts.date(updatedAt.toISOString().slice(0, 10))} · ${verdictWords(entry, texts)}`,
                call: { command: 'revert', args: { entry: record.id, revision: String(revision) } },
              })),
            }
          : undefined,
    });
  },
};

/** Makes an earlier revision the newest one; asks why first. */
export const revert: CommandDefinition = {
  name: 'revert',
  role: 'moderator',
  listed: false,
  summary: 'action.revert',
  options: [entryOption, revisionOption],
  async run(request, services) {
    const { args, asker, incoming, fields } = request;
    const record = await readChangeableEntry(args.entry ?? '', asker, services);
    const revision = Number(args.revision);
    const earlier = (await services.store.entries.history(record.id)).find((each) => each.revision === revision);
    if (earlier === undefined || earlier.scope !== record.scope)
      throw new UserError('problem.no-revision', { revision });
    const reason = (fields.reason ?? '').trim();
    if (incoming.fields === undefined || reason === '' || reason.length > MAX_REASON) {
      return reasonForm('revert', { entry: record.id, revision: String(revision) }, request);
    }
    const entry: Entry = { ...earlier.entry, ...updatesAfter(record, earlier.entry, reason, request, services) };
    return saveState(record, { status: 'published', entry }, 'revert', reason, request, services);
  },
};

/** The updates stay; where the verdict changes, one is added that says why. */
function updatesAfter(
  record: EntryRecord,
  earlier: Entry,
  reason: string,
  { asker }: Request,
  { now }: Services,
): Pick<Entry, 'updates'> {
  const updates = [...(record.entry.updates ?? [])];
  if (record.entry.verdict !== earlier.verdict) {
    updates.push({ date: now().toISOString().slice(0, 10), note: { [asker.texts.lang]: reason } });
  }
  return updates.length === 0 ? {} : { updates };
}

function reasonForm(command: string, args: Readonly<Record<string, string>>, request: Request): FormReply {
  const { t, lang } = request.asker.texts;
  const call = { command, args };
  const typed = request.fields.reason;
  return {
    kind: 'form',
    lang,
    title: t('action.revert'),
    submitLabel: t('action.revert'),
    submit: call,
    reopen: call,
    reopenLabel: t('action.mend'),
    problem: typed === undefined ? undefined : reasonProblem(typed.trim(), request),
    fields: [reasonField(request)],
  };
}
