// How is a message posted for all, or for one person?

import type { webApi } from '@slack/bolt';
import type { Desk, Spot } from './desk.ts';
import type { MessageContent } from './render-answer.ts';
import { patiently } from './slack-api.ts';
import { refusalOf } from './slack-error.ts';

/** Links are part of an answer, their previews are noise. */
export const QUIET = { unfurl_links: false, unfurl_media: false } as const;

/** Posts a message. @returns where it stands. @throws what Slack refuses. */
export async function send(
  client: webApi.WebClient,
  channel: string,
  message: MessageContent,
  thread?: string,
): Promise<{ channel: string; ts: string }> {
  const place = thread === undefined ? {} : { thread_ts: thread };
  const posted = await patiently(() =>
    client.chat.postMessage({ ...asArguments(message), ...QUIET, ...place, channel }),
  );
  return { channel: posted.channel ?? channel, ts: posted.ts ?? '' };
}

/** Shows a message to one person in a channel; where the bot is not in it, as a direct message. @throws what Slack refuses. */
export async function postEphemeral(desk: Desk, spot: Spot, message: MessageContent): Promise<void> {
  const { team, channel, user, thread } = spot;
  const client = await desk.workspaces.client(team);
  const place = thread === undefined ? {} : { thread_ts: thread };
  try {
    if (channel === undefined || spot.direct) await send(client, channel ?? user, message, thread);
    else await patiently(() => client.chat.postEphemeral({ ...asArguments(message), ...place, channel, user }));
  } catch (error) {
    if (refusalOf(error) !== 'gone') throw error;
    await send(client, user, message);
  }
}

/** The client's types know more blocks than we send, and want them mutable. */
export function asArguments({ text, blocks }: MessageContent): { text: string; blocks: never[] } {
  return { text, blocks: blocks as unknown as never[] };
}
