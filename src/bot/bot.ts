// What do we do with a message or a command?

import { randomBytes } from 'node:crypto';
import { createMatcher } from '../core/create-matcher.ts';
import type { MatchResult } from '../core/matcher.ts';
import type { Model } from '../core/model.ts';
import { type Language, textsOf } from '../i18n/texts.ts';
import type { Store } from '../store/store.ts';
import { createAdmission } from './admission.ts';
import type { Answer } from './answer.ts';
import { answerQuestion } from './answer-question.ts';
import { askerOf, chooseLanguage, scopeOf } from './asker.ts';
import { answerOf, matchText, scopesOf } from './check-text.ts';
import type { CommandDefinition, Services } from './command.ts';
import { commandTable } from './commands/command-table.ts';
import { withDeadline } from './deadline.ts';
import { createDueReviews } from './due-reviews.ts';
import { createEntryFinder } from './entry-finder.ts';
import { createEventLeases, type Event } from './event-lease.ts';
import type { RatingTable } from './import-export/import-row.ts';
import { createRatingTable } from './import-export/rating-table.ts';
import type { Incoming, IncomingQuestion, Platform } from './incoming.ts';
import type { Log } from './log.ts';
import { refuseHaste, unlessJustAnswered } from './manners.ts';
import type { Messenger } from './messenger.ts';
import { createPostedAnswers, type PostedAnswersKeeper } from './posted-answers.ts';
import { inLanguage } from './present/localized.ts';
import { presentFailure } from './present/present-failure.ts';
import { presentProblem } from './present/present-notice.ts';
import { typedText } from './present/typed-text.ts';
import { openPublishedIndex } from './published-index.ts';
import { createRecentQuestions } from './recent-questions.ts';
import { type AnswerReply, privately, type Reply } from './reply.ts';
import { mayActAs } from './role.ts';
import { runCall } from './run-call.ts';
import { createTroubles, type Troubles } from './troubles.ts';
import { createTurns } from './turns.ts';
import { UserError } from './user-error.ts';
import { checkLinks } from './work/check-links.ts';
import { deliveryHandlers } from './work/deliver.ts';
import { DIGEST, type DigestPayload, type LinkChecker, planDigests, writeDigest } from './work/digest.ts';
import { linksToCheck } from './work/links-to-check.ts';
import { DEFAULT_RETENTION, keepRetention, type Retention } from './work/retention.ts';
import { createWorker } from './work/worker.ts';

/** The bot, whatever the platform. */
export interface Bot extends PostedAnswersKeeper {
  /** Every command, for registration, parsing and completion. */
  readonly commands: readonly CommandDefinition[];
  /** Number of published entries in the index. */
  readonly size: number;
  /**
   * Handles one message or call from beginning to end. Never throws: what fails becomes a private "I could not check",
   * for a form "I could not save" with what was typed, and an id that is logged with its cause. Undefined means: say
   * nothing. An event with an `eventId` is then this process's for a while, and handled once {@link posted} or
   * {@link finished} says so.
   */
  handle(incoming: Incoming): Promise<Reply>;
  /** The reply to a message that an adapter itself could not work on, logged with its cause under an id that it shows. */
  failed(incoming: Incoming, error: unknown): AnswerReply;
  /** Whether a command is open to a person there. False where that cannot be found out. Never throws. */
  mayUse(incoming: Pick<Incoming, 'place' | 'person'>, command: string): Promise<boolean>;
  /** What a half-typed `entry` option may mean, for autocomplete: at most 25, best first. Never throws. */
  suggest(incoming: Pick<Incoming, 'place' | 'locale'>, typed: string): readonly Suggestion[];
  /** What a text would be answered and why. Records nothing, remembers nothing. */
  explain(text: string, lang?: Language): Promise<Explanation>;
  /**
   * To be called once the platform took any other reply, "I could not check" too: the event is not handled again. Until
   * then it may be, where this process dies. Never throws.
   */
  finished(event: Event): Promise<void>;
  /** Makes an adapter's messages available to the bot. Returns what ends it. */
  connect(messenger: Messenger): () => void;
  /** Tells, corrects and sends what is due now. Returns how many jobs were done. It is done every second anyway. */
  work(): Promise<number>;
  /** Plans digests and removes what is older than it should be. It is done every hour anyway. */
  keepHouse(): Promise<void>;
  /** Resolves once every change saved before the call is answered by. */
  catchUp(): Promise<void>;
  /** Stops following changes. The store stays open. */
  stop(): Promise<void>;
}

/** An entry to choose. */
export interface Suggestion {
  /** The entry's id. */
  readonly value: string;
  /** Its claim in the person's language, uncut. */
  readonly label: string;
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
  /** What fact-checkers' labels stand for. Default: nothing is known, so ratings are reported and left out. */
  readonly ratings?: RatingTable;
  /** How long records are kept. */
  readonly retention?: Retention;
  /** True where communities may have the addresses of their entries checked: the only requests to other hosts. Default false. */
  readonly linkChecks?: boolean;
  /** An asker is told "I could not check" where an answer takes longer, in milliseconds. Default 8,000. */
  readonly questionDeadlineMs?: number;
  /** How often to look for work, in milliseconds; 0: only when asked. Default 1,000. */
  readonly workEveryMs?: number;
  /** Where the store tells of its troubles too, so that they are told once. Default: of the bot alone. */
  readonly troubles?: Troubles;
}

/** How often old records are removed and digests planned, in milliseconds. */
const HOUSEKEEPING_MS = 60 * 60 * 1000;

/** While questions are turned away, the log says so once in this time, in milliseconds, with how many since. */
const SAY_BUSY_MS = 10_000;

/**
 * Loads the published entries into the index and starts following changes.
 * @throws StoreError where they cannot be loaded.
 */
export async function startBot({
  store,
  model,
  log,
  version,
  now = () => new Date(),
  ratings = createRatingTable({ labels: {} }),
  retention = DEFAULT_RETENTION,
  linkChecks = false,
  questionDeadlineMs = 8_000,
  workEveryMs = 1_000,
  troubles = createTroubles(log),
}: BotOptions): Promise<Bot> {
  const matcher = createMatcher(model);
  const finder = createEntryFinder(matcher);
  const dueReviews = createDueReviews();
  const following = troubles.of('follow the changes of entries');
  const index = await openPublishedIndex(store, matcher, [finder, dueReviews], following);
  const personKey = await store.personKey();
  const events = createEventLeases(store, log);
  const postedAnswers = createPostedAnswers(store, log, now);
  const admission = createAdmission();
  let turnedAway = 0;
  let saidBusy = Number.NEGATIVE_INFINITY;
  const turn = createTurns();
  const messengers = new Map<Platform, Messenger>();
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
    newMatcher: () => createMatcher(model),
    reviewsDue: dueReviews.due,
    ratings,
    catchUp: index.catchUp,
  };
  const checkLinksOf: LinkChecker = async (scope) => checkLinks(await linksToCheck(scope, store, now()));
  const worker = createWorker(
    store,
    () =>
      new Map([
        ...deliveryHandlers(messengers.values(), services),
        [
          DIGEST,
          {
            slow: true,
            run: (job) => writeDigest(job.payload as DigestPayload, services, linkChecks ? checkLinksOf : undefined),
          },
        ],
      ]),
    log,
    now,
  );
  if (workEveryMs > 0) worker.start(workEveryMs, troubles.of('look for work'));
  const housekeeping = workEveryMs > 0 ? setInterval(() => void keepHouse(), HOUSEKEEPING_MS) : undefined;
  housekeeping?.unref();

  return {
    commands: commandTable,
    get size() {
      return matcher.size;
    },
    catchUp: index.catchUp,
    work: worker.work,
    keepHouse,

    async stop() {
      clearInterval(housekeeping);
      await worker.stop();
      await index.stop();
    },

    suggest({ place, locale }, typed) {
      const lang = chooseLanguage(locale, 'auto', '');
      const found = services.findEntries(typed, scopeOf(place), 25);
      return found.map(({ id, claim }) => ({ value: id, label: inLanguage(claim, lang)?.text ?? id }));
    },

    async explain(text, lang) {
      const texts = textsOf(lang ?? chooseLanguage(undefined, 'auto', text));
      const result = matchText(text, undefined, services);
      return { result, answer: await answerOf(result, 'explained', texts, store) };
    },

    ...postedAnswers,

    async posted(incoming, reply, message) {
      await postedAnswers.posted(incoming, reply, message);
      await events.finish(incoming);
    },

    finished: events.finish,

    connect(messenger) {
      messengers.set(messenger.platform, messenger);
      return () => messengers.delete(messenger.platform);
    },

    async handle(incoming) {
      try {
        // A command may write; what it wrote must not be called a failure because it took long.
        return await (incoming.kind === 'question' ? answerInTime(incoming) : replyTo(incoming));
      } catch (error) {
        return failure(error, incoming);
      }
    },

    failed: (incoming, error) => failure(error, incoming),

    async mayUse({ place, person }, name) {
      const needed = commandTable.find((command) => command.name === name)?.role;
      if (needed === undefined || needed === 'asker') return needed === 'asker';
      try {
        const { role } = await askerOf({ place, person, kind: 'question', text: '' }, store, personKey);
        return mayActAs(role, needed);
      } catch {
        return false;
      }
    },
  };

  async function answerInTime(question: IncomingQuestion): Promise<Reply> {
    const came = performance.now();
    if (!(await admission.enter())) return turnAway(question);
    try {
      return await withDeadline(replyTo(question), questionDeadlineMs - (performance.now() - came));
    } finally {
      admission.leave();
    }
  }

  /** At once, and without asking the store. */
  function turnAway({ place, locale, text }: IncomingQuestion): AnswerReply {
    turnedAway += 1;
    if (performance.now() - saidBusy > SAY_BUSY_MS) {
      log.warn(
        { platform: place.platform, turnedAway },
        'more questions than can be answered in time: turning some away',
      );
      saidBusy = performance.now();
      turnedAway = 0;
    }
    const texts = textsOf(chooseLanguage(locale, 'auto', text));
    const answer = presentProblem(texts, texts.t('problem.busy'), texts.t('problem.headline'));
    return { kind: 'answer', visibility: 'private', answer };
  }

  async function replyTo(incoming: Incoming): Promise<Reply> {
    await turn();
    const taken = await events.take(incoming);
    if (taken !== 'mine') return taken === 'busy' ? { kind: 'taken' } : undefined;
    const asker = await askerOf(incoming, store, personKey);
    if (incoming.kind === 'call') return runCall(incoming, asker, services);
    if (incoming.edited !== true) await refuseHaste(asker, services, incoming);
    return unlessJustAnswered(await answerQuestion(incoming, asker, services), incoming, asker, services);
  }

  async function keepHouse(): Promise<void> {
    try {
      const gone = await keepRetention(store, retention, now());
      if (gone > 0) log.info({ gone }, 'old records removed');
      await planDigests(services);
    } catch (error) {
      log.warn({ error }, 'could not remove old records or plan digests');
    }
  }

  function failure(error: unknown, incoming: Incoming): AnswerReply {
    const texts = textsOf(chooseLanguage(incoming.locale, 'auto', incoming.kind === 'question' ? incoming.text : ''));
    const fields = incoming.kind === 'call' ? incoming.fields : undefined;
    if (error instanceof UserError) {
      return privately({
        ...presentProblem(texts, texts.t(error.key, error.values)),
        sections: typedText(texts, fields),
      });
    }
    const id = services.newId();
    log.error({ error, id, platform: incoming.place.platform, kind: incoming.kind }, 'could not handle a message');
    return privately(presentFailure(texts, id, fields));
  }
}
