// What does this question mean: its own words, or the message it points to?

import { checkText, matchText } from './check-text.ts';
import type { Asker, Services } from './command.ts';
import type { IncomingQuestion } from './incoming.ts';
import { presentNotice } from './present/present-notice.ts';
import type { AnswerReply } from './reply.ts';

/**
 * Answers a question in words. "Is this true?" below a message checks that message; a question with words of its own
 * is checked by these, and by the message it replies to where the words alone find nothing.
 */
export async function answerQuestion(
  question: IncomingQuestion,
  asker: Asker,
  services: Services,
): Promise<AnswerReply> {
  const { text, subject } = question;
  const own = matchText(text, asker.scope, services, asker.languageOf);
  const saysSomething = own.extraction.empty === undefined;

  if (subject === undefined) {
    if (!saysSomething && text.trim() === '') return notice('help.how-to');
    return checkText({ text, private: question.private }, asker, services, own);
  }
  if (saysSomething && (own.decision.kind !== 'unreviewed' || subject.onlyIfWordless === true)) {
    return checkText({ text, link: subject.link, private: question.private }, asker, services, own);
  }
  if (subject.unreadable !== undefined) return notice(`unreadable.${subject.unreadable}`);
  if (subject.text.trim() === '') return notice('empty.lead');
  return checkText({ text: subject.text, link: subject.link, private: question.private }, asker, services);

  function notice(key: Parameters<Asker['texts']['t']>[0]): AnswerReply {
    return { kind: 'answer', visibility: 'private', answer: presentNotice(asker.texts, asker.texts.t(key)) };
  }
}
