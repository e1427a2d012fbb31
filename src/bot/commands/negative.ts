// How does a text that readers were answered wrongly become one that must not match?

import type { CommandDefinition } from '../command.ts';
import { contentOf } from '../moderation/draft-content.ts';
import { mayChange, readModeratedEntry, scopeToModerate } from '../moderation/may-moderate.ts';
import { changeDraft } from '../moderation/new-draft.ts';
import { publishDraft } from '../moderation/publish-draft.ts';
import { settleFeedback } from '../moderation/reader-feedback.ts';
import { UserError } from '../user-error.ts';
import { entryOption } from './options.ts';

const MAX_NEGATIVE = 400;

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
      return {
        kind: 'form',
        lang,
        title: t('action.confirm-negative'),
        submitLabel: t('action.go-on'),
        submit: call,
        reopen: call,
        reopenLabel: t('action.mend'),
        problem:
          incoming.fields === undefined
            ? undefined
            : text === ''
              ? t('field-problem.empty')
              : text.length > MAX_NEGATIVE
                ? t('field-problem.too-long', { max: MAX_NEGATIVE, length: text.length })
                : t('field-problem.negative-is-wording'),
        fields: [
          {
            name: 'negative',
            label: t('field.negative'),
            hint: t('field-hint.negative'),
            kind: 'paragraph',
            value: fields.negative?.slice(0, 3000),
            required: true,
            maxLength: MAX_NEGATIVE,
          },
        ],
      };
    }
    await services.store.drafts.put(content.draft);
    const reply = await publishDraft(content, request, services);
    await settleFeedback(record.id, scopeToModerate(asker), 'confirmed', services);
    return reply;
  },
};
