// How does a reply reach the place and the people it is for?

import type { webApi } from '@slack/bolt';
import type { Answer } from '../../bot/answer.ts';
import type { Incoming } from '../../bot/incoming.ts';
import type { AnswerReply, Reply } from '../../bot/reply.ts';
import { wordsIn } from '../../bot/words.ts';
import { encodeAddress } from './address.ts';
import { checkedMessage } from './check-content.ts';
import { deliverFiles } from './deliver-files.ts';
import type { Desk, Spot } from './desk.ts';
import { showForm, showInView } from './modals.ts';
import { asArguments, postEphemeral, QUIET, send } from './post.ts';
import { type MessageContent, renderAnswer } from './render-answer.ts';
import { patiently, postToResponseUrl } from './slack-api.ts';
import { loggable, refusalCode, refusalOf } from './slack-error.ts';

/**
 * Shows a reply where it belongs. Never throws: what cannot be delivered is one line in the log.
 * @param incoming what it replies to.
 */
export async function deliver(desk: Desk, spot: Spot, incoming: Incoming, reply: Reply): Promise<void> {
  if (reply === undefined) return;
  try {
    if (reply.kind === 'form') return await showForm(desk, spot, reply);
    const failure = await failureOfFiles(desk, spot, reply);
    await deliverAnswer(desk, spot, incoming, failure === undefined ? reply : { ...reply, answer: failure });
  } catch (error) {
    desk.log.error({ ...loggable(error), kind: incoming.kind }, 'could not deliver a reply to Slack');
  }
}

/** What to say where the files of a reply could not be sent. */
async function failureOfFiles(
  desk: Desk,
  spot: Spot,
  { files = [], answer }: AnswerReply,
): Promise<Answer | undefined> {
  if (files.length === 0) return undefined;
  try {
    await deliverFiles(desk, spot, files);
    return undefined;
  } catch (error) {
    desk.log.error(loggable(error), 'could not send a file in Slack');
    const { lang } = answer;
    const t = wordsIn(lang);
    const isForbidden = refusalCode(error) === 'missing_scope';
    const text = isForbidden ? t('file.may-not-send', { scope: 'files:write' }) : t('file.not-sent');
    return { kind: 'problem', lang, headline: '', lead: [{ text }], sections: [], actions: [] };
  }
}

async function deliverAnswer(desk: Desk, spot: Spot, incoming: Incoming, reply: AnswerReply): Promise<void> {
  const { on } = spot;
  if (spot.channel === undefined || (on !== undefined && on.kind !== 'message')) {
    return showInView(desk, spot, reply.answer);
  }
  if (on !== undefined && reply.replaces === true && (on.ephemeral || reply.visibility === 'public')) {
    if (on.ephemeral) return replacePrivate(desk, spot, reply);
    return replacePublic(desk, spot, incoming, reply, on.ts);
  }
  const isPrivate = reply.visibility === 'private' || spot.shareTo !== undefined || on?.ephemeral === true;
  if (isPrivate && !spot.direct) return postPrivately(desk, spot, reply);
  return postPublicly(desk, spot, incoming, reply);
}

async function replacePrivate(desk: Desk, spot: Spot, reply: AnswerReply): Promise<void> {
  const message = renderPrivate(spot, reply);
  const body = { ...message, ...QUIET, response_type: 'ephemeral', replace_original: true };
  if (spot.responseUrl !== undefined && (await postToResponseUrl(spot.responseUrl, body)) === 'ok') return;
  await postEphemeral(desk, spot, message);
}

async function postPrivately(desk: Desk, spot: Spot, reply: AnswerReply): Promise<void> {
  const message = renderPrivate(spot, reply);
  if (spot.responseUrl !== undefined) {
    const place = spot.thread === undefined ? {} : { thread_ts: spot.thread };
    const body = { ...message, ...QUIET, ...place, response_type: 'ephemeral', replace_original: false };
    if ((await postToResponseUrl(spot.responseUrl, body)) === 'ok') return;
  }
  await postEphemeral(desk, spot, message);
}

async function replacePublic(
  desk: Desk,
  spot: Spot,
  incoming: Incoming,
  reply: AnswerReply,
  ts: string,
): Promise<void> {
  const channel = spot.channel ?? spot.user;
  const client = await desk.workspaces.client(spot.team);
  const message = checkedMessage(renderAnswer(reply.answer, { audience: spot.direct ? 'one' : 'many' }));
  await patiently(() => client.chat.update({ ...asArguments(message), channel, ts }));
  await remember(desk, spot, incoming, reply, { channel, ts }, client);
}

async function postPublicly(desk: Desk, spot: Spot, incoming: Incoming, reply: AnswerReply): Promise<void> {
  const client = await desk.workspaces.client(spot.team);
  const message = checkedMessage(renderAnswer(reply.answer, { audience: spot.direct ? 'one' : 'many' }));
  let posted: { channel: string; ts: string };
  try {
    posted = await send(client, spot.channel ?? spot.user, message, spot.thread);
  } catch (error) {
    // In a direct message between two people, or a channel the bot has left, only the response address reaches them.
    if (refusalOf(error) !== 'gone') throw error;
    return postPrivately(desk, spot, reply);
  }
  await remember(desk, spot, incoming, reply, posted, client);
}

/** Hands the place of a posted answer to the bot, so that it can be corrected, linked to and taken away. */
export async function remember(
  desk: Desk,
  spot: Spot,
  incoming: Incoming,
  reply: AnswerReply,
  { channel, ts }: { channel: string; ts: string },
  client: webApi.WebClient,
): Promise<void> {
  if (reply.inquiryId === undefined || ts === '') return;
  const link = await permalink(client, channel, ts);
  await desk.bot.posted(incoming, reply, { address: encodeAddress({ team: spot.team, channel, ts }), link });
}

async function permalink(client: webApi.WebClient, channel: string, ts: string): Promise<string | undefined> {
  try {
    return (await client.chat.getPermalink({ channel, message_ts: ts })).permalink;
  } catch {
    return undefined; // A link is a convenience: without it, the answer is given again in full.
  }
}

function renderPrivate({ shareTo }: Spot, { answer }: AnswerReply): MessageContent {
  return checkedMessage(renderAnswer(answer, { audience: 'one', shareTo }));
}
