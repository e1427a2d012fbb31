// What do we do with a message or a command?

import { randomBytes } from 'node:crypto';
import { createMatcher } from '../core/create-matcher.ts';
import type { MatchResult } from '../core/matcher.ts';
import type { Model } from '../core/model.ts';
import { type Language, textsOf } from '../i18n/texts.ts';
import type { Store } from '../store/store.ts';
import type { Answer } from './answer.ts';
import { answerQuestion } from './answer-question.ts';
import { askerOf, chooseLanguage, scopeOf } from './asker.ts';
import { answerOf, matchText, scopesOf } from './check-text.ts';
import type { CommandDefinition, Services } from './command.ts';
import { commandTable } from './commands/command-table.ts';
import { withDeadline } from './deadline.ts';
import { createDueReviews } from './due-reviews.ts';
import { createEntryFinder } from './entry-finder.ts';
import type { RatingTable } from './import-export/import-row.ts';
import { createRatingTable } from './import-export/rating-table.ts';
import type { Incoming, Platform } from './incoming.ts';
import type { Log } from './log.ts';
import { refuseHaste, unlessJustAnswered } from './manners.ts';
import type { Messenger } from './messenger.ts';
import { shortHash } from './moderation/entry-id.ts';
import { inLanguage } from './present/localized.ts';
import { presentProblem } from './present/present-notice.ts';
import { openPublishedIndex } from './published-index.ts';
import { createRecentQuestions } from './recent-questions.ts';
import type { AnswerReply, Reply } from './reply.ts';
import { mayActAs } from './role.ts';
import { runCall } from './run-call.ts';
import { createTurns } from './turns.ts';
import { UserError } from './user-error.ts';
import { checkLinks, type LinkToCheck } from './work/check-links.ts';
import { deliveryHandlers } from './work/deliver.ts';
import { DIGEST, type DigestPayload, isoWeek, type LinkChecker, planDigests, writeDigest } from './work/digest.ts';
import { DEFAULT_RETENTION, keepRetention, type Retention } from './work/retention.ts';
import { createWorker } from './work/worker.ts';

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
  /** The reply to a message that an adapter itself could not work on, logged with its cause under an id that it shows. */
  failed(incoming: Incoming, error: unknown): AnswerReply;
  /** Whether a command is open to a person there. False where that cannot be found out. Never throws. */
  mayUse(incoming: Pick<Incoming, 'place' | 'person'>, command: string): Promise<boolean>;
  /** What a half-typed `entry` option may mean, for autocomplete: at most 25, best first. Never throws. */
  suggest(incoming: Pick<Incoming, 'place' | 'locale'>, typed: string): readonly Suggestion[];
  /** What a text would be answered and why. Records nothing, remembers nothing. */
  explain(text: string, lang?: Language): Promise<Explanation>;
  /**
   * To be called once a public reply with an `inquiryId` was posted, so that the answer can be corrected, linked to and
   * taken away. Never throws: what fails is logged.
   */
  posted(incoming: Incoming, reply: AnswerReply, message: PostedMessage): Promise<void>;
  /** The answers that were posted to a message, for taking them away or replacing them. Empty where none is known. */
  answersTo(
    platform: Platform,
    questionId: string,
  ): Promise<readonly { readonly inquiryId: string; readonly address: string }[]>;
  /** To be called once a posted answer was taken away. */
  unposted(inquiryId: string): Promise<void>;
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

/** Where a reply was posted. */
export interface PostedMessage {
  /** What the adapter needs to find the message again. */
  readonly address: string;
  /** A link to it for people. */
  readonly link?: string | undefined;
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
}

/** How often old records are removed and digests planned, in milliseconds. */
const HOUSEKEEPING_MS = 60 * 60 * 1000;

/** Addresses checked for one digest. */
const MOST_LINKS = 60;

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
}: BotOptions): Promise<Bot> {
  const matcher = createMatcher(model);
  const finder = createEntryFinder(matcher);
  const dueReviews = createDueReviews();
  const index = await openPublishedIndex(store, matcher, [finder, dueReviews], (error) =>
    log.warn({ error }, 'could not follow the changes of entries'),
  );
  const personKey = await store.personKey();
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
  const checkLinksOf: LinkChecker = async (scope) => checkLinks(await linksToCheck(scope));
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
  if (workEveryMs > 0) worker.start(workEveryMs);
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

    async posted(incoming, reply, { address, link }) {
      if (reply.inquiryId === undefined) return;
      const { place } = incoming;
      try {
        // A button below an answer leaves it the answer to the same message.
        const questionId =
          incoming.kind === 'question' ? incoming.questionId : (await store.posted.get(reply.inquiryId))?.questionId;
        await store.posted.add({
          inquiryId: reply.inquiryId,
          at: now(),
          platform: place.platform,
          scope: scopeOf(place),
          channel: place.channel,
          questionId,
          address,
          link,
          entryId: reply.shows?.entryId,
          revision: reply.shows?.revision,
          lang: reply.answer.lang,
        });
      } catch (error) {
        log.warn(
          { error, platform: place.platform },
          'could not record a posted answer; it will not be corrected later',
        );
      }
    },

    async answersTo(platform, questionId) {
      try {
        return await store.posted.toQuestion(platform, questionId);
      } catch (error) {
        log.warn({ error, platform }, 'could not look up the answers to a message');
        return [];
      }
    },

    async unposted(inquiryId) {
      try {
        await store.posted.remove(inquiryId);
      } catch (error) {
        log.warn({ error }, 'could not forget an answer that was taken away');
      }
    },

    connect(messenger) {
      messengers.set(messenger.platform, messenger);
      return () => messengers.delete(messenger.platform);
    },

    async handle(incoming) {
      try {
        // A command may write; what it wrote must not be called a failure because it took long.
        const work = replyTo(incoming);
        return await (incoming.kind === 'question' ? withDeadline(work, questionDeadlineMs) : work);
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

  async function replyTo(incoming: Incoming): Promise<Reply> {
    const { eventId, place } = incoming;
    const came = performance.now();
    await turn();
    // Its asker was told long ago that it could not be checked; the time is better spent on the next one.
    if (incoming.kind === 'question' && performance.now() - came > questionDeadlineMs) return undefined;
    if (eventId !== undefined && !(await store.seen.first(`${place.platform}:${eventId}`))) return undefined;
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

  /** Some addresses of a community's entries, others every week. */
  async function linksToCheck(scope: string): Promise<LinkToCheck[]> {
    const records = await store.entries.list({ scopes: [scope], statuses: ['published'], limit: 1_000 });
    const week = isoWeek(now());
    return records
      .flatMap(({ id, entry }) => entry.sources.map(({ url }) => ({ entryId: id, url })))
      .map((link) => ({ link, turn: shortHash(`${week} ${link.url}`) }))
      .sort((a, b) => (a.turn < b.turn ? -1 : 1))
      .slice(0, MOST_LINKS)
      .map(({ link }) => link);
  }

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
