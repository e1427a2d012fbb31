// How is an entry taken out, and brought back?

import { SHARED_SCOPE } from '../../core/claim.ts';
import type { EntryRecord, Retirement } from '../../store/entry-record.ts';
import { quoted } from '../answer.ts';
import type { CommandDefinition, Request, Services } from '../command.ts';
import { readChangeableEntry } from '../moderation/may-moderate.ts';
import { MAX_REASON, reasonField, reasonProblem } from '../moderation/reason-field.ts';
import { saveState } from '../moderation/save-state.ts';
import { stateWords } from '../moderation/state-words.ts';
import { inLanguage } from '../present/localized.ts';
import { presentNotice } from '../present/present-notice.ts';
import { type FormReply, privately } from '../reply.ts';
import { UserError } from '../user-error.ts';
import { entryOption } from './options.ts';

export const RETIREMENT_REASONS = [
  'withdrawn',
  'outdated',
  'merged',
] as const satisfies readonly Retirement['reason'][];

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
