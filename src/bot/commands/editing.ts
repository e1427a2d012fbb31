// What can a moderator do about an entry?

import { SHARED_SCOPE } from '../../core/claim.ts';
import { type Action, type Choices, plain } from '../answer.ts';
import type { CommandDefinition } from '../command.ts';
import { contentOf } from '../moderation/draft-content.ts';
import { draftForm } from '../moderation/draft-form.ts';
import { STEP_NAMES, type Step } from '../moderation/entry-steps.ts';
import { mayChange, readChangeableEntry, readModeratedEntry } from '../moderation/may-moderate.ts';
import { changeDraft } from '../moderation/new-draft.ts';
import { stateWords } from '../moderation/state-words.ts';
import { presentEntryDetails } from '../present/present-entry.ts';
import { privately } from '../reply.ts';
import { UserError } from '../user-error.ts';
import { entryOption } from './options.ts';

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
