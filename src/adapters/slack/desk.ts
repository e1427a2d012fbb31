// What does every handler of the Slack adapter work with?

import type { Bot } from '../../bot/bot.ts';
import type { Incoming } from '../../bot/incoming.ts';
import type { Log } from '../../bot/log.ts';
import type { Sending } from '../../bot/messenger.ts';
import type { KnownPerson, People } from './people.ts';
import type { ShareTarget } from './share-target.ts';
import type { Workspaces } from './workspaces.ts';

export interface Desk {
  readonly bot: Bot;
  readonly log: Log;
  readonly workspaces: Workspaces;
  readonly people: People;
  /** Milliseconds by a clock that is never set. */
  readonly elapsed: () => number;
  /** How long reading a file may take, in milliseconds. Default: the bot's own. */
  readonly fileTimeoutMs?: number | undefined;
}

/** Where somebody did something, and all that is needed to answer there. */
export interface Spot {
  readonly team: string;
  readonly user: string;
  /** The channel; undefined in a home tab and in a modal that was opened from one. */
  readonly channel: string | undefined;
  /** The message that began the thread to answer in. */
  readonly thread?: string | undefined;
  /** The direct message between the person and the bot, where posts need not be hidden from others. */
  readonly direct: boolean;
  readonly responseUrl?: string | undefined;
  readonly triggerId?: string | undefined;
  /** What the button or menu stands on. */
  readonly on?:
    | { readonly kind: 'message'; readonly ts: string; readonly ephemeral: boolean }
    | { readonly kind: 'modal' | 'home'; readonly viewId: string }
    | undefined;
  /** Where a private answer given here may be shared. */
  readonly shareTo?: ShareTarget | undefined;
  /** For an event that Slack may deliver again: what marks the reply to it, and the message it replies to. */
  readonly once?: (Sending & { readonly after: string }) | undefined;
}

/** Who asks where, as the bot takes it. */
export function askedBy(spot: Spot, { person, locale }: KnownPerson): Pick<Incoming, 'place' | 'person' | 'locale'> {
  return {
    place: {
      platform: 'slack',
      community: spot.team,
      channel: spot.channel ?? spot.user,
      direct: isDirect(spot.channel),
    },
    person,
    locale,
  };
}

/** Whether only the asker reads along there, or one other person. */
export function isDirect(channel: string | undefined): boolean {
  return channel === undefined || channel.startsWith('D');
}

/** The id of a message for `questionId`: a timestamp is unique within its channel only. */
export function messageId(team: string, channel: string, ts: string): string {
  return `${team}/${channel}/${ts}`;
}
