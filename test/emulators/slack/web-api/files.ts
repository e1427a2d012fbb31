// How does an app upload a file and learn of one?

import { botAuthor } from '../message-content.ts';
import { listIn, textIn } from '../payload.ts';
import { post } from '../posting.ts';
import { SlackError } from '../slack-error.ts';
import type { SlackState } from '../slack-state.ts';
import { filePayload } from '../uploaded-file.ts';
import { channelIn, type MethodTable, required } from './method.ts';

const write = () => ['files:write'];

/** The bytes that an app posts to an upload address; false when the address is unknown or the length differs. */
export async function receiveUpload(
  state: SlackState,
  path: string,
  contentType: string,
  bytes: Buffer,
): Promise<boolean> {
  const file = [...state.workspaces.values()]
    .map((workspace) => workspace.files.get(path.split('/').at(-1) ?? ''))
    .find((entry) => entry !== undefined);
  if (file === undefined) return false;
  if (contentType.startsWith('multipart/')) {
    const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': contentType } }).formData();
    const part = [...form.values()].find((value) => typeof value !== 'string');
    file.content = part === undefined ? undefined : Buffer.from(await (part as Blob).arrayBuffer());
  } else file.content = bytes;
  return file.content?.length === file.length;
}

export const fileMethods: MethodTable = {
  'files.getUploadURLExternal': {
    scopes: write,
    run({ state, workspace, params }) {
      const name = required(params, 'filename');
      const length = Number(required(params, 'length'));
      if (!Number.isInteger(length) || length <= 0) throw new SlackError('invalid_arguments');
      const id = state.ids.next('F');
      const user = workspace.botUserId;
      workspace.files.set(id, { id, name, user, length, content: undefined, deleted: false, body: {} });
      return { upload_url: `${state.origin}/upload/v1/${id}`, file_id: id };
    },
  },
  'files.completeUploadExternal': {
    scopes: write,
    run(call) {
      const { state, workspace, params } = call;
      const files = listIn(params.files).map((entry) => {
        const file = workspace.files.get(textIn(entry.id));
        if (file?.content === undefined) throw new SlackError('file_not_found');
        if (typeof entry.title === 'string') file.body.title = entry.title;
        return file;
      });
      if (files.length === 0) throw new SlackError('invalid_arguments');
      if (params.channel_id !== undefined) {
        const channel = channelIn(call, 'channel_id');
        if (!channel.members.has(workspace.botUserId)) throw new SlackError('not_in_channel');
        const thread = textIn(params.thread_ts);
        post(state, workspace.id, channel.id, {
          text: textIn(params.initial_comment),
          files: files.map((file) => filePayload(state, workspace, file)),
          ...botAuthor(state, workspace),
          ...(thread === '' ? {} : { thread_ts: thread }),
        });
      }
      return { files: files.map((file) => filePayload(state, workspace, file)) };
    },
  },
  'files.info': {
    scopes: () => ['files:read'],
    run({ state, workspace, params }) {
      const file = workspace.files.get(required(params, 'file'));
      if (file === undefined) throw new SlackError('file_not_found');
      if (file.deleted) throw new SlackError('file_deleted');
      return { file: filePayload(state, workspace, file) };
    },
  },
};
