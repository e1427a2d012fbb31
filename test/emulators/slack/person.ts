// What can a person in Slack do?

import type { Ack } from './delivery.ts';
import type { Message } from './message.ts';
import type { Action } from './outcome.ts';
import type { Fields } from './payload.ts';
import type { View } from './view.ts';

/** What may stand in a message beside its text. */
export interface Said {
  /** The message that began the thread, or its timestamp. */
  readonly thread?: Message | string;
  /** Blocks in place of the rich text that Slack makes of the words. */
  readonly blocks?: readonly Fields[];
  readonly attachments?: readonly Fields[];
  readonly files?: readonly Fields[];
  /** Further fields of the message body, for instance `subtype`. */
  readonly fields?: Fields;
}

/** A command on its way. */
export interface SentCommand {
  /** The path of the response_url that goes with it. */
  readonly responsePath: string;
  readonly acked: Promise<Ack>;
}

/** The hands and eyes of one person. Each action resolves when all is quiet; see `Action`. */
export interface Person {
  readonly id: string;
  readonly name: string;
  /** `/istrue text` in a channel. Slack offers no commands in threads. */
  runs(command: string, text: string, channel: string): Action;
  /** The same without gathering what comes of it: for thousands of commands at once. */
  sends(command: string, text: string, channel: string): SentCommand;
  /** A message shortcut on a message, or a global one. */
  usesShortcut(callbackId: string, message?: Message): Action;
  /** Says it as typed: `& < >` and addresses are escaped as Slack does; `<@U…>` stays a mention. */
  says(channel: string, text: string, said?: Said): Action;
  /** Says it with the app's name before the text. */
  mentions(channel: string, text: string, said?: Said): Action;
  sendsDm(text: string, said?: Said): Action;
  /** Shares a message into another channel, as a forward with an optional comment. */
  forwards(message: Message, channel: string, comment?: string): Action;
  edits(message: Message, text: string): Action;
  deletes(message: Message): Action;
  /** Presses a button, found by its text or action_id. */
  presses(button: string, on: Message | View): Action;
  /** Chooses in a select, found by placeholder, label, action_id or block_id; a value by text or value. */
  chooses(select: string, value: string | readonly string[] | Fields, on: Message | View): Action;
  /** Types into an external select; the outcome has the `options` shown. */
  typesInExternalSelect(select: string, typed: string, on: Message | View): Action;
  /**
   * Fills the form (by label, action_id or block_id) and submits it; in a `file_input` a `ChosenFile` or several. Throws
   * what Slack's form would not let through.
   */
  submits(view: View, values?: Readonly<Record<string, unknown>>): Action;
  /** Closes the topmost modal, or with `all` the whole stack; the app hears of it when notify_on_close is set. */
  closesView(view: View, all?: boolean): Action;
  opensHome(): Action;
  /** Installs the app by opening its install page, as a browser would; resolves with the page that came last. */
  installs(installUrl: string, answer?: 'allow' | 'deny'): Promise<{ status: number; body: string }>;
  /** Changes what users.info says of this person. */
  becomes(changes: { locale?: string; admin?: boolean; owner?: boolean; deleted?: boolean }): void;
  /** The direct message between this person and the app. */
  readonly dm: string;
  /** The topmost open modal. */
  readonly modal: View | undefined;
  readonly home: View | undefined;
  /** What this person sees: the channel when one is named, else the topmost modal, else the home tab. */
  sees(channel?: string): string;
}
