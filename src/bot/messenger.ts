// How does the bot reach people without being asked?

import type { Answer } from './answer.ts';
import type { Platform } from './incoming.ts';

/** What became of a message: `gone` where its place or its reader no longer exists, so that it is not tried again. */
export type Delivery = 'delivered' | 'gone';

/**
 * What an adapter offers the bot. A promise that rejects means "not now": it is tried again later. Addresses are
 * strings that the adapter wrote itself.
 */
export interface Messenger {
  readonly platform: Platform;
  /** Puts a corrected answer in the place of an earlier one. Done again, it changes nothing. */
  edit(address: string, answer: Answer): Promise<Delivery>;
  /**
   * Tells somebody something, as `IncomingQuestion`'s asker chose: in the channel, mentioning nobody else, or directly.
   * A message that an earlier try has sent is not sent again where the platform can tell; where it cannot, it is sent:
   * better twice than never.
   */
  tell(target: TellTarget, answer: Answer, sending: Sending): Promise<Delivery>;
}

/** Which message is sent, so that it is not sent twice. */
export interface Sending {
  /**
   * The same for every try of one message, another for every other message, whatever it says. At most 25 characters,
   * as Discord takes, that say nothing to others who can read them.
   */
  readonly key: string;
  /** True where an earlier try may have sent it, and ended before that was noted. */
  readonly again: boolean;
}

/** Whom to tell, and where. */
export interface TellTarget {
  /** `direct`: a direct message to the person; `channel`: in the channel, addressed to the person where there is one. */
  readonly where: 'direct' | 'channel';
  readonly channel: string;
  readonly person?: string | undefined;
  /** The community, where the platform needs it to choose a token. */
  readonly community?: string | undefined;
}
