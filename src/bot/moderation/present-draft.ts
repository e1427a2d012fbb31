// What does a moderator see of a draft: the entries next to it, and the entry as askers will see it?

import type { Entry } from '../../entry/entry-schema.ts';
import type { Texts } from '../../i18n/texts.ts';
import type { EntryRecord } from '../../store/entry-record.ts';
import { type Action, type Answer, type Choices, type Line, plain, quoted } from '../answer.ts';
import type { Asker } from '../command.ts';
import { inLanguage } from '../present/localized.ts';
import { presentEntry } from '../present/present-entry.ts';
import { verdictWords } from '../present/verdict-words.ts';
import type { DraftContent } from './draft-content.ts';
import { problemLine, STEP_NAMES, type Step } from './entry-steps.ts';
import { mayChange } from './may-moderate.ts';

/** The nearest entries, and what can be done about each: before anything is accepted. */
export function presentNearest({ draft, composed }: DraftContent, near: readonly EntryRecord[], asker: Asker): Answer {
  const { texts } = asker;
  const { t } = texts;
  const options = near.flatMap((record): Choices['options'][number][] => {
    const claim = inLanguage(record.entry.claim, texts.lang)?.text ?? record.id;
    const option = (label: 'nearest.wording' | 'nearest.override' | 'nearest.open', command: string) => ({
      label: t(label, { claim }),
      description: verdictWords(record.entry, texts),
      call: {
        command,
        args: command === 'edit' ? { entry: record.id } : { draft: draft.id, entry: record.id },
      },
    });
    return [
      mayChange(record.scope, asker) ? option('nearest.wording', 'wording') : option('nearest.override', 'override'),
      option('nearest.open', 'edit'),
    ];
  });
  return {
    kind: 'notice',
    lang: texts.lang,
    headline: t('nearest.headline', { count: near.length }),
    lead: [{ text: composed.partial.claim?.[draft.lang] ?? '', style: 'quote' }],
    sections: [
      {
        key: 'list',
        label: t('nearest.list'),
        lines: near.map(({ entry, id }) =>
          quoted(inLanguage(entry.claim, texts.lang)?.text ?? id, verdictWords(entry, texts)),
        ),
      },
    ],
    choices: { placeholder: t('nearest.choose'), options },
    actions: [
      { label: t('action.another-claim'), style: 'primary', call: { command: 'distinct', args: { draft: draft.id } } },
      { label: t('action.change-text'), call: { command: 'draft', args: { id: draft.id, step: 'main' } } },
      { label: t('action.keep-draft'), call: { command: 'keep', args: { draft: draft.id } } },
    ],
  };
}

/** The entry exactly as askers will see it, with what moderators can do about it below. */
export function presentPreview({ draft, composed }: DraftContent, asker: Asker, lead?: readonly Line[]): Answer {
  const { texts } = asker;
  const { t } = texts;
  const { partial, problems } = composed;
  const entry = wholeEnough(partial);
  const shown: Answer =
    entry === undefined
      ? { kind: 'notice', lang: texts.lang, headline: t('preview.not-whole'), sections: [], actions: [] }
      : presentEntry(entry, [], texts);
  const missing: Line[] = problems.map((problem) => plain(problemLine(problem, texts)));
  const handedIn = draft.status === 'proposed';
  const publish: Action[] =
    problems.length > 0
      ? []
      : [
          {
            label: t(
              needsAnother(draft.person, asker) ? (handedIn ? 'action.wait' : 'action.hand-in') : 'action.publish',
            ),
            style: 'primary',
            call: { command: 'publish', args: { draft: draft.id } },
          },
        ];
  return {
    ...shown,
    sections: [
      ...shown.sections,
      {
        key: 'text',
        label: t(handedIn ? 'preview.handed-in' : 'preview.label'),
        lines: [...(lead ?? []), ...(missing.length > 0 ? missing : [plain(t('preview.whole'))])],
      },
    ],
    choices: { placeholder: t('preview.more'), options: stepChoices(texts, (step) => ({ id: draft.id, step })) },
    actions: [
      ...publish,
      { label: t('action.keep-draft'), call: { command: 'keep', args: { draft: draft.id } } },
      { label: t('action.discard'), style: 'danger', call: { command: 'discard', args: { draft: draft.id } } },
    ],
  };
}

/** Where two must agree, the one who typed last does not publish. */
export function needsAnother(person: string, asker: Asker): boolean {
  return asker.settings.twoPersonReview && person === asker.person;
}

function stepChoices(texts: Texts, args: (step: Step) => Record<string, string>): Choices['options'] {
  return STEP_NAMES.map((step) => ({
    label: texts.t(`step.${step}`),
    description: texts.t(`step-hint.${step}`),
    call: { command: 'draft', args: args(step) },
  }));
}

function wholeEnough(partial: Partial<Entry>): Entry | undefined {
  const { verdict, claim, answer, sources } = partial;
  if (verdict === undefined || !claim || !answer || !sources) return undefined;
  if (Object.keys(claim).length === 0 || Object.keys(answer).length === 0) return undefined;
  return partial as Entry;
}
