// Which message is a question about, and can it be read?

import type { webApi } from '@slack/bolt';
import type { Subject } from '../../bot/incoming.ts';
import { type Fields, listOf, textOf } from './fields.ts';
import { readMessage } from './read-message.ts';
import { patiently } from './slack-api.ts';
import { refusalCode } from './slack-error.ts';

/** "The one above", « le message précédent ». */
const ABOVE =
  /\b(?:above|right before|previous|preceding|last (?:message|one|post))\b|au[- ]dessus|ci-dessus|pr[ée]c[ée]dent|dernier message|juste avant/iu;

/** Messages looked at above a question; the nearest that says something is meant. */
const LOOKED_AT = 5;

/** A question longer than this says what it is about. */
const LONGEST_POINTER = 120;

/** Where a question stands. */
export interface QuestionPlace {
  readonly channel: string;
  readonly ts: string;
  /** The message that began its thread; undefined where it stands in none. */
  readonly thread: string | undefined;
  readonly botUserId: string;
}

/**
 * The message a question may be about: one that is forwarded with it; in a thread the message that began it, or the one
 * right above when the question says so; else the one right above in the channel. Undefined where there is none.
 */
export async function readSubject(
  client: webApi.WebClient,
  message: Fields,
  text: string,
  place: QuestionPlace,
): Promise<Subject | undefined> {
  const forwarded = readMessage({ attachments: message.attachments });
  if (forwarded !== '') return { text: forwarded };
  if (text.length > LONGEST_POINTER) return undefined;
  const above = ABOVE.test(text);
  if (place.thread === undefined && text === '') return undefined;
  try {
    const found =
      place.thread === undefined || above
        ? await oneAbove(client, place)
        : await beginning(client, place, place.thread);
    if (found === undefined) return undefined;
    const link = await linkTo(client, place.channel, textOf(found.ts));
    return { text: readMessage(found), link, onlyIfWordless: !above };
  } catch (error) {
    return { text: '', unreadable: whyUnreadable(error), onlyIfWordless: !above };
  }
}

async function beginning(client: webApi.WebClient, place: QuestionPlace, thread: string): Promise<Fields | undefined> {
  const { channel } = place;
  const answer = await patiently(() =>
    client.conversations.replies({ channel, ts: thread, limit: 1, inclusive: true }),
  );
  return listOf(answer.messages).find(({ ts }) => ts === thread);
}

async function oneAbove(client: webApi.WebClient, place: QuestionPlace): Promise<Fields | undefined> {
  const { channel, ts, thread, botUserId } = place;
  const earlier =
    thread === undefined
      ? listOf(
          (await patiently(() => client.conversations.history({ channel, latest: ts, limit: LOOKED_AT }))).messages,
        )
      : (await threadBefore(client, channel, thread, ts)).slice(-LOOKED_AT).reverse();
  return earlier.find((message) => message.user !== botUserId && message.ts !== ts && readMessage(message) !== '');
}

/** The messages of a thread before one of them, oldest first; of a very long thread, those of its last pages. */
async function threadBefore(client: webApi.WebClient, channel: string, thread: string, ts: string): Promise<Fields[]> {
  const pages: Fields[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < 5; page++) {
    const next = cursor === undefined ? {} : { cursor };
    const answer = await patiently(() =>
      client.conversations.replies({ channel, ts: thread, latest: ts, limit: 200, ...next }),
    );
    pages.push(...listOf(answer.messages));
    cursor = answer.response_metadata?.next_cursor;
    if (cursor === undefined || cursor === '') break;
  }
  return pages.filter((message) => Number(message.ts) < Number(ts));
}

async function linkTo(client: webApi.WebClient, channel: string, ts: string): Promise<string | undefined> {
  try {
    return (await client.chat.getPermalink({ channel, message_ts: ts })).permalink;
  } catch {
    return undefined; // Moderators do without the link.
  }
}

function whyUnreadable(error: unknown): Subject['unreadable'] {
  switch (refusalCode(error)) {
    case 'thread_not_found':
    case 'message_not_found':
      return 'deleted';
    case 'not_in_channel':
    case 'channel_not_found':
    case 'missing_scope':
    case 'no_permission':
      return 'no-permission';
    default:
      return 'unavailable';
  }
}
