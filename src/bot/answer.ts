// What does a reply say, apart from how a platform draws it?

import type { DecisionKind } from '../core/match.ts';
import type { Verdict } from '../entry/vocabulary.ts';
import type { Call } from './call.ts';

/** A run of text in one style. Plain text: renderers escape it for their platform. */
export interface Span {
  readonly text: string;
  readonly style?: 'strong' | 'emphasis' | 'quote' | 'code' | undefined;
  /** An address that the text leads to. */
  readonly url?: string | undefined;
  /** A person, group or channel of the platform, shown by name and never notified; `text` stands in where it cannot be. */
  readonly mention?: { readonly kind: 'person' | 'group' | 'channel'; readonly id: string } | undefined;
}

/** One line or paragraph. A line feed in it begins another line that belongs to it, such as a quotation below its source. */
export type Line = readonly Span[];

/** A labelled part of an answer. */
export interface Section {
  readonly key: SectionKey;
  /** What stands above it, without a colon. Empty for a part that needs none. */
  readonly label: string;
  readonly lines: readonly Line[];
}

export type SectionKey =
  | 'claim'
  | 'differences'
  | 'origin'
  | 'not-proven'
  | 'confidence'
  | 'updated'
  | 'timeline'
  | 'sources'
  | 'list'
  | 'text';

/** A button. */
export interface Action {
  readonly label: string;
  readonly call: Call;
  readonly style?: 'primary' | 'danger' | undefined;
}

/** A menu to choose one thing from. */
export interface Choices {
  readonly placeholder: string;
  readonly options: readonly {
    readonly label: string;
    readonly description?: string | undefined;
    readonly call: Call;
  }[];
}

/** What kind of reply this is: a decision about a question, or something the bot says for another reason. */
export type AnswerKind = DecisionKind | 'details' | 'notice' | 'problem';

/**
 * A reply as data: localized, platform-neutral, in the order people should read it. Renderers are pure functions from
 * this to a platform's payload; where something must be cut to fit, they cut from the end of `sections`.
 */
export interface Answer {
  readonly kind: AnswerKind;
  /** The language of all texts in it. */
  readonly lang: string;
  /** The verdict shown, where one is. Never told by colour alone: the headline says it in words with an emoji. */
  readonly verdict?: Verdict | undefined;
  /** The entry shown, where one is. */
  readonly entryId?: string | undefined;
  /** The first thing read. One short line; empty where `lead` says all there is to say. */
  readonly headline: string;
  /** The sentence that answers. */
  readonly lead?: Line | undefined;
  readonly sections: readonly Section[];
  /** Small print: last review, id. */
  readonly footnote?: string | undefined;
  readonly actions: readonly Action[];
  readonly choices?: Choices | undefined;
}

/** A line of plain text. */
export function plain(text: string): Line {
  return [{ text }];
}

/** A line of a list: a claim or question as it stands, and what is to be said of it. */
export function quoted(text: string, words: string): Line {
  return [{ text, style: 'quote' }, { text: ` · ${words}` }];
}

/** A text of blanks says nothing: a platform leaves it out as it does an empty one. */
export function isBlank(text: string | undefined): text is undefined | '' {
  return text === undefined || text.trim() === '';
}
