// What becomes of what a moderator has typed: preview, publication, a draft for later?

import { isDeepStrictEqual } from 'node:util';
import type { Draft } from '../../store/port/draft-store.ts';
import type { Asker, CommandDefinition, Request, Services } from '../command.ts';
import { recordDeed } from '../moderation/audit.ts';
import { contentOf, readDraft, withTyped } from '../moderation/draft-content.ts';
import { draftForm } from '../moderation/draft-form.ts';
import { STEP_NAMES, STEPS, type Step } from '../moderation/entry-steps.ts';
import { mayChange, readChangeableEntry, scopeToModerate } from '../moderation/may-moderate.ts';
import { nearestEntries } from '../moderation/nearest-entries.ts';
import { changeDraft, newDraft, withEntryId } from '../moderation/new-draft.ts';
import { presentNearest, presentPreview } from '../moderation/present-draft.ts';
import { publishDraft } from '../moderation/publish-draft.ts';
import { presentNotice, presentProblem } from '../present/present-notice.ts';
import { typedText } from '../present/typed-text.ts';
import { type AnswerReply, privately, type Reply } from '../reply.ts';
import { UserError } from '../user-error.ts';
import { draftOption } from './options.ts';

/** A form was sent, or is wanted again: what was typed is stored before anything else is done with it. */
export const draft: CommandDefinition = {
  name: 'draft',
  role: 'moderator',
  listed: false,
  summary: 'command.add',
  options: [
    { name: 'id', kind: 'text', required: true, summary: 'option.draft' },
    { name: 'step', kind: 'choice', required: true, summary: 'option.text', choices: STEP_NAMES },
    { name: 'lang', kind: 'text', required: false, summary: 'option.language' },
    { name: 'of', kind: 'text', required: false, summary: 'option.text' },
    { name: 'shared', kind: 'flag', required: false, summary: 'option.shared' },
  ],
  async run(request, services) {
    const { args, asker, incoming } = request;
    const step = args.step as Step;
    const before = await draftFor(request, services);
    if (before === undefined) return lost(request);
    const content = await contentOf(before, services);
    if (incoming.fields === undefined) return draftForm(content, step, asker);

    const typed = withTyped(content, step, incoming.fields, { person: asker.person, at: services.now() });
    if (await isPublished(typed, services)) {
      return privately(presentNotice(asker.texts, asker.texts.t('publish.already')));
    }
    const saved = await withEntryId(typed, services);
    if (!(await services.store.drafts.put(saved))) return lost(request);
    const after = await contentOf(saved, services);
    const names: readonly string[] = STEPS[step];
    if (after.composed.problems.some(({ field }) => names.includes(field))) return draftForm(after, step, asker);
    return nextView(after, asker, services);
  },
};

/** Whether a form was sent once more that was published as it is: nothing begins anew. */
async function isPublished(typed: Draft, services: Services): Promise<boolean> {
  if ((await services.store.drafts.get(typed.id))?.status !== 'done') return false;
  const { base, composed } = await contentOf(typed, services);
  return base !== undefined && isDeepStrictEqual(composed.entry, base);
}

async function draftFor({ args, asker }: Request, services: Services): Promise<Draft | undefined> {
  const { id = '', lang, of, shared } = args;
  const known = await services.store.drafts.get(id);
  if (known !== undefined) {
    if (!mayChange(known.scope, asker)) throw new UserError('problem.no-draft');
    if (known.status !== 'done') return known;
    // Published in the meantime: what is sent now is a change to what was published.
    const record = await readChangeableEntry(known.entryId, asker, services);
    return { ...changeDraft(record, asker, services), id, lang: known.lang };
  }
  // Only the form of a new entry says its language.
  if (lang === undefined || !/^[a-z]{2,3}$/.test(lang) || !/^[\w-]{8,24}$/.test(id)) return undefined;
  const scope = scopeToModerate(asker, shared === 'true');
  return newDraft({ id, scope, lang, ...(of === undefined ? {} : { inboxId: of }) }, asker, services);
}

/** The draft is gone: what was typed comes back to be copied. */
function lost({ asker: { texts }, fields }: Request): AnswerReply {
  const told = presentProblem(texts, texts.t('problem.no-draft'));
  return privately({ ...told, sections: typedText(texts, fields) });
}

async function nextView(
  content: Awaited<ReturnType<typeof contentOf>>,
  asker: Asker,
  services: Services,
): Promise<AnswerReply> {
  const { draft: current, composed } = content;
  const undecided = current.baseRevision === 0 && current.overrides === undefined && current.distinct !== true;
  const near = undecided ? await nearestEntries(composed.partial, current.scope, services) : [];
  return privately(near.length > 0 ? presentNearest(content, near, asker) : presentPreview(content, asker));
}

export const preview: CommandDefinition = {
  name: 'preview',
  role: 'moderator',
  listed: false,
  summary: 'command.drafts',
  options: [draftOption],
  async run({ args, asker }, services) {
    const current = await readDraft(args.draft ?? '', asker, services);
    if (current.status === 'done') throw new UserError('problem.no-draft');
    return nextView(await contentOf(current, services), asker, services);
  },
};

export const publish: CommandDefinition = {
  name: 'publish',
  role: 'moderator',
  listed: false,
  summary: 'action.publish',
  options: [draftOption],
  async run(request, services) {
    const current = await readDraft(request.args.draft ?? '', request.asker, services);
    return publishDraft(await contentOf(current, services), request, services);
  },
};

/** The draft is stored already; says where to find it again. */
export const keep: CommandDefinition = {
  name: 'keep',
  role: 'moderator',
  listed: false,
  summary: 'action.keep-draft',
  options: [draftOption],
  async run({ args, asker }, services) {
    await readDraft(args.draft ?? '', asker, services);
    return { ...privately(presentNotice(asker.texts, asker.texts.t('draft.kept'))), replaces: true };
  },
};

export const discard: CommandDefinition = {
  name: 'discard',
  role: 'moderator',
  listed: false,
  summary: 'action.discard',
  options: [draftOption],
  async run(request, services): Promise<Reply> {
    const { args, asker } = request;
    const current = await readDraft(args.draft ?? '', asker, services);
    await services.store.drafts.remove(current.id);
    await recordDeed({ action: 'discard', scope: current.scope, subject: current.entryId }, request, services);
    return { ...privately(presentNotice(asker.texts, asker.texts.t('draft.discarded'))), replaces: true };
  },
};

export const drafts: CommandDefinition = {
  name: 'drafts',
  role: 'moderator',
  listed: true,
  summary: 'command.drafts',
  options: [],
  async run({ asker }, { store }) {
    const { t } = asker.texts;
    const all = (await store.drafts.list(scopeToModerate(asker), 100)).filter(({ status }) => status !== 'done');
    if (all.length === 0) return privately(presentNotice(asker.texts, t('drafts.none')));
    const shown = all.slice(0, 25).map((each) => ({
      id: each.id,
      label: (each.fields.claim ?? '').trim() || each.entryId,
      description: [
        t(
          each.status === 'proposed'
            ? 'drafts.proposed'
            : each.person === asker.person
              ? 'drafts.yours'
              : 'drafts.others',
        ),
        asker.texts.date(each.at.toISOString().slice(0, 10)),
      ].join(' · '),
    }));
    return privately({
      ...presentNotice(asker.texts, t('drafts.lead'), {
        headline: t('drafts.headline', { count: all.length }),
        sections: [
          {
            key: 'list',
            label: '',
            lines: shown.map(({ label, description }) => [
              { text: label, style: 'strong' },
              { text: ` · ${description}` },
            ]),
          },
        ],
      }),
      choices: {
        placeholder: t('drafts.choose'),
        options: shown.map(({ id, ...option }) => ({ ...option, call: { command: 'preview', args: { draft: id } } })),
      },
    });
  },
};
