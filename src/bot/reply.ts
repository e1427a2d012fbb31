// What does the bot give back to an adapter?

import type { Answer } from './answer.ts';
import type { Call } from './call.ts';

/** A file to send, or one that was read. */
export interface AttachedFile {
  readonly name: string;
  readonly content: Uint8Array;
}

/** A message to show. */
export interface AnswerReply {
  readonly kind: 'answer';
  readonly answer: Answer;
  /** `private`: for the asker alone. */
  readonly visibility: 'public' | 'private';
  /** The inquiry it answers, where it answers one. */
  readonly inquiryId?: string | undefined;
  /** The entry it shows and at which revision, where it shows one; to be handed back to `bot.posted`. */
  readonly shows?: { readonly entryId: string; readonly revision: number } | undefined;
  /** Files to attach. */
  readonly files?: readonly AttachedFile[] | undefined;
  /** True where it should take the place of the message whose button was pressed. */
  readonly replaces?: boolean | undefined;
}

/** A field of a form. */
export interface FormField {
  readonly name: string;
  readonly label: string;
  /** `file`: one file of the person's own; what is chosen comes with the call's files, not with its fields. */
  readonly kind: 'line' | 'paragraph' | 'choice' | 'file';
  readonly hint?: string | undefined;
  /** What stands in it at first: never less than what the person typed before. */
  readonly value?: string | undefined;
  readonly required: boolean;
  /** What was wrong with what stands in it; part of the form's `problem` too. */
  readonly problem?: string | undefined;
  /** Most characters; at most 3,000, which every platform takes. */
  readonly maxLength?: number | undefined;
  /** For `choice`: at most 25. */
  readonly options?: readonly { readonly value: string; readonly label: string }[] | undefined;
  /** For `file`: endings of names that make sense, without the dot. A convenience: any file may come. */
  readonly fileTypes?: readonly string[] | undefined;
}

/** A form to fill in. On submission the adapter sends `submit` back with the fields. */
export interface FormReply {
  readonly kind: 'form';
  readonly lang: string;
  readonly title: string;
  readonly submitLabel: string;
  /** At most 5, the most a Discord form takes. */
  readonly fields: readonly FormField[];
  readonly submit: Call;
  /**
   * Gives this form again with all that was typed: for a button, where a platform cannot answer a form with a form. The
   * button stands below `problem`, and `reopenLabel` on it.
   */
  readonly reopen: Call;
  readonly reopenLabel: string;
  /** What was wrong with an earlier submission, shown above the fields. */
  readonly problem?: string | undefined;
}

/**
 * Nothing to say yet: another delivery of the same event is being handled, or its process died in the middle. Where the
 * platform delivers unacknowledged events again, this one is not to be acknowledged.
 */
export interface TakenReply {
  readonly kind: 'taken';
}

/** Undefined means: say nothing. */
export type Reply = AnswerReply | FormReply | TakenReply | undefined;

/** An answer that only the one who asked sees. */
export function privately(answer: Answer): AnswerReply {
  return { kind: 'answer', visibility: 'private', answer };
}
