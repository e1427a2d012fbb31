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
import { sendOnce } from './send-once.ts';
import { patiently, postToResponseUrl } from './slack-api.ts';
import { loggable, mayPass, refusalCode, refusalOf } from './slack-error.ts';

/**
 * Shows a reply where it belongs, and tells the bot that it was taken. Never throws: what cannot be delivered is one line
 * in the log.
 * @param incoming what it replies to.
 * @returns false where another try may fare better: Slack could not be reached, or was in trouble.
 */
export async function deliver(desk: Desk, spot: Spot, incoming: Incoming, reply: Reply): Promise<boolean> {
  if (reply === undefined || reply.kind === 'taken') return true;
  try {
    if (reply.kind === 'form') await showForm(desk, spot, reply);
    else {
      const failure = await failureOfFiles(desk, spot, reply);
      const shown = failure === undefined ? reply : { ...reply, answer: failure };
      if ((await deliverAnswer(desk, spot, incoming, shown)) === 'posted') return true;
    }
  } catch (error) {
    desk.log.error({ ...loggable(error), kind: incoming.kind }, 'could not deliver a reply to Slack');
    if (mayPass(error)) return false;
  }
  await desk.bot.finished(incoming);
  return true;
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

/** @returns `posted` where the bot knows of it already. */
async function deliverAnswer(
  desk: Desk,
  spot: Spot,
  incoming: Incoming,
  reply: AnswerReply,
): Promise<'posted' | 'shown'> {
  const { on } = spot;
  if (spot.channel === undefined || (on !== undefined && on.kind !== 'message')) {
    await showInView(desk, spot, reply.answer);
    return 'shown';
  }
  if (on !== undefined && reply.replaces === true && (on.ephemeral || reply.visibility === 'public')) {
    if (!on.ephemeral) return replacePublic(desk, spot, incoming, reply, on.ts);
    await replacePrivate(desk, spot, reply);
    return 'shown';
  }
  const isPrivate = reply.visibility === 'private' || spot.shareTo !== undefined || on?.ephemeral === true;
  if (!isPrivate || spot.direct) return postPublicly(desk, spot, incoming, reply);
  await postPrivately(desk, spot, reply);
  return 'shown';
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
): Promise<'posted'> {
  const channel = spot.channel ?? spot.user;
  const client = await desk.workspaces.client(spot.team);
  const message = checkedMessage(renderAnswer(reply.answer, { audience: spot.direct ? 'one' : 'many' }));
  await patiently(() => client.chat.update({ ...asArguments(message), channel, ts }));
  await remember(desk, spot, incoming, reply, { channel, ts }, client);
  return 'posted';
}

async function postPublicly(
  desk: Desk,
  spot: Spot,
  incoming: Incoming,
  reply: AnswerReply,
): Promise<'posted' | 'shown'> {
  const { once, thread } = spot;
  const target = spot.channel ?? spot.user;
  const client = await desk.workspaces.client(spot.team);
  const message = checkedMessage(renderAnswer(reply.answer, { audience: spot.direct ? 'one' : 'many' }));
  let posted: { channel: string; ts: string };
  try {
    posted = once
      ? await sendOnce(client, { where: 'channel', target, thread, after: once.after }, message, once)
      : await send(client, target, message, thread);
  } catch (error) {
    // In a direct message between two people, or a channel the bot has left, only the response address reaches them.
    if (refusalOf(error) !== 'gone') throw error;
    await postPrivately(desk, spot, reply);
    return 'shown';
  }
  await remember(desk, spot, incoming, reply, posted, client);
  return 'posted';
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
  if (reply.inquiryId === undefined || ts === '') return desk.bot.finished(incoming);
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
