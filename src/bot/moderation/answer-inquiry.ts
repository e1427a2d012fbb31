// How do those who asked hear what the moderators found?

import { textsOf } from '../../i18n/texts.ts';
import type { EntryRecord } from '../../store/entry-record.ts';
import type { InboxItem } from '../../store/port/inbox-store.ts';
import type { NewJob } from '../../store/port/job-queue.ts';
import { type Answer, plain, type Section } from '../answer.ts';
import { chooseLanguage } from '../asker.ts';
import type { Asker, Services } from '../command.ts';
import type { Platform } from '../incoming.ts';
import type { TellTarget } from '../messenger.ts';
import { presentEntry } from '../present/present-entry.ts';
import { presentNotice } from '../present/present-notice.ts';
import { UserError } from '../user-error.ts';
import { mayChange } from './may-moderate.ts';
import { groupQuestions, type QuestionGroup } from './question-groups.ts';
import { tellJob } from './tell-job.ts';

/** Open questions looked at together. */
export const MOST_OPEN = 300;

/** The open questions of a scope, like ones together. */
export async function openGroups(
  scope: string,
  { store, newMatcher }: Pick<Services, 'store' | 'newMatcher'>,
): Promise<QuestionGroup[]> {
  return groupQuestions(await store.inbox.open(scope, MOST_OPEN), newMatcher);
}

/**
 * The group of an open question that a moderator may answer.
 * @throws UserError where it is not there, not open, or another community's.
 */
export async function openGroupOf(
  inboxId: string,
  asker: Asker,
  services: Pick<Services, 'store' | 'newMatcher'>,
): Promise<QuestionGroup> {
  const item = await services.store.inbox.get(inboxId);
  if (item === undefined || !mayChange(item.scope, asker)) throw new UserError('problem.no-question');
  if (item.status !== 'open') throw new UserError('problem.question-closed');
  const groups = await openGroups(item.scope, services);
  return groups.find(({ items }) => items.some(({ id }) => id === inboxId)) ?? { items: [item], newest: item };
}

/**
 * Closes a question and those like it with an entry; everyone who asked is told once.
 * @returns how many will be told.
 */
export async function answerInquiry(
  inboxId: string,
  { id, entry }: EntryRecord,
  asker: Asker,
  services: Pick<Services, 'store' | 'newMatcher'>,
): Promise<number> {
  const item = await services.store.inbox.get(inboxId);
  if (item?.status !== 'open' || !mayChange(item.scope, asker)) return 0;
  const { items } = await openGroupOf(inboxId, asker, services);
  return close(items, { status: 'answered', entryId: id }, services, (question) => {
    const texts = textsFor(question);
    const details = { label: texts.t('action.details'), call: { command: 'details', args: { entry: id } } };
    const answer = presentEntry(entry, [details], texts);
    return { ...answer, sections: [yourQuestion(question), ...answer.sections] };
  });
}

/** Closes a question and those like it without an entry; everyone who asked is told why. */
export async function dismissInquiry(
  group: QuestionGroup,
  reason: string,
  services: Pick<Services, 'store'>,
): Promise<number> {
  return close(group.items, { status: 'dismissed' }, services, (question) => {
    const texts = textsFor(question);
    return presentNotice(texts, texts.t('told.dismissed'), {
      sections: [yourQuestion(question), { key: 'text', label: texts.t('told.reason'), lines: [plain(reason)] }],
    });
  });
}

async function close(
  items: readonly InboxItem[],
  how: { readonly status: 'answered' | 'dismissed'; readonly entryId?: string },
  { store }: Pick<Services, 'store'>,
  answerTo: (item: InboxItem) => Answer,
): Promise<number> {
  const closed = await store.inbox.close(
    items.map(({ id }) => id),
    { ...how, jobOf: (item) => jobFor(item, answerTo) },
  );
  return closed.filter(({ replyTo }) => replyTo !== undefined).length;
}

function jobFor(item: InboxItem, answerTo: (item: InboxItem) => Answer): NewJob | undefined {
  if (item.replyTo === undefined) return undefined;
  const target = JSON.parse(item.replyTo) as TellTarget;
  return tellJob(`tell:${item.id}`, item.platform as Platform, target, answerTo(item), item.person);
}

function yourQuestion(question: InboxItem): Section {
  return {
    key: 'text',
    label: textsFor(question).t('told.question'),
    lines: [[{ text: question.text.length > 300 ? `${question.text.slice(0, 300)}…` : question.text, style: 'quote' }]],
  };
}

function textsFor({ lang }: InboxItem) {
  return textsOf(chooseLanguage(lang, 'auto', ''));
}
