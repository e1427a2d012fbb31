// How is a message sent that must not come twice?

import type { webApi } from '@slack/bolt';
import type { Sending } from '../../bot/messenger.ts';
import { asArguments, QUIET } from './post.ts';
import type { MessageContent } from './render-answer.ts';
import { patiently } from './slack-api.ts';
import { refusalCode, refusalOf } from './slack-error.ts';

/** How Slack names the mark in a message's metadata. */
const MARK = 'is_this_true_told';

/** Messages looked through for the mark: one page. Slack gives apps that others distribute 15. */
const MOST_LOOKED_AT = 100;

/** Where a message is to stand. */
export interface SendingPlace {
  /** `direct`: `target` is a person, and the place is the direct message with them; `channel`: it is a channel. */
  readonly where: 'direct' | 'channel';
  readonly target: string;
  /** The message that began the thread to post in. */
  readonly thread?: string | undefined;
  /** A message is looked for among those after this one, where it is a reply in a thread. */
  readonly after?: string | undefined;
}

/**
 * Posts a message, unless an earlier try has. Slack has no key that makes it drop a second post (`client_msg_id` is
 * undocumented for apps, https://github.com/slackapi/slack-api-specs/issues/10 asks for one), but it keeps metadata with
 * a message and gives it back (https://docs.slack.dev/messaging/message-metadata): a retry looks for its mark among the
 * latest messages of the place first. Where it may not look (a scope is missing), or so much was said since that the mark is
 * out of sight, it posts: better twice than never.
 * @returns where it stands.
 * @throws what Slack refuses.
 */
export async function sendOnce(
  client: webApi.WebClient,
  place: SendingPlace,
  message: MessageContent,
  { key, again }: Sending,
): Promise<{ channel: string; ts: string }> {
  const metadata = { event_type: MARK, event_payload: { mark: key } };
  const thread = place.thread === undefined ? {} : { thread_ts: place.thread };
  let perhapsSent = again;
  return patiently(async () => {
    const earlier = perhapsSent ? await findMarked(client, place, key) : undefined;
    if (earlier !== undefined) return earlier;
    perhapsSent = true;
    const { target } = place;
    const sent = await client.chat.postMessage({
      ...asArguments(message),
      ...QUIET,
      ...thread,
      channel: target,
      metadata,
    });
    return { channel: sent.channel ?? target, ts: sent.ts ?? '' };
  });
}

async function findMarked(
  client: webApi.WebClient,
  { where, target, thread, after }: SendingPlace,
  mark: string,
): Promise<{ channel: string; ts: string } | undefined> {
  try {
    const channel = where === 'direct' ? (await client.conversations.open({ users: target })).channel?.id : target;
    if (channel === undefined) return undefined;
    const query = { channel, limit: MOST_LOOKED_AT, include_all_metadata: true } as const;
    const { messages = [] } =
      thread === undefined
        ? await client.conversations.history(query)
        : await client.conversations.replies({
            ...query,
            ts: thread,
            ...(after === undefined ? {} : { oldest: after }),
          });
    const found = messages.find(({ metadata }) => {
      const payload = metadata?.event_payload as { mark?: unknown } | undefined;
      return metadata?.event_type === MARK && payload?.mark === mark;
    });
    return found?.ts === undefined ? undefined : { channel, ts: found.ts };
  } catch (error) {
    if (refusalCode(error) === 'missing_scope' || refusalOf(error) === 'gone') return undefined;
    throw error;
  }
}
