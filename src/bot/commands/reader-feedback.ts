// What do readers say of the answers, and which entries are due for another look?

import { SHARED_SCOPE } from '../../core/claim.ts';
import type { Feedback } from '../../store/store.ts';
import { type Line, plain } from '../answer.ts';
import type { CommandDefinition, OptionDefinition } from '../command.ts';
import { recordDeed } from '../moderation/audit.ts';
import { contentOf } from '../moderation/draft-content.ts';
import { mayChange, readModeratedEntry, scopeToModerate } from '../moderation/may-moderate.ts';
import { changeDraft } from '../moderation/new-draft.ts';
import { publishDraft } from '../moderation/publish-draft.ts';
import { inLanguage } from '../present/localized.ts';
import { presentNotice } from '../present/present-notice.ts';
import type { AnswerReply, FormReply } from '../reply.ts';
import { UserError } from '../user-error.ts';

const entryOption: OptionDefinition = { name: 'entry', kind: 'entry', required: true, summary: 'option.entry' };

/** Feedback looked at together. */
const MOST_FEEDBACK = 500;

/** Open feedback, by the entry it is about. */
export function feedbackByEntry(feedback: readonly Feedback[]): { entryId: string; count: number; helpful: number }[] {
  const counts = new Map<string, { count: number; helpful: number }>();
  for (const { entryId, kind } of feedback) {
    const { count, helpful } = counts.get(entryId) ?? { count: 0, helpful: 0 };
    counts.set(entryId, kind === 'helpful' ? { count, helpful: helpful + 1 } : { count: count + 1, helpful });
  }
  return [...counts]
    .map(([entryId, each]) => ({ entryId, ...each }))
    .sort((a, b) => b.count - a.count || b.helpful - a.helpful || (a.entryId < b.entryId ? -1 : 1));
}

export const feedback: CommandDefinition = {
  name: 'feedback',
  role: 'moderator',
  listed: true,
  summary: 'command.feedback',
  options: [],
  async run({ asker }, { store }) {
    const { texts } = asker;
    const { t } = texts;
    const grouped = feedbackByEntry(await store.feedback.open(scopeToModerate(asker), MOST_FEEDBACK)).slice(0, 25);
    if (grouped.length === 0) return privately(presentNotice(texts, t('feedback.none')));
    const records = new Map(
      (await store.entries.getMany(grouped.map(({ entryId }) => entryId))).map((each) => [each.id, each]),
    );
    const shown = grouped.map(({ entryId, count, helpful }) => ({
      entryId,
      label: inLanguage(records.get(entryId)?.entry.claim, texts.lang)?.text ?? entryId,
      description: t('feedback.counts', { count, helpful }),
    }));
    return privately({
      ...presentNotice(texts, t('feedback.lead'), {
        headline: t('feedback.headline'),
        sections: [
          {
            key: 'list',
            label: '',
            lines: shown.map(
              ({ label, description }): Line => [{ text: label, style: 'quote' }, { text: ` · ${description}` }],
            ),
          },
        ],
      }),
      choices: {
        placeholder: t('nearest.choose'),
        options: shown.map(({ entryId, label, description }) => ({
          label,
          description,
          call: { command: 'feedback-on', args: { entry: entryId } },
        })),
      },
    });
  },
};

export const feedbackOn: CommandDefinition = {
  name: 'feedback-on',
  role: 'moderator',
  listed: false,
  summary: 'command.feedback',
  options: [entryOption],
  async run({ args, asker }, services) {
    const { texts } = asker;
    const { t } = texts;
    const record = await readModeratedEntry(args.entry ?? '', asker, services);
    const all = (await services.store.feedback.open(scopeToModerate(asker), MOST_FEEDBACK)).filter(
      ({ entryId }) => entryId === record.id,
    );
    const call = (command: string) => ({ command, args: { entry: record.id } });
    const lines = all.slice(0, 15).map(({ at, kind, features }) => {
      const strongest = Object.entries(features)
        .slice(0, 4)
        .map(([name, value]) => `${name} ${value}`);
      return plain(
        [
          texts.date(at.toISOString().slice(0, 10)),
          t(kind === 'helpful' ? 'feedback.helpful' : 'feedback.not-this'),
          ...strongest,
        ].join(' · '),
      );
    });
    return privately(
      presentNotice(texts, inLanguage(record.entry.claim, texts.lang)?.text ?? record.id, {
        headline: t('feedback.headline'),
        sections: [{ key: 'list', label: '', lines }],
        actions: [
          ...(mayChange(record.scope, asker)
            ? [{ label: t('action.confirm-negative'), style: 'primary' as const, call: call('negative') }]
            : record.scope === SHARED_SCOPE && asker.scope !== undefined
              ? [{ label: t('action.override'), call: call('override') }]
              : []),
          { label: t('action.set-aside'), call: call('set-aside') },
          { label: t('action.open-entry'), call: call('edit') },
        ],
      }),
    );
  },
};

/** Readers were right: a text like theirs must not match. Their text is not known, so the moderator writes it. */
export const negative: CommandDefinition = {
  name: 'negative',
  role: 'moderator',
  listed: false,
  summary: 'action.confirm-negative',
  options: [entryOption],
  async run(request, services) {
    const { args, asker, incoming, fields } = request;
    const { t, lang } = asker.texts;
    const record = await readModeratedEntry(args.entry ?? '', asker, services);
    if (!mayChange(record.scope, asker)) throw new UserError('problem.shared-entry', { entry: record.id });
    const text = (fields.negative ?? '').trim().replaceAll(/\s+/g, ' ');
    const begun = changeDraft(record, asker, services);
    const negatives = [...(record.entry.negatives?.[begun.lang] ?? []), text].join('\n');
    const content = await contentOf({ ...begun, fields: { negatives } }, services);
    if (incoming.fields === undefined || text === '' || content.composed.problems.length > 0) {
      const call = { command: 'negative', args: { entry: record.id } };
      return form(call, {
        title: t('action.confirm-negative'),
        problem:
          incoming.fields === undefined
            ? undefined
            : text === ''
              ? t('field-problem.empty')
              : text.length > 400
                ? t('field-problem.too-long', { max: 400, length: text.length })
                : t('field-problem.negative-is-wording'),
        label: t('field.negative'),
        hint: t('field-hint.negative'),
        value: fields.negative,
        lang,
        submit: t('action.go-on'),
        mend: t('action.mend'),
      });
    }
    await services.store.drafts.put(content.draft);
    const reply = await publishDraft(content, request, services);
    await settle(record.id, 'confirmed', request, services);
    return reply;
  },
};

/** Looked at, nothing to do. */
export const setAside: CommandDefinition = {
  name: 'set-aside',
  role: 'moderator',
  listed: false,
  summary: 'action.set-aside',
  options: [entryOption],
  async run(request, services) {
    const { args, asker } = request;
    const record = await readModeratedEntry(args.entry ?? '', asker, services);
    await settle(record.id, 'dismissed', request, services);
    await recordDeed({ action: 'set-aside', scope: scopeToModerate(asker), subject: record.id }, request, services);
    return { ...privately(presentNotice(asker.texts, asker.texts.t('feedback.set-aside'))), replaces: true };
  },
};

async function settle(
  entryId: string,
  state: 'confirmed' | 'dismissed',
  { asker }: Parameters<CommandDefinition['run']>[0],
  { store }: Parameters<CommandDefinition['run']>[1],
): Promise<void> {
  const scope = scopeToModerate(asker);
  const all = await store.feedback.open(scope, MOST_FEEDBACK);
  await store.feedback.settle(
    scope,
    all.filter((each) => each.entryId === entryId).map(({ id }) => id),
    state,
  );
}

/** Entries whose day of review has come. */
export const reviews: CommandDefinition = {
  name: 'reviews',
  role: 'moderator',
  listed: true,
  summary: 'command.reviews',
  options: [],
  async run({ asker }, services) {
    const { texts } = asker;
    const { t } = texts;
    const due = services.reviewsDue(scopeToModerate(asker), services.now().toISOString().slice(0, 10)).slice(0, 25);
    if (due.length === 0) return privately(presentNotice(texts, t('reviews.none')));
    const records = await services.store.entries.getMany(due.map(({ id }) => id));
    const shown = due.map(({ id, reviewBy }) => ({
      id,
      label: inLanguage(records.find((record) => record.id === id)?.entry.claim, texts.lang)?.text ?? id,
      when: texts.date(reviewBy),
    }));
    return privately({
      ...presentNotice(texts, t('reviews.lead'), {
        headline: t('reviews.headline'),
        sections: [
          {
            key: 'list',
            label: '',
            lines: shown.map(({ label, when }): Line => [{ text: label, style: 'quote' }, { text: ` · ${when}` }]),
          },
        ],
      }),
      choices: {
        placeholder: t('nearest.choose'),
        options: shown.map(({ id, label, when }) => ({
          label,
          description: when,
          call: { command: 'edit', args: { entry: id } },
        })),
      },
    });
  },
};

function form(
  call: FormReply['submit'],
  words: {
    title: string;
    problem: string | undefined;
    label: string;
    hint: string;
    value: string | undefined;
    lang: string;
    submit: string;
    mend: string;
  },
): FormReply {
  return {
    kind: 'form',
    lang: words.lang,
    title: words.title,
    submitLabel: words.submit,
    submit: call,
    reopen: call,
    reopenLabel: words.mend,
    problem: words.problem,
    fields: [
      {
        name: 'negative',
        label: words.label,
        hint: words.hint,
        kind: 'paragraph',
        value: words.value?.slice(0, 3000),
        required: true,
        maxLength: 400,
      },
    ],
  };
}

function privately(answer: AnswerReply['answer']): AnswerReply {
  return { kind: 'answer', visibility: 'private', answer };
}
