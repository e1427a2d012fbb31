// How does a moderator add an entry: form, nearest entries, preview, publication?

import { isDeepStrictEqual } from 'node:util';
import { SHARED_SCOPE } from '../../core/claim.ts';
import type { Draft } from '../../store/store.ts';
import { languageOfText } from '../asker.ts';
import { matchText } from '../check-text.ts';
import type { Asker, CommandDefinition, OptionDefinition, Request, Services } from '../command.ts';
import { openGroupOf } from '../moderation/answer-inquiry.ts';
import { recordDeed } from '../moderation/audit.ts';
import { contentOf, readDraft, withTyped, writingContext } from '../moderation/draft-content.ts';
import { draftForm } from '../moderation/draft-form.ts';
import { STEP_NAMES, STEPS, type Step, stepForm } from '../moderation/entry-steps.ts';
import { lineOfParts } from '../moderation/line-parts.ts';
import { mayChange, readChangeableEntry, readModeratedEntry, scopeToModerate } from '../moderation/may-moderate.ts';
import { nearestEntries } from '../moderation/nearest-entries.ts';
import { changeDraft, newDraft, overridingDraft, withEntryId } from '../moderation/new-draft.ts';
import { presentNearest, presentPreview } from '../moderation/present-draft.ts';
import { publishDraft } from '../moderation/publish-draft.ts';
import { presentNotice, presentProblem } from '../present/present-notice.ts';
import { typedText } from '../present/typed-text.ts';
import { type AnswerReply, type FormReply, privately, type Reply } from '../reply.ts';
import { UserError } from '../user-error.ts';
import { entryOption } from './options.ts';

const MAX_CLAIM = 400;

const draftOption: OptionDefinition = { name: 'draft', kind: 'text', required: true, summary: 'option.draft' };

export const add: CommandDefinition = {
  name: 'add',
  role: 'moderator',
  listed: true,
  summary: 'command.add',
  messageAction: 'message-action.add',
  options: [
    { name: 'text', kind: 'text', required: false, summary: 'option.text' },
    { name: 'shared', kind: 'flag', required: false, summary: 'option.shared' },
  ],
  async run({ args, asker, incoming: { subject } }, services) {
    if (subject?.unreadable !== undefined) throw new UserError(`unreadable.${subject.unreadable}`);
    const scope = scopeToModerate(asker, args.shared === 'true');
    return firstForm({ text: args.text ?? subject?.text ?? '', link: subject?.link, scope }, asker, services);
  },
};

/** A new entry that answers a handed-over question. */
export const addFrom: CommandDefinition = {
  name: 'add-from',
  role: 'moderator',
  listed: false,
  summary: 'command.add',
  options: [{ name: 'of', kind: 'text', required: true, summary: 'option.text' }],
  async run({ args, asker }, services) {
    const { newest } = await openGroupOf(args.of ?? '', asker, services);
    return firstForm(
      { text: newest.text, scope: newest.scope, lang: newest.lang, inboxId: newest.id },
      asker,
      services,
    );
  },
};

/** The form, prefilled. Nothing is stored before it is sent. */
function firstForm(
  {
    text,
    link,
    scope,
    lang,
    inboxId,
  }: { text: string; link?: string | undefined; scope: string; lang?: string; inboxId?: string },
  asker: Asker,
  services: Services,
): FormReply {
  const id = services.newId();
  const said = matchText(text, asker.scope, services).extraction.text || text.trim();
  const language = languageOfText(text) ?? lang ?? asker.texts.lang;
  const first = link === undefined ? '' : lineOfParts([services.now().toISOString().slice(0, 10), link]);
  const args: Record<string, string> = { id, step: 'main', lang: language };
  if (scope === SHARED_SCOPE) args.shared = 'true';
  if (inboxId !== undefined) args.of = inboxId;
  return stepForm(
    {
      step: 'main',
      submit: { command: 'draft', args },
      reopen: { command: 'draft', args },
      typed: { claim: statement(said, text).slice(0, MAX_CLAIM), ...(first === '' ? {} : { first }) },
      partial: {},
      problems: [],
    },
    writingContext({ lang: language }, services.now()),
    asker.texts,
  );
}

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

/** A question's words as a statement: a capital letter, and no question mark where the words that ask were taken off. */
function statement(said: string, text: string): string {
  const [first = '', ...rest] = said === text.trim() ? said : said.replace(/\s*\?+$/, '.');
  return first.toUpperCase() + rest.join('');
}
