// What does a person see on the screen, in plain text?

import type { Message } from '../message.ts';
import { fieldsIn } from '../payload.ts';
import type { View } from '../view.ts';
import type { ChannelState, WorkspaceState } from '../world.ts';
import { plainText } from './mrkdwn.ts';
import { plainBlock, plainBody } from './plain-blocks.ts';

/** The name over a message; the app's own carry APP. */
export function authorName(workspace: WorkspaceState, message: Message): string {
  const name = workspace.users.get(message.author)?.realName ?? 'unknown';
  return message.author === workspace.botUserId ? `${name} APP` : name;
}

/** Messages in reading order: each thread right below the message that began it. */
export function readingOrder(channel: ChannelState, viewer: string): { message: Message; reply: boolean }[] {
  const seen = channel.messages.filter((message) => message.viewer === undefined || message.viewer === viewer);
  const isReply = (message: Message) => message.threadTs !== undefined && message.threadTs !== message.ts;
  const rows = seen
    .filter((message) => !isReply(message))
    .flatMap((message) => [
      { message, reply: false },
      ...seen
        .filter((reply) => isReply(reply) && reply.threadTs === message.ts)
        .map((reply) => ({ message: reply, reply: true })),
    ]);
  const orphans = seen.filter((message) => !rows.some((row) => row.message === message));
  return [...rows, ...orphans.map((message) => ({ message, reply: true }))];
}

function messageLines(workspace: WorkspaceState, message: Message): string[] {
  const only = message.viewer === undefined ? [] : ['Only visible to you'];
  const [first = '', ...rest] = plainBody(workspace, message.body, message.entered);
  const edited = message.body.edited === undefined ? '' : ' (edited)';
  const lines = [`${authorName(workspace, message)}: ${first}`, ...rest.map((line) => `  ${line}`)];
  return [...only, ...lines.slice(0, -1), `${lines.at(-1) ?? ''}${edited}`];
}

export function channelScreen(workspace: WorkspaceState, channel: ChannelState, viewer: string): string {
  return readingOrder(channel, viewer)
    .flatMap(({ message, reply }) =>
      messageLines(workspace, message).map((line, index) => (reply ? `    ${index === 0 ? '↳ ' : '  '}${line}` : line)),
    )
    .join('\n');
}

/** A modal or home tab: title, blocks, the messages of a refused submission, the buttons at its foot. */
export function viewScreen(workspace: WorkspaceState, view: View): string {
  const title = view.type === 'modal' ? [`=== ${view.title} ===`] : ['=== Home ==='];
  const blocks = view.blocks.flatMap((block) => {
    const error = view.errors[String(block.block_id)];
    return [...plainBlock(workspace, block, view.entered), ...(error === undefined ? [] : [`  ! ${error}`])];
  });
  const close = plainText(workspace, view.body.close) || 'Close';
  const submit = plainText(workspace, fieldsIn(view.body.submit));
  const foot =
    view.type === 'modal'
      ? [
          [close, submit]
            .filter((label) => label !== '')
            .map((label) => `[${label}]`)
            .join(' '),
        ]
      : [];
  return [...title, ...blocks, ...foot].join('\n');
}

/** What the viewer sees: the channel when one is named, else the topmost modal, else the home tab, else ''. */
export function screenOf(workspace: WorkspaceState, viewer: string, channelId?: string): string {
  if (channelId !== undefined) {
    const channel = workspace.channels.get(channelId);
    if (channel === undefined) throw new Error(`No channel ${channelId}`);
    return channelScreen(workspace, channel, viewer);
  }
  const view = workspace.modals.get(viewer)?.at(-1) ?? workspace.homes.get(viewer);
  return view === undefined ? '' : viewScreen(workspace, view);
}
