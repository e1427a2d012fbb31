// How does the bot say something that is no answer to a question?

import type { Texts } from '../../i18n/texts.ts';
import { type Action, type Answer, plain, type Section } from '../answer.ts';

interface NoticeParts {
  readonly headline?: string;
  readonly sections?: readonly Section[];
  readonly actions?: readonly Action[];
}

/** A plain word to a person. */
export function presentNotice(
  texts: Texts,
  lead: string,
  { headline = '', sections = [], actions = [] }: NoticeParts = {},
): Answer {
  return { kind: 'notice', lang: texts.lang, headline, lead: plain(lead), sections, actions };
}

/** Something the person asked for cannot be done, and what they can do about it. Never looks like an answer. */
export function presentProblem(texts: Texts, lead: string, headline = ''): Answer {
  return { kind: 'problem', lang: texts.lang, headline, lead: plain(lead), sections: [], actions: [] };
}
