// Who asks what, where, and in which language?

import type { Call } from './call.ts';

export type Platform = 'console' | 'discord' | 'slack';

/** Where something was said. */
export interface Place {
  readonly platform: Platform;
  /**
   * The Discord server or Slack workspace; undefined in a direct message on Discord and where the bot is nobody's guest.
   * A direct message on Slack belongs to the workspace.
   */
  readonly community?: string | undefined;
  readonly channel: string;
  /** The channel that a thread hangs on, where `channel` is a thread. What is set for that channel holds in its threads. */
  readonly parentChannel?: string | undefined;
  /** True where only the asker reads along: a direct message, the console. */
  readonly direct: boolean;
}

/** Who said it. */
export interface Person {
  /** The platform's id. Never stored: the store sees a keyed hash. */
  readonly id: string;
  /** May manage the community, by the platform's own permissions. */
  readonly isManager: boolean;
  /** Runs the bot itself: may change shared entries. */
  readonly isOperator?: boolean | undefined;
  /** The platform's ids of the roles or groups the person has; settings say which of them moderate. */
  readonly groups: readonly string[];
}

interface IncomingBase {
  /** The platform's id of the event; the same event delivered twice is handled once. Absent where it cannot come twice. */
  readonly eventId?: string | undefined;
  readonly place: Place;
  readonly person: Person;
  /** The person's own language, as the platform tells it, such as `fr` or `en-GB`. */
  readonly locale?: string | undefined;
}

/** A message that somebody asked about. */
export interface Subject {
  /** Its text, with that of its embeds, attachments or blocks; empty where it has none. */
  readonly text: string;
  /** Its address on the platform, for moderators. */
  readonly link?: string | undefined;
  /** Why its text could not be read. */
  readonly unreadable?: 'no-permission' | 'deleted' | 'unavailable' | undefined;
  /**
   * True where the question only stands near it, as in a thread that it began: words of the question's own then go
   * before it, whatever they find.
   */
  readonly onlyIfWordless?: boolean | undefined;
}

/** A question in words, perhaps about another message. */
export interface IncomingQuestion extends IncomingBase {
  readonly kind: 'question';
  /** What the asker wrote, without the mention of the bot. May be empty or "is this true?" where there is a subject. */
  readonly text: string;
  readonly subject?: Subject | undefined;
  /** The platform's id of the message with the question, where there is one. */
  readonly questionId?: string | undefined;
  /** True where the message was answered before and was edited since: the reply takes the place of the earlier one. */
  readonly edited?: boolean | undefined;
  /** Ask for a reply that only the asker sees. Default: as the community has set. */
  readonly private?: boolean | undefined;
}

/** A command, button, menu or form. */
export interface IncomingCall extends IncomingBase {
  readonly kind: 'call';
  readonly call: Call;
  /** What was filled into a form, by the name of the field. */
  readonly fields?: Readonly<Record<string, string>> | undefined;
  /** Files that came with it, by the name of the option or field. */
  readonly files?: Readonly<Record<string, OfferedFile>> | undefined;
  /** True where the button or menu stands below a reply that only this person sees. */
  readonly private?: boolean | undefined;
  /** The message it was chosen for, where a command with a `messageAction` was chosen in a message's menu. */
  readonly subject?: Subject | undefined;
}

/** A file that came with a call. Nothing is read before it is known that the call may be made. */
export interface OfferedFile {
  /** Finds the file again in a later call, as the value of its option; absent where the platform cannot. */
  readonly ref?: string | undefined;
  /** Reads it whole. @throws UserError that says why it cannot be read. */
  read(): Promise<{ readonly name: string; readonly content: Uint8Array }>;
}

export type Incoming = IncomingQuestion | IncomingCall;
