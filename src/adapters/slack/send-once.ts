// How is a message sent that must not come twice?

import type { webApi } from '@slack/bolt';
import type { Sending, TellTarget } from '../../bot/messenger.ts';
import { asArguments, QUIET } from './post.ts';
import type { MessageContent } from './render-answer.ts';
import { patiently } from './slack-api.ts';
import { refusalCode, refusalOf } from './slack-error.ts';

/** How Slack names the mark in a message's metadata. */
const MARK = 'is_this_true_told';

/** Messages looked through for the mark: one page. Slack gives apps that others distribute 15. */
const MOST_LOOKED_AT = 100;

/**
 * Posts a message, unless an earlier try has. Slack has no key that makes it drop a second post (`client_msg_id` is
 * undocumented for apps, https://github.com/slackapi/slack-api-specs/issues/10 asks for one), but it keeps metadata with
 * a message and gives it back (https://docs.slack.dev/messaging/message-metadata): a retry looks for its mark among the
 * latest messages of the place first. Where it may not look (a scope is missing), or so much was said since that the mark is
 * out of sight, it posts: better twice than never.
 * @throws what Slack refuses.
 */
export async function sendOnce(
  client: webApi.WebClient,
  { where, target }: { readonly where: TellTarget['where']; readonly target: string },
  message: MessageContent,
  { key, again }: Sending,
): Promise<void> {
  const metadata = { event_type: MARK, event_payload: { mark: key } };
  let perhapsSent = again;
  await patiently(async () => {
    if (perhapsSent && (await isThere(client, where, target, key))) return;
    perhapsSent = true;
    await client.chat.postMessage({ ...asArguments(message), ...QUIET, channel: target, metadata });
  });
}

async function isThere(
  client: webApi.WebClient,
  where: TellTarget['where'],
  target: string,
  mark: string,
): Promise<boolean> {
  try {
    const channel = where === 'direct' ? (await client.conversations.open({ users: target })).channel?.id : target;
    if (channel === undefined) return false;
    const { messages } = await client.conversations.history({
      channel,
      limit: MOST_LOOKED_AT,
      include_all_metadata: true,
    });
    return (messages ?? []).some(({ metadata }) => {
      const payload = metadata?.event_payload as { mark?: unknown } | undefined;
      return metadata?.event_type === MARK && payload?.mark === mark;
    });
  } catch (error) {
    if (refusalCode(error) === 'missing_scope' || refusalOf(error) === 'gone') return false;
    throw error;
  }
}
