// Which files did somebody choose, and what is in them?

import type { Call } from '../../bot/call.ts';
import { fetchFile, refuseLargeFile } from '../../bot/fetch-file.ts';
import type { OfferedFile } from '../../bot/incoming.ts';
import type { AttachedFile } from '../../bot/reply.ts';
import { UserError } from '../../bot/user-error.ts';
import type { Desk, Spot } from './desk.ts';
import { type Fields, fieldsOf, listOf, textOf } from './fields.ts';
import { isFileHost } from './file-host.ts';
import { patiently } from './slack-api.ts';
import { loggable, refusalCode } from './slack-error.ts';

const FILE_ID = /^F[A-Z0-9]{4,30}$/;

/** Files by the name of what they were chosen for. */
type Files = Readonly<Record<string, OfferedFile>>;

/** The files chosen in a submitted form, by the name of the field. */
export function filesInForm(desk: Desk, spot: Spot, view: Fields): Files {
  const files: Record<string, OfferedFile> = {};
  for (const [name, block] of Object.entries(fieldsOf(fieldsOf(view.state).values))) {
    for (const state of Object.values(fieldsOf(block))) {
      const id = textOf(listOf(fieldsOf(state).files)[0]?.id);
      if (FILE_ID.test(id)) files[name] = slackFile(desk, spot, id);
    }
  }
  return files;
}

/** A button's call, with the file that it names by its id: Slack keeps it. */
export function filesInCall(desk: Desk, spot: Spot, call: Call): { readonly call: Call; readonly files: Files } {
  const options = desk.bot.commands.find(({ name }) => name === call.command)?.options ?? [];
  const args: Record<string, string> = { ...call.args };
  const files: Record<string, OfferedFile> = {};
  for (const { name, kind } of options) {
    const id = args[name];
    if (kind !== 'file' || id === undefined) continue;
    if (FILE_ID.test(id)) files[name] = slackFile(desk, spot, id);
    delete args[name];
  }
  return { call: { command: call.command, args }, files };
}

function slackFile(desk: Desk, spot: Spot, id: string): OfferedFile {
  return { ref: id, read: () => readFile(desk, spot, id) };
}

/** @throws UserError */
async function readFile(desk: Desk, { team, user }: Spot, id: string): Promise<AttachedFile> {
  const client = await desk.workspaces.client(team);
  const file = await describeFile(desk, () => client.files.info({ file: id }));
  // Whoever knows an id must not see through the bot what Slack does not show them.
  if (textOf(file.user) !== user || file.mode === 'tombstone') throw new UserError('file.gone');
  if (file.is_external === true) throw new UserError('file.elsewhere');
  refuseLargeFile(Number(file.size ?? 0));
  const { content, mediaType } = await fetchFile({
    url: textOf(file.url_private_download) || textOf(file.url_private),
    headers: { authorization: `Bearer ${client.token}` },
    isAllowed: (url) => isFileHost(url, client.slackApiUrl),
    timeoutMs: desk.fileTimeoutMs,
    log: desk.log,
  });
  // Whom Slack does not let read a file is not refused: a page to sign in comes, and it must not be taken for the file.
  const isWebPage = /html/.test(`${textOf(file.mimetype)} ${textOf(file.name)}`);
  if (mediaType === 'text/html' && (!isWebPage || content.length !== file.size)) {
    desk.log.warn({ file: mediaType }, 'Slack gave a page in place of a file; has the app files:read?');
    throw new UserError('file.not-the-file');
  }
  return { name: textOf(file.name), content };
}

async function describeFile(desk: Desk, ask: () => Promise<unknown>): Promise<Fields> {
  try {
    return fieldsOf(fieldsOf(await patiently(ask)).file);
  } catch (error) {
    desk.log.warn(loggable(error), 'could not learn of a file in Slack');
    switch (refusalCode(error)) {
      case 'missing_scope':
        throw new UserError('file.no-scope', { scope: 'files:read' });
      case 'file_not_found':
      case 'file_deleted':
        throw new UserError('file.gone');
      default:
        throw new UserError('file.unavailable');
    }
  }
}
