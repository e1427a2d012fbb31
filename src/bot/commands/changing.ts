// How does a moderator change an entry, look at its past, take it back or take it out?

import { SHARED_SCOPE } from '../../core/claim.ts';
import type { Entry } from '../../entry/entry-schema.ts';
import { CURATED_AUTHOR, type EntryRecord, type Retirement } from '../../store/entry-record.ts';
import type { NewJob } from '../../store/store.ts';
import { type Action, type Choices, type Line, plain, quoted } from '../answer.ts';
import type { CommandDefinition, OptionDefinition, Request, Services } from '../command.ts';
import { personCode, recordDeed } from '../moderation/audit.ts';
import { contentOf } from '../moderation/draft-content.ts';
import { draftForm } from '../moderation/draft-form.ts';
import { entryDifferences } from '../moderation/entry-differences.ts';
import { STEP_NAMES, type Step } from '../moderation/entry-steps.ts';
import { mayChange, readChangeableEntry, readModeratedEntry } from '../moderation/may-moderate.ts';
import { changeDraft } from '../moderation/new-draft.ts';
import { feedbackOf } from '../moderation/reader-feedback.ts';
import { correctAllJob } from '../moderation/tell-job.ts';
import { inLanguage } from '../present/localized.ts';
import { presentEntryDetails } from '../present/present-entry.ts';
import { presentNotice } from '../present/present-notice.ts';
import { verdictWords } from '../present/verdict-words.ts';
import { type AnswerReply, type FormReply, privately } from '../reply.ts';
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

/** Longest reason. */
const MAX_REASON = 400;

export const RETIREMENT_REASONS = [
  'withdrawn',
  'outdated',
  'merged',
] as const satisfies readonly Retirement['reason'][];

/** An entry with everything a moderator can do about it. */
export const edit: CommandDefinition = {
  name: 'edit',
  role: 'moderator',
  listed: true,
  summary: 'command.edit',
  options: [
    entryOption,
    { name: 'step', kind: 'choice', required: false, summary: 'option.step', choices: STEP_NAMES },
  ],
  async run({ args, asker }, services) {
    const record = await readModeratedEntry(args.entry ?? '', asker, services);
    if (args.step !== undefined) {
      await readChangeableEntry(record.id, asker, services);
      if (record.status === 'retired') throw new UserError('problem.retired-entry', { entry: record.id });
      const begun = changeDraft(record, asker, services);
      await services.store.drafts.put(begun);
      return draftForm(await contentOf(begun, services), args.step as Step, asker);
    }
    const { texts } = asker;
    const { t } = texts;
    const changeable = mayChange(record.scope, asker);
    const call = (command: string) => ({ command, args: { entry: record.id } });
    const actions: Action[] = [];
    if (changeable && record.status === 'retired') {
      actions.push({ label: t('action.restore'), style: 'primary', call: call('restore') });
    }
    actions.push({ label: t('action.history'), call: call('history') });
    if (!changeable && asker.scope !== undefined && record.scope === SHARED_SCOPE) {
      actions.push({ label: t('action.override'), call: call('override') });
    }
    if (changeable && record.status !== 'retired') {
      actions.push({ label: t('action.retire'), style: 'danger', call: call('retire') });
    }
    const choices: Choices | undefined =
      changeable && record.status !== 'retired'
        ? {
            placeholder: t('preview.more'),
            options: STEP_NAMES.map((step) => ({
              label: t(`step.${step}`),
              description: t(`step-hint.${step}`),
              call: { command: 'edit', args: { entry: record.id, step } },
            })),
          }
        : undefined;
    const details = presentEntryDetails(record.entry, texts);
    return privately({
      ...details,
      sections: [{ key: 'text', label: '', lines: [plain(stateWords(record, texts.t))] }, ...details.sections],
      choices,
      actions,
    });
  },
};

function stateWords(record: EntryRecord, t: Request['asker']['texts']['t']): string {
  const facts = [
    t(`status.${record.status}`),
    t('edit.revision', { revision: record.revision }),
    t(record.scope === SHARED_SCOPE ? 'edit.shared' : 'edit.own'),
    record.id,
  ];
  if (record.retirement) facts.push(t(`retire.${record.retirement.reason}`), record.retirement.note ?? '');
  return facts.filter((fact) => fact !== '').join(' · ');
}

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

/** Takes an entry out, with a reason; its place may be taken by another. */
export const retire: CommandDefinition = {
  name: 'retire',
  role: 'moderator',
  listed: true,
  summary: 'command.retire',
  options: [entryOption],
  async run(request, services) {
    const { args, asker, incoming, fields } = request;
    const { t } = asker.texts;
    const record = await readChangeableEntry(args.entry ?? '', asker, services);
    if (record.status === 'retired') throw new UserError('problem.retired-entry', { entry: record.id });
    const note = (fields.reason ?? '').trim();
    const why = RETIREMENT_REASONS.find((reason) => reason === fields.why?.trim());
    const form = (problem?: string): FormReply => {
      const call = { command: 'retire', args: { entry: record.id } };
      return {
        kind: 'form',
        lang: asker.texts.lang,
        title: t('retire.title'),
        submitLabel: t('action.retire'),
        submit: call,
        reopen: call,
        reopenLabel: t('action.mend'),
        problem,
        fields: [
          {
            name: 'why',
            label: t('retire.why'),
            kind: 'choice',
            value: fields.why ?? 'withdrawn',
            required: true,
            options: RETIREMENT_REASONS.map((value) => ({ value, label: t(`retire.${value}`) })),
          },
          { name: 'into', label: t('retire.into'), kind: 'line', value: fields.into, required: false, maxLength: 200 },
          reasonField(request),
        ],
      };
    };
    if (incoming.fields === undefined) return form();
    if (why === undefined) return form(t('field-problem.bad-choice', { choices: RETIREMENT_REASONS.join(', ') }));
    if (note === '' || note.length > MAX_REASON) return form(reasonProblem(note, request));
    let mergedInto: string | undefined;
    if (why === 'merged') {
      const into = await mergeTarget((fields.into ?? '').trim(), record, request, services);
      if (into === undefined) {
        const text = (fields.into ?? '').trim();
        return form(t('retire.no-target', { text, nearest: nearestIds(text, record, request, services) }));
      }
      mergedInto = into.id;
    }
    const retirement: Retirement = { reason: why, note, ...(mergedInto === undefined ? {} : { mergedInto }) };
    return saveState(record, { status: 'retired', entry: record.entry, retirement }, 'retire', note, request, services);
  },
};

/** Another published entry that the moderator sees, by its id. */
async function mergeTarget(
  typed: string,
  record: EntryRecord,
  { asker }: Request,
  { store }: Services,
): Promise<EntryRecord | undefined> {
  const target = typed === '' ? undefined : await store.entries.get(typed);
  const visible = target?.status === 'published' && (target.scope === SHARED_SCOPE || target.scope === asker.scope);
  return visible && target.id !== record.id ? target : undefined;
}

/** The ids that half-remembered words may mean. A merge is never guessed. */
function nearestIds(typed: string, record: EntryRecord, { asker }: Request, services: Services): string {
  const found = services.findEntries(typed, asker.scope, 4).filter(({ id }) => id !== record.id);
  return found.length === 0 ? '–' : found.map(({ id }) => id).join(', ');
}

export const restore: CommandDefinition = {
  name: 'restore',
  role: 'moderator',
  listed: true,
  summary: 'command.restore',
  options: [entryOption],
  async run(request, services) {
    const { args, asker } = request;
    const record = await readChangeableEntry(args.entry ?? '', asker, services);
    if (record.status !== 'retired') throw new UserError('problem.not-retired', { entry: record.id });
    return saveState(record, { status: 'published', entry: record.entry }, 'restore', undefined, request, services);
  },
};

/** Entries that are no longer answered by, to be restored. */
export const retired: CommandDefinition = {
  name: 'retired',
  role: 'moderator',
  listed: true,
  summary: 'command.retired',
  options: [],
  async run({ asker }, { store }) {
    const { texts } = asker;
    const scopes = [asker.scope ?? SHARED_SCOPE];
    const records = await store.entries.list({ scopes, statuses: ['retired', 'draft'], limit: 25 });
    if (records.length === 0) return privately(presentNotice(texts, texts.t('retired.none')));
    const label = ({ entry, id }: EntryRecord) => inLanguage(entry.claim, texts.lang)?.text ?? id;
    return privately({
      ...presentNotice(texts, texts.t('retired.lead'), {
        sections: [
          {
            key: 'list',
            label: '',
            lines: records.map((record) => quoted(label(record), stateWords(record, texts.t))),
          },
        ],
      }),
      choices: {
        placeholder: texts.t('nearest.choose'),
        options: records.map((record) => ({
          label: label(record),
          call: { command: 'edit', args: { entry: record.id } },
        })),
      },
    });
  },
};

/** Saves a new state of an entry. Where two must agree, it is not the one who changed it last. */
async function saveState(
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
  const stale =
    record.status === 'published' && (state.status === 'retired' || state.entry.verdict !== record.entry.verdict);
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

function reasonField({ asker, fields }: Request): FormReply['fields'][number] {
  return {
    name: 'reason',
    label: asker.texts.t('field.change-reason'),
    kind: 'paragraph',
    value: fields.reason?.slice(0, 3000),
    required: true,
    maxLength: MAX_REASON,
  };
}

function reasonProblem(reason: string, { asker }: Request): string {
  return reason === ''
    ? asker.texts.t('field-problem.empty')
    : asker.texts.t('field-problem.too-long', { max: MAX_REASON, length: reason.length });
}
