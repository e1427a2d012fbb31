// Does Slack accept the content of a message, and what would a careful reader object to?

import { type Fields, isFields, listIn, textIn } from './payload.ts';
import { checkBlocks, tooLong } from './rules/blocks.ts';
import { refusal, SlackError } from './slack-error.ts';
import { complain, type SlackState } from './slack-state.ts';

/** Longest `text`; docs.slack.dev, chat.postMessage ("truncated past 40,000", recommended 4,000). */
const TEXT_MAX = 40_000;
const TEXT_ADVISED = 4000;
const ATTACHMENTS_MAX = 100;

/** Whether an argument is true, as a boolean or as the word a form sends. */
export function flag(params: Fields, name: string): boolean {
  return params[name] === true || params[name] === 'true' || params[name] === '1';
}

function decoded(params: Fields, name: 'blocks' | 'attachments'): Fields[] | undefined {
  const value = params[name];
  if (value === undefined || value === null || value === '') return undefined;
  if (!Array.isArray(value)) throw new SlackError(`invalid_${name}_format`);
  if (!value.every(isFields)) throw new SlackError(`invalid_${name}`);
  return value;
}

function blocksOf(params: Fields): Fields[] | undefined {
  const blocks = decoded(params, 'blocks');
  if (blocks === undefined) return undefined;
  const faults = checkBlocks(blocks, 'message');
  if (faults.length > 0) throw refusal('invalid_blocks', faults);
  if (tooLong(blocks)) throw new SlackError('msg_blocks_too_long');
  return blocks;
}

function attachmentsOf(params: Fields): Fields[] | undefined {
  const attachments = decoded(params, 'attachments');
  if (attachments === undefined) return undefined;
  if (attachments.length > ATTACHMENTS_MAX) throw new SlackError('too_many_attachments');
  const faults = attachments.flatMap((entry, index) =>
    entry.blocks === undefined ? [] : checkBlocks(entry.blocks, 'message', `/attachments/${index}/blocks`),
  );
  if (faults.length > 0) throw refusal('invalid_attachments', faults);
  return attachments;
}

/**
 * The fields of a message from the arguments of chat.postMessage, chat.update, chat.postEphemeral or a response_url.
 * Throws what Slack would refuse; a missing `text` beside blocks and links left to unfurl become complaints.
 */
export function messageContent(state: SlackState, params: Fields, what: string): Fields {
  const text = textIn(params.text);
  const blocks = blocksOf(params);
  const attachments = attachmentsOf(params);
  if (text.length > TEXT_MAX) throw new SlackError('msg_too_long');
  if (text === '' && (blocks ?? []).length === 0 && (attachments ?? []).length === 0) throw new SlackError('no_text');
  if (text.trim() === '') complain(state, `${what}: no text fallback for notifications and screen readers`);
  if (text.length > TEXT_ADVISED) complain(state, `${what}: text longer than ${TEXT_ADVISED} characters`);
  const words = JSON.stringify([text, blocks, listIn(attachments)]);
  const unfurls = params.unfurl_links === undefined || flag(params, 'unfurl_links');
  if (what !== 'chat.update' && what !== 'chat.postEphemeral' && unfurls && /<https?:/.test(words)) {
    complain(state, `${what}: links would unfurl (unfurl_links is not false)`);
  }
  if (/<!(channel|here|everyone)/.test(words)) complain(state, `${what}: mentions everybody`);
  return { text, ...(blocks === undefined ? {} : { blocks }), ...(attachments === undefined ? {} : { attachments }) };
}

/** What every message of the app carries. */
export function botAuthor(state: SlackState, workspace: { botUserId: string; botId: string }): Fields {
  return { user: workspace.botUserId, bot_id: workspace.botId, app_id: state.app.appId };
}
