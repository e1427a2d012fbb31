// How does a file reach the person it is for?

import type { AttachedFile } from '../../bot/reply.ts';
import type { Desk, Spot } from './desk.ts';
import { patiently } from './slack-api.ts';

/**
 * Sends files as a direct message, for a message to one person in a channel cannot hold any. Posting to a person opens
 * the direct message, which needs no scope of its own.
 * @throws what Slack refuses.
 */
export async function deliverFiles(desk: Desk, { team, user, channel }: Spot, files: readonly AttachedFile[]) {
  const client = await desk.workspaces.client(team);
  for (const { name, content } of files) {
    const direct = channel?.startsWith('D')
      ? channel
      : (await patiently(() => client.chat.postMessage({ channel: user, text: `📎 ${name}` }))).channel;
    await client.filesUploadV2({ channel_id: direct ?? user, filename: name, file: Buffer.from(content) });
  }
}
