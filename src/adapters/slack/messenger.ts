// How does the bot correct an earlier answer in Slack, or tell somebody something?

import type { Delivery, Messenger } from '../../bot/messenger.ts';
import { decodeAddress } from './address.ts';
import { section } from './blocks.ts';
import { checkedMessage } from './check-content.ts';
import { asArguments } from './post.ts';
import { renderAnswer } from './render-answer.ts';
import { sendOnce } from './send-once.ts';
import { patiently } from './slack-api.ts';
import { refusalOf } from './slack-error.ts';
import { NotInstalledError, type Workspaces } from './workspaces.ts';

export function createMessenger(workspaces: Workspaces): Messenger {
  return {
    platform: 'slack',

    async edit(address, answer) {
      const found = decodeAddress(address);
      if (found === undefined) return 'gone';
      const { team, channel, ts } = found;
      const message = checkedMessage(renderAnswer(answer, { audience: channel.startsWith('D') ? 'one' : 'many' }));
      return unlessGone(async () => {
        const client = await workspaces.client(team);
        await patiently(() => client.chat.update({ ...asArguments(message), channel, ts }));
      });
    },

    async tell({ where, channel, person, community }, answer, sending) {
      const target = where === 'direct' ? person : channel;
      if (target === undefined || community === undefined) return 'gone';
      const addressed = where === 'channel' && person !== undefined;
      const message = renderAnswer(answer, { audience: where === 'direct' ? 'one' : 'many' });
      // The one mention that notifies: the person asked to be told here.
      const blocks = addressed ? [section(`<@${person}>`), ...message.blocks] : message.blocks;
      return unlessGone(async () => {
        const client = await workspaces.client(community);
        await sendOnce(client, { where, target }, checkedMessage({ ...message, blocks }), sending);
      });
    },
  };
}

/** A refusal that will not change is an answer; any other means "not now". */
async function unlessGone(deliver: () => Promise<void>): Promise<Delivery> {
  try {
    await deliver();
    return 'delivered';
  } catch (error) {
    const refusal = error instanceof NotInstalledError ? 'gone' : refusalOf(error);
    if (refusal === 'gone') return 'gone';
    throw error;
  }
}
