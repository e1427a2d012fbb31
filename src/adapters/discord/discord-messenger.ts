// How does the bot reach people on Discord without being asked?

import type { Delivery, Messenger } from '../../bot/messenger.ts';
import { readAddress } from './address.ts';
import type { DiscordLink } from './discord-link.ts';
import { type FailureKind, kindOfFailure } from './failure.ts';
import { editAnswer, openDirect, postAnswer } from './post-message.ts';

/** Trying again would not help. */
const FINAL: ReadonlySet<FailureKind> = new Set(['gone', 'forbidden', 'dm-closed', 'refused']);

export function createDiscordMessenger(link: DiscordLink): Messenger {
  async function delivered(send: () => Promise<unknown>, what: string): Promise<Delivery> {
    try {
      await send();
      return 'delivered';
    } catch (error) {
      if (!FINAL.has(kindOfFailure(error))) throw error;
      link.failed(error, what);
      return 'gone';
    }
  }

  return {
    platform: 'discord',
    async edit(address, answer) {
      const place = readAddress(address);
      if (place === undefined) return 'gone';
      return delivered(() => editAnswer(link, place, answer), 'could not correct an earlier answer');
    },
    tell: (target, answer, { key }) =>
      delivered(async () => {
        const isDirect = target.where === 'direct' && target.person !== undefined;
        const channel = isDirect ? await openDirect(link, target.person ?? '') : target.channel;
        const addressee = isDirect ? undefined : target.person;
        // Discord returns the message that carried the same nonce "in the past few minutes" instead of posting a second
        // one (https://discord.com/developers/docs/resources/message#create-message, `enforce_nonce`): longer than the
        // two minutes after which a job is taken over from a process that died. A later retry may say it twice.
        await postAnswer(link, { channel, answer, addressee, nonce: key });
      }, 'could not tell somebody'),
  };
}
