// How does a question reach the moderators, and how does one say whether an answer helped?

import { SHARED_SCOPE } from '../../core/claim.ts';
import type { Feedback } from '../../store/port/feedback-store.ts';
import type { Action } from '../answer.ts';
import type { Asker, CommandDefinition, OptionDefinition } from '../command.ts';
import type { TellTarget } from '../messenger.ts';
import { presentNotice } from '../present/present-notice.ts';
import { privately } from '../reply.ts';
import { UserError } from '../user-error.ts';
import { readVisibleEntry } from '../visible-entry.ts';

const inquiryOption: OptionDefinition = { name: 'of', kind: 'text', required: true, summary: 'option.text' };

/** Asks for consent, showing what would be sent. */
export const askModerators: CommandDefinition = {
  name: 'ask-moderators',
  role: 'asker',
  listed: false,
  summary: 'action.ask-moderators',
  options: [inquiryOption],
  async run({ args, asker }, { recent }) {
    const { t } = asker.texts;
    const of = args.of ?? '';
    const question = recent.recall(of, asker.scope);
    if (question === undefined) throw new UserError('hand-over.expired');
    const send = (label: string, tell: string): Action => ({
      label,
      call: { command: 'hand-over', args: { of, tell } },
    });
    const actions = [
      send(t('action.send-direct'), 'direct'),
      ...(asker.place.direct ? [] : [send(t('action.send-channel'), 'channel')]),
    ];
    return privately({
      ...presentNotice(asker.texts, t('hand-over.lead'), {
        headline: t('hand-over.headline'),
        sections: [{ key: 'text', label: t('hand-over.text'), lines: [[{ text: question.text, style: 'quote' }]] }],
      }),
      actions: [...actions, { label: t('action.cancel'), call: { command: 'cancel', args: {} } }],
    });
  },
};

/** Consent was given: the text is stored. */
export const handOver: CommandDefinition = {
  name: 'hand-over',
  role: 'asker',
  listed: false,
  summary: 'action.ask-moderators',
  options: [
    inquiryOption,
    { name: 'tell', kind: 'choice', required: true, summary: 'option.text', choices: ['direct', 'channel', 'no'] },
  ],
  async run({ args, asker, incoming }, { recent, store, now }) {
    const { t } = asker.texts;
    const of = args.of ?? '';
    const question = recent.recall(of, asker.scope);
    if (question === undefined) throw new UserError('hand-over.expired');
    const tell = args.tell ?? 'no';
    await store.inbox.add({
      id: of,
      at: now(),
      scope: asker.scope ?? SHARED_SCOPE,
      platform: asker.place.platform,
      text: question.text,
      lang: question.lang,
      person: asker.person,
      status: 'open',
      replyTo: tell === 'no' ? undefined : replyAddress(asker, incoming.person.id, tell),
    });
    return {
      ...privately(presentNotice(asker.texts, t(tell === 'no' ? 'hand-over.done' : 'hand-over.done-told'))),
      replaces: true,
    };
  },
};

export const cancel: CommandDefinition = {
  name: 'cancel',
  role: 'asker',
  listed: false,
  summary: 'action.cancel',
  options: [],
  run: async ({ asker }) => ({ ...privately(presentNotice(asker.texts, asker.texts.t('cancelled'))), replaces: true }),
};

/** The answer was about another claim than the one meant. */
export const notThis = feedbackCommand('not-this');

/** The answer helped. */
export const helpful = feedbackCommand('helpful');

/** What a reader thinks of an answer, kept with the match's features for the moderators. Only the reader sees the reply. */
function feedbackCommand(kind: Feedback['kind']): CommandDefinition {
  return {
    name: kind,
    role: 'asker',
    listed: false,
    summary: `action.${kind}`,
    options: [{ name: 'entry', kind: 'entry', required: true, summary: 'option.entry' }, inquiryOption],
    async run({ args, asker }, services) {
      const { recent, store, now, newId } = services;
      const of = args.of ?? '';
      const { id: entryId } = await readVisibleEntry(args.entry ?? '', asker, services);
      const isNew = await store.feedback.add({
        id: newId(),
        at: now(),
        scope: asker.scope ?? SHARED_SCOPE,
        inquiryId: of,
        entryId,
        kind,
        person: asker.person,
        features: recent.recall(of, asker.scope)?.features.get(entryId) ?? {},
      });
      return privately(presentNotice(asker.texts, asker.texts.t(isNew ? `feedback.thanks-${kind}` : 'feedback.again')));
    },
  };
}

function replyAddress({ place }: Asker, person: string, tell: string): string {
  const target: TellTarget = {
    where: tell === 'channel' ? 'channel' : 'direct',
    channel: place.channel,
    person,
    community: place.community,
  };
  return JSON.stringify(target);
}
