// How does one ask, and what can one do with an answer?

import { type Line, plain, type Section } from '../answer.ts';
import { checkText } from '../check-text.ts';
import type { Asker, CommandDefinition, Services } from '../command.ts';
import { refuseOtherChannels } from '../manners.ts';
import { inLanguage } from '../present/localized.ts';
import { answerActions, presentDiffering, shareAction } from '../present/present-decision.ts';
import { presentEntry, presentEntryDetails } from '../present/present-entry.ts';
import { presentNotice } from '../present/present-notice.ts';
import type { AnswerReply } from '../reply.ts';
import { UserError } from '../user-error.ts';
import { readVisibleEntry } from '../visible-entry.ts';

export const check: CommandDefinition = {
  name: 'check',
  role: 'asker',
  listed: true,
  summary: 'command.check',
  messageAction: 'message-action.check',
  options: [
    { name: 'text', kind: 'text', required: true, summary: 'option.text' },
    { name: 'private', kind: 'flag', required: false, summary: 'option.private' },
  ],
  async run({ args, asker, incoming: { subject } }, services) {
    if (subject?.unreadable !== undefined) throw new UserError(`unreadable.${subject.unreadable}`);
    const text = args.text ?? subject?.text ?? '';
    return checkText(
      { text, link: subject?.link, private: args.private === 'true' ? true : undefined },
      asker,
      services,
    );
  },
};

export const show: CommandDefinition = {
  name: 'show',
  role: 'asker',
  listed: true,
  summary: 'command.show',
  options: [{ name: 'entry', kind: 'entry', required: true, summary: 'option.entry' }],
  async run({ args, asker }, services) {
    const { entry } = await readVisibleEntry(args.entry ?? '', asker, services);
    const details = { label: asker.texts.t('action.details'), call: { command: 'details', args: { entry: entry.id } } };
    return { kind: 'answer', visibility: 'private', answer: presentEntry(entry, [details], asker.texts) };
  },
};

export const details: CommandDefinition = {
  name: 'details',
  role: 'asker',
  listed: false,
  summary: 'command.details',
  options: [{ name: 'entry', kind: 'entry', required: true, summary: 'option.entry' }],
  async run({ args, asker }, services) {
    const { entry } = await readVisibleEntry(args.entry ?? '', asker, services);
    return { kind: 'answer', visibility: 'private', answer: presentEntryDetails(entry, asker.texts) };
  },
};

/** One of several candidates was chosen. */
export const pick: CommandDefinition = {
  name: 'pick',
  role: 'asker',
  listed: false,
  summary: 'command.show',
  options: [
    { name: 'entry', kind: 'entry', required: true, summary: 'option.entry' },
    { name: 'of', kind: 'text', required: true, summary: 'option.text' },
  ],
  async run({ args, asker, incoming }, services) {
    const { entry, revision } = await readVisibleEntry(args.entry ?? '', asker, services);
    const of = args.of ?? '';
    const share = incoming.private === true && !asker.place.direct ? [shareAction(entry.id, of, asker.texts)] : [];
    return {
      kind: 'answer',
      visibility: incoming.private === true ? 'private' : 'public',
      replaces: true,
      inquiryId: of,
      shows: { entryId: entry.id, revision },
      answer: presentEntry(entry, [...answerActions(entry.id, of, asker.texts), ...share], asker.texts),
    };
  },
};

/**
 * A private answer is shown to everybody in the channel, as the person's wish. Without an entry it is the one that tells in
 * what the nearest claim differs from the question; that is known as long as the question's text is.
 */
export const share: CommandDefinition = {
  name: 'share',
  role: 'asker',
  listed: false,
  summary: 'action.share',
  options: [
    { name: 'entry', kind: 'entry', required: false, summary: 'option.entry' },
    { name: 'of', kind: 'text', required: true, summary: 'option.text' },
  ],
  async run({ args, asker, incoming }, services) {
    refuseOtherChannels(asker);
    const of = args.of ?? '';
    const shared =
      args.entry === undefined
        ? await differingAgain(of, asker, services)
        : await answerAgain(args.entry, of, asker, services);
    const { id } = incoming.person;
    const by: Line = [{ text: `${asker.texts.t('share.by')} ` }, { text: id, mention: { kind: 'person', id } }];
    const sections: Section[] = [...shared.answer.sections, { key: 'text', label: '', lines: [by] }];
    return { ...shared, answer: { ...shared.answer, sections } };
  },
};

async function answerAgain(entryId: string, of: string, asker: Asker, services: Services): Promise<AnswerReply> {
  const { entry, revision } = await readVisibleEntry(entryId, asker, services);
  return {
    kind: 'answer',
    visibility: 'public',
    inquiryId: of,
    shows: { entryId: entry.id, revision },
    answer: presentEntry(entry, answerActions(entry.id, of, asker.texts), asker.texts),
  };
}

async function differingAgain(of: string, asker: Asker, services: Services): Promise<AnswerReply> {
  const differing = services.recent.recall(of, asker.scope)?.differing;
  if (differing === undefined) throw new UserError('hand-over.expired');
  const { entry } = await readVisibleEntry(differing.entryId, asker, services);
  return {
    kind: 'answer',
    visibility: 'public',
    inquiryId: of,
    answer: presentDiffering(entry, differing.differences, of, asker.texts),
  };
}

/** None of the candidates was meant. */
export const none: CommandDefinition = {
  name: 'none',
  role: 'asker',
  listed: false,
  summary: 'command.show',
  options: [{ name: 'of', kind: 'text', required: true, summary: 'option.text' }],
  run: async ({ args, asker }) => ({
    kind: 'answer',
    visibility: 'public',
    replaces: true,
    inquiryId: args.of,
    answer: {
      ...presentNotice(asker.texts, asker.texts.t('unreviewed.lead')),
      kind: 'unreviewed',
      actions: [
        {
          label: asker.texts.t('action.ask-moderators'),
          call: { command: 'ask-moderators', args: { of: args.of ?? '' } },
        },
      ],
    },
  }),
};

export const find: CommandDefinition = {
  name: 'find',
  role: 'asker',
  listed: true,
  summary: 'command.find',
  options: [{ name: 'query', kind: 'text', required: true, summary: 'option.query' }],
  async run({ args, asker }, { findEntries }) {
    const { t, lang } = asker.texts;
    const query = args.query ?? '';
    const found = findEntries(query, asker.scope, 10);
    if (found.length === 0)
      return {
        kind: 'answer',
        visibility: 'private',
        answer: presentNotice(asker.texts, t('find.nothing', { query })),
      };
    return {
      kind: 'answer',
      visibility: 'private',
      answer: {
        kind: 'notice',
        lang,
        headline: t('find.headline', { count: found.length, query }),
        sections: [
          {
            key: 'list',
            label: '',
            lines: found.map(({ claim, id }) => plain(inLanguage(claim, lang)?.text ?? id)),
          },
        ],
        choices: {
          placeholder: t('ask.choose'),
          options: found.map(({ claim, id }) => ({
            label: inLanguage(claim, lang)?.text ?? id,
            call: { command: 'show', args: { entry: id } },
          })),
        },
        actions: [],
      },
    };
  },
};
