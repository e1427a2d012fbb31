// What do we do with a message or a command?

import { randomBytes } from 'node:crypto';
import { createMatcher } from '../core/create-matcher.ts';
import type { MatchResult } from '../core/matcher.ts';
import type { Model } from '../core/model.ts';
import { type Language, textsOf } from '../i18n/texts.ts';
import type { Store } from '../store/store.ts';
import type { Answer } from './answer.ts';
import { answerQuestion } from './answer-question.ts';
import { askerOf, chooseLanguage } from './asker.ts';
import { answerOf, matchText, scopesOf } from './check-text.ts';
import type { CommandDefinition, Services } from './command.ts';
import { commandTable } from './commands/command-table.ts';
import { createEntryFinder } from './entry-finder.ts';
import type { Incoming } from './incoming.ts';
import type { Log } from './log.ts';
import { presentProblem } from './present/present-notice.ts';
import { openPublishedIndex } from './published-index.ts';
import { createRecentQuestions } from './recent-questions.ts';
import type { AnswerReply, Reply } from './reply.ts';
import { runCall } from './run-call.ts';
import { UserError } from './user-error.ts';

/** The bot, whatever the platform. */
export interface Bot {
  /** Every command, for registration, parsing and completion. */
  readonly commands: readonly CommandDefinition[];
  /** Number of published entries in the index. */
  readonly size: number;
  /**
   * Handles one message or call from beginning to end. Never throws: what fails becomes a private "I could not check"
   * with an id that is logged with its cause. Undefined means: say nothing.
   */
  handle(incoming: Incoming): Promise<Reply>;
  /** What a text would be answered and why. Records nothing, remembers nothing. */
  explain(text: string, lang?: Language): Promise<Explanation>;
  /** Resolves once every change saved before the call is answered by. */
  catchUp(): Promise<void>;
  /** Stops following changes. The store stays open. */
  stop(): Promise<void>;
}

export interface Explanation {
  readonly result: MatchResult;
  readonly answer: Answer;
}

export interface BotOptions {
  readonly store: Store;
  readonly model: Model;
  readonly log: Log;
  readonly version: string;
  readonly now?: () => Date;
}

/**
 * Loads the published entries into the index and starts following changes.
 * @throws StoreError where they cannot be loaded.
 */
export async function startBot({ store, model, log, version, now = () => new Date() }: BotOptions): Promise<Bot> {
  const matcher = createMatcher(model);
  const finder = createEntryFinder();
  const index = await openPublishedIndex(store, matcher, finder, (error) =>
    log.warn({ error }, 'could not follow the changes of entries'),
  );
  const personKey = await store.personKey();
  const services: Services = {
    store,
    matcher,
    recent: createRecentQuestions(now),
    commands: commandTable,
    now,
    newId: () => randomBytes(9).toString('base64url'),
    version,
    hiddenIn: index.hiddenIn,
    findEntries: (query, scope, limit) =>
      finder.find(query, scope, limit, () =>
        matcher.match({ text: query, scopes: scopesOf(scope), limit: 50 }).matches.map(({ claimId }) => claimId),
      ),
  };

  return {
    commands: commandTable,
    get size() {
      return matcher.size;
    },
    catchUp: index.catchUp,
    stop: index.stop,

    async explain(text, lang) {
      const texts = textsOf(lang ?? chooseLanguage(undefined, 'auto', text));
      const result = matchText(text, undefined, services);
      return { result, answer: await answerOf(result, 'explained', texts, store) };
    },

    async handle(incoming) {
      try {
        if (
          incoming.eventId !== undefined &&
          !(await store.seen.first(`${incoming.place.platform}:${incoming.eventId}`))
        )
          return undefined;
        const asker = await askerOf(incoming, store, personKey);
        return incoming.kind === 'question'
          ? await answerQuestion(incoming, asker, services)
          : await runCall(incoming, asker, services);
      } catch (error) {
        return failure(error, incoming);
      }
    },
  };

  function failure(error: unknown, incoming: Incoming): AnswerReply {
    const texts = textsOf(chooseLanguage(incoming.locale, 'auto', incoming.kind === 'question' ? incoming.text : ''));
    if (error instanceof UserError) {
      return { kind: 'answer', visibility: 'private', answer: presentProblem(texts, texts.t(error.key, error.values)) };
    }
    const id = services.newId();
    log.error({ error, id, platform: incoming.place.platform, kind: incoming.kind }, 'could not handle a message');
    return {
      kind: 'answer',
      visibility: 'private',
      answer: presentProblem(texts, texts.t('problem.failed', { id }), texts.t('problem.headline')),
    };
  }
}
