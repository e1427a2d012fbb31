// How does a moderator begin an entry?

import { SHARED_SCOPE } from '../../core/claim.ts';
import { languageOfText } from '../asker.ts';
import { matchText } from '../check-text.ts';
import type { Asker, CommandDefinition, Services } from '../command.ts';
import { openGroupOf } from '../moderation/answer-inquiry.ts';
import { writingContext } from '../moderation/draft-content.ts';
import { stepForm } from '../moderation/entry-steps.ts';
import { lineOfParts } from '../moderation/line-parts.ts';
import { scopeToModerate } from '../moderation/may-moderate.ts';
import type { FormReply } from '../reply.ts';
import { UserError } from '../user-error.ts';

const MAX_CLAIM = 400;

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

/** A question's words as a statement: a capital letter, and no question mark where the words that ask were taken off. */
function statement(said: string, text: string): string {
  const [first = '', ...rest] = said === text.trim() ? said : said.replace(/\s*\?+$/, '.');
  return first.toUpperCase() + rest.join('');
}
