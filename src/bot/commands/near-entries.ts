// What does a moderator decide about an entry that is near to a new one?

import { SHARED_SCOPE } from '../../core/claim.ts';
import type { Draft } from '../../store/port/draft-store.ts';
import type { CommandDefinition } from '../command.ts';
import { contentOf, readDraft } from '../moderation/draft-content.ts';
import { readChangeableEntry, readModeratedEntry } from '../moderation/may-moderate.ts';
import { changeDraft, overridingDraft } from '../moderation/new-draft.ts';
import { presentPreview } from '../moderation/present-draft.ts';
import { publishDraft } from '../moderation/publish-draft.ts';
import { privately } from '../reply.ts';
import { UserError } from '../user-error.ts';
import { draftOption, entryOption } from './options.ts';

/** "It is another claim." */
export const distinct: CommandDefinition = {
  name: 'distinct',
  role: 'moderator',
  listed: false,
  summary: 'action.another-claim',
  options: [draftOption],
  async run({ args, asker }, services) {
    const current = { ...(await readDraft(args.draft ?? '', asker, services)), distinct: true };
    await services.store.drafts.put(current);
    return { ...privately(presentPreview(await contentOf(current, services), asker)), replaces: true };
  },
};

/** "It is a wording of that one." */
export const wording: CommandDefinition = {
  name: 'wording',
  role: 'moderator',
  listed: false,
  summary: 'nearest.wording',
  options: [draftOption, entryOption],
  async run(request, services) {
    const { args, asker } = request;
    const from = await readDraft(args.draft ?? '', asker, services);
    if (from.status === 'done') throw new UserError('problem.no-draft');
    const record = await readChangeableEntry(args.entry ?? '', asker, services);
    if (record.status === 'retired') throw new UserError('problem.retired-entry', { entry: record.id });
    const into = withWording({ ...changeDraft(record, asker, services), lang: from.lang }, record.entry, from);
    await services.store.drafts.put(into);
    const reply = await publishDraft(await contentOf(into, services), request, services);
    await services.store.drafts.remove(from.id);
    return reply;
  },
};

/** "It takes the place of that shared one here": a copy to change, with the claim typed as a wording. */
export const override: CommandDefinition = {
  name: 'override',
  role: 'moderator',
  listed: false,
  summary: 'nearest.override',
  options: [entryOption, { ...draftOption, required: false }],
  async run({ args, asker }, services) {
    const record = await readModeratedEntry(args.entry ?? '', asker, services);
    if (asker.scope === undefined || record.scope !== SHARED_SCOPE || record.status !== 'published') {
      throw new UserError('problem.only-shared-overridden');
    }
    const fresh = overridingDraft(record, asker.scope, asker, services);
    const own = await services.store.entries.get(fresh.entryId);
    const from = args.draft === undefined ? undefined : await readDraft(args.draft, asker, services);
    const begun = own === undefined ? fresh : { ...changeDraft(own, asker, services), overrides: undefined };
    const into = from === undefined ? begun : withWording({ ...begun, lang: from.lang }, (own ?? record).entry, from);
    await services.store.drafts.put(into);
    if (from !== undefined) await services.store.drafts.remove(from.id);
    return { ...privately(presentPreview(await contentOf(into, services), asker)), replaces: true };
  },
};

function withWording(
  into: Draft,
  entry: { wordings?: Partial<Record<string, string[]>> | undefined },
  from: Draft,
): Draft {
  const claim = (from.fields.claim ?? '').trim().replaceAll(/\s+/g, ' ');
  const wordings = [...(entry.wordings?.[into.lang] ?? []), claim].filter((text) => text !== '').join('\n');
  return { ...into, fields: { wordings }, ...(from.inboxId === undefined ? {} : { inboxId: from.inboxId }) };
}
