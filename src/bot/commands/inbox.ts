// Which questions wait for the moderators, and how is each answered or dismissed?

import { type Action, type Choices, type Line, plain, quoted } from '../answer.ts';
import type { Asker, CommandDefinition, OptionDefinition, Request, Services } from '../command.ts';
import { answerInquiry, dismissInquiry, openGroupOf, openGroups } from '../moderation/answer-inquiry.ts';
import { personCode, recordDeed } from '../moderation/audit.ts';
import { scopeToModerate } from '../moderation/may-moderate.ts';
import { nearestEntries } from '../moderation/nearest-entries.ts';
import type { QuestionGroup } from '../moderation/question-groups.ts';
import { inLanguage } from '../present/localized.ts';
import { presentNotice } from '../present/present-notice.ts';
import { verdictWords } from '../present/verdict-words.ts';
import { type AnswerReply, type FormReply, privately } from '../reply.ts';
import { readVisibleEntry } from '../visible-entry.ts';

const ofOption: OptionDefinition = { name: 'of', kind: 'text', required: true, summary: 'option.question' };

/** Groups shown at once: what a menu takes. */
const MOST_SHOWN = 25;

const ORDERS = ['newest', 'asked'] as const;

export const inbox: CommandDefinition = {
  name: 'inbox',
  role: 'moderator',
  listed: true,
  summary: 'command.inbox',
  options: [{ name: 'order', kind: 'choice', required: false, summary: 'option.order', choices: ORDERS }],
  async run({ args, asker }, services) {
    const { texts } = asker;
    const { t } = texts;
    const groups = await openGroups(scopeToModerate(asker), services);
    if (groups.length === 0) return privately(presentNotice(texts, t('inbox.empty')));
    const byTime = (a: QuestionGroup, b: QuestionGroup) => b.newest.at.getTime() - a.newest.at.getTime();
    const sorted = groups.toSorted(
      args.order === 'asked' ? (a, b) => b.items.length - a.items.length || byTime(a, b) : byTime,
    );
    const shown = sorted.slice(0, MOST_SHOWN);
    return privately({
      ...presentNotice(texts, t('inbox.lead', { count: groups.length }), {
        headline: t('inbox.headline'),
        sections: [{ key: 'list', label: '', lines: shown.map((group) => groupLine(group, asker)) }],
        actions: [
          args.order === 'asked'
            ? { label: t('inbox.by-newest'), call: { command: 'inbox', args: { order: 'newest' } } }
            : { label: t('inbox.by-asked'), call: { command: 'inbox', args: { order: 'asked' } } },
        ],
      }),
      choices: {
        placeholder: t('inbox.choose'),
        options: shown.map(({ newest, items }) => ({
          label: newest.text,
          description: t('inbox.asked', { count: items.length }),
          call: { command: 'question', args: { of: newest.id } },
        })),
      },
    });
  },
};

function groupLine({ newest, items }: QuestionGroup, asker: Asker): Line {
  const { t, date } = asker.texts;
  const claimed = items.find(({ claimedBy }) => claimedBy !== undefined)?.claimedBy;
  const facts = [t('inbox.asked', { count: items.length }), date(newest.at.toISOString().slice(0, 10))];
  if (claimed !== undefined) facts.push(claimedWords(claimed, asker));
  return quoted(newest.text, facts.join(' · '));
}

function claimedWords(claimedBy: string, { person, texts }: Asker): string {
  return claimedBy === person ? texts.t('inbox.yours') : texts.t('inbox.claimed', { who: personCode(claimedBy) });
}

/** One question with those like it, and the entries that may answer it. */
export const question: CommandDefinition = {
  name: 'question',
  role: 'moderator',
  listed: false,
  summary: 'command.inbox',
  options: [ofOption],
  run: async ({ args, asker }, services) =>
    presentQuestion(await openGroupOf(args.of ?? '', asker, services), asker, services),
};

async function presentQuestion(group: QuestionGroup, asker: Asker, services: Services): Promise<AnswerReply> {
  const { texts } = asker;
  const { t } = texts;
  const { newest, items } = group;
  const of = newest.id;
  const near = await nearestEntries({ claim: { [newest.lang]: newest.text } }, newest.scope, services);
  const options: Choices['options'] = near.map((record) => ({
    label: t('inbox.answer-with', { claim: inLanguage(record.entry.claim, texts.lang)?.text ?? record.id }),
    description: verdictWords(record.entry, texts),
    call: { command: 'answer-with', args: { of, entry: record.id } },
  }));
  const claimedBy = newest.claimedBy;
  const actions: Action[] = [
    ...(claimedBy === asker.person
      ? [{ label: t('action.let-go'), call: { command: 'claim', args: { of, work: 'false' } } }]
      : [{ label: t('action.claim'), call: { command: 'claim', args: { of, work: 'true' } } }]),
    { label: t('action.new-entry'), style: 'primary', call: { command: 'add-from', args: { of } } },
    { label: t('action.find-entry'), call: { command: 'answer-find', args: { of } } },
    { label: t('action.dismiss'), style: 'danger', call: { command: 'dismiss', args: { of } } },
  ];
  return privately({
    ...presentNotice(texts, t('inbox.asked', { count: items.length }), {
      headline: t('inbox.question'),
      sections: [
        {
          key: 'text',
          label: '',
          lines: items.slice(0, 10).map(({ text, at }) => quoted(text, texts.date(at.toISOString().slice(0, 10)))),
        },
        ...(claimedBy === undefined
          ? []
          : [{ key: 'list' as const, label: '', lines: [plain(claimedWords(claimedBy, asker))] }]),
      ],
      actions,
    }),
    choices: options.length === 0 ? undefined : { placeholder: t('inbox.answer'), options },
  });
}

export const claim: CommandDefinition = {
  name: 'claim',
  role: 'moderator',
  listed: false,
  summary: 'action.claim',
  options: [ofOption, { name: 'work', kind: 'flag', required: true, summary: 'action.claim' }],
  async run({ args, asker }, services) {
    const group = await openGroupOf(args.of ?? '', asker, services);
    const ids = group.items.map(({ id }) => id);
    await services.store.inbox.claim(ids, args.work === 'true' ? asker.person : undefined, services.now());
    const reply = await presentQuestion(await openGroupOf(args.of ?? '', asker, services), asker, services);
    return { ...reply, replaces: true };
  },
};

export const answerWith: CommandDefinition = {
  name: 'answer-with',
  role: 'moderator',
  listed: false,
  summary: 'inbox.answer',
  options: [ofOption, { name: 'entry', kind: 'entry', required: true, summary: 'option.entry' }],
  async run(request, services) {
    const { args, asker } = request;
    const { newest } = await openGroupOf(args.of ?? '', asker, services);
    const record = await readVisibleEntry(args.entry ?? '', asker, services);
    const told = await answerInquiry(newest.id, record, asker, services);
    await recordDeed({ action: 'answer', scope: newest.scope, subject: record.id }, request, services);
    return {
      ...privately(presentNotice(asker.texts, asker.texts.t('inbox.answered', { count: told }))),
      replaces: true,
    };
  },
};

/** Asks for half-remembered words, then offers the entries they may mean. */
export const answerFind: CommandDefinition = {
  name: 'answer-find',
  role: 'moderator',
  listed: false,
  summary: 'action.find-entry',
  options: [ofOption],
  async run({ args, asker, incoming, fields }, services) {
    const { texts } = asker;
    const { t } = texts;
    const { newest } = await openGroupOf(args.of ?? '', asker, services);
    const query = (fields.query ?? '').trim();
    const found = query === '' ? [] : services.findEntries(query, asker.scope, 20);
    if (incoming.fields === undefined || found.length === 0) {
      const call = { command: 'answer-find', args: { of: newest.id } };
      return {
        kind: 'form',
        lang: texts.lang,
        title: t('action.find-entry'),
        submitLabel: t('action.go-on'),
        submit: call,
        reopen: call,
        reopenLabel: t('action.mend'),
        problem: incoming.fields === undefined ? undefined : t('find.nothing', { query }),
        fields: [
          { name: 'query', label: t('option.query'), kind: 'line', value: query, required: true, maxLength: 200 },
        ],
      };
    }
    return privately({
      ...presentNotice(texts, t('find.headline', { count: found.length, query })),
      choices: {
        placeholder: t('inbox.answer'),
        options: found.map(({ id, claim: text }) => ({
          label: inLanguage(text, texts.lang)?.text ?? id,
          call: { command: 'answer-with', args: { of: newest.id, entry: id } },
        })),
      },
    });
  },
};

export const dismiss: CommandDefinition = {
  name: 'dismiss',
  role: 'moderator',
  listed: false,
  summary: 'action.dismiss',
  options: [ofOption],
  async run(request: Request, services): Promise<AnswerReply | FormReply> {
    const { args, asker, incoming, fields } = request;
    const { t, lang } = asker.texts;
    const group = await openGroupOf(args.of ?? '', asker, services);
    const reason = (fields.reason ?? '').trim();
    if (incoming.fields === undefined || reason === '' || reason.length > 400) {
      const call = { command: 'dismiss', args: { of: group.newest.id } };
      return {
        kind: 'form',
        lang,
        title: t('action.dismiss'),
        submitLabel: t('action.dismiss'),
        submit: call,
        reopen: call,
        reopenLabel: t('action.mend'),
        problem:
          incoming.fields === undefined
            ? undefined
            : reason === ''
              ? t('field-problem.empty')
              : t('field-problem.too-long', { max: 400, length: reason.length }),
        fields: [
          {
            name: 'reason',
            label: t('field.dismiss-reason'),
            hint: t('field-hint.dismiss-reason'),
            kind: 'paragraph',
            value: fields.reason?.slice(0, 3000),
            required: true,
            maxLength: 400,
          },
        ],
      };
    }
    const told = await dismissInquiry(group, reason, services);
    await recordDeed(
      { action: 'dismiss', scope: group.newest.scope, subject: group.newest.id, reason },
      request,
      services,
    );
    return { ...privately(presentNotice(asker.texts, t('inbox.dismissed', { count: told }))), replaces: true };
  },
};
