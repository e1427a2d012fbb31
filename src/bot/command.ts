// What is a command, and what does it get to work with?

import type { Matcher } from '../core/matcher.ts';
import type { TextKey } from '../i18n/resource.ts';
import type { Language, Texts } from '../i18n/texts.ts';
import type { Store } from '../store/store.ts';
import type { DueReview } from './due-reviews.ts';
import type { FoundEntry } from './entry-finder.ts';
import type { RatingTable } from './import-export/import-row.ts';
import type { IncomingCall, Place } from './incoming.ts';
import type { RecentQuestions } from './recent-questions.ts';
import type { Reply } from './reply.ts';
import type { Role } from './role.ts';
import type { Settings } from './settings.ts';

/** Something a command needs or takes. */
export interface OptionDefinition {
  readonly name: string;
  /**
   * `text`: any words; `entry`: the id of an entry, found by its words; `choice`: one of `choices`; `flag`: `true` or
   * `false`; `number`: a whole number; `person`, `group`, `channel`: the platform's id of one; `file`: an attached file.
   */
  readonly kind: 'text' | 'entry' | 'choice' | 'flag' | 'number' | 'person' | 'group' | 'channel' | 'file';
  readonly required: boolean;
  readonly summary: TextKey;
  readonly choices?: readonly string[] | undefined;
  /** For numbers. */
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}

/**
 * A command, defined once for every platform: its name and options feed Discord's registration, Slack's parser, the
 * console and `help`; buttons and menus call it by the same name.
 */
export interface CommandDefinition {
  readonly name: string;
  readonly role: Role;
  /** False for what only buttons and menus call. */
  readonly listed: boolean;
  readonly summary: TextKey;
  /**
   * Its label in a message's menu, where it stands in one: at most 24 characters, the most Slack takes. A call chosen
   * there has a `subject` and no options; required ones are then not asked for.
   */
  readonly messageAction?: TextKey | undefined;
  /** The first one takes the rest of a typed line. */
  readonly options: readonly OptionDefinition[];
  run(request: Request, services: Services): Promise<Reply>;
}

/** A call with all that is known about who makes it, checked: role, options. */
export interface Request {
  readonly incoming: IncomingCall;
  readonly args: Readonly<Record<string, string>>;
  readonly fields: Readonly<Record<string, string>>;
  readonly asker: Asker;
}

/** Who asks, where, and what holds there. */
export interface Asker {
  readonly place: Place;
  /** Keyed hash. */
  readonly person: string;
  readonly role: Role;
  /** The community's own scope; undefined in a direct message. */
  readonly scope: string | undefined;
  readonly settings: Settings;
  readonly texts: Texts;
  /** The language of a text among ours; undefined where it does not show. */
  languageOf(text: string): Language | undefined;
}

/** What commands work with. */
export interface Services {
  readonly store: Store;
  readonly matcher: Matcher;
  readonly recent: RecentQuestions;
  readonly commands: readonly CommandDefinition[];
  readonly now: () => Date;
  /** A new short id that cannot be guessed. */
  readonly newId: () => string;
  readonly version: string;
  /** Shared entries that a community replaced by its own. */
  hiddenIn(scope: string | undefined): ReadonlySet<string>;
  /** Entries by half-remembered words, best first. */
  findEntries(query: string, scope: string | undefined, limit: number): FoundEntry[];
  /** An empty matcher with the numbers of the bot's own, for matching other things than claims. */
  newMatcher(): Matcher;
  /** Published entries of one scope whose day of review has come, longest due first. */
  reviewsDue(scope: string, today: string): DueReview[];
  /** What fact-checkers' labels stand for, for imports. */
  readonly ratings: RatingTable;
  /** Resolves once every change saved before the call is answered by. */
  catchUp(): Promise<void>;
}
