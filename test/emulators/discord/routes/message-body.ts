// Is this message body one that Discord takes, and what does it say?
import { invalidForm, refusals } from '../api-error.ts';
import { refuseFaults } from '../limits/form-check.ts';
import { isEmptyMessage, messageFaults, messageFlag } from '../limits/message-limits.ts';
import { type Draft, findMessage } from '../messages.ts';
import { asNumber, asPayload, asPayloads, asText, type Payload } from '../payload.ts';
import { may } from '../permissions.ts';
import { type RestRequest, uploadedAttachments } from '../rest-request.ts';
import { snowflakeTime } from '../snowflake.ts';
import type { World, WorldChannel, WorldMessage } from '../world.ts';

/** The message replied to or forwarded; a missing one is a fault unless `fail_if_not_exists` is false. */
function referred(world: World, channel: WorldChannel, reference: Payload): WorldMessage | undefined {
  const from = reference.channel_id === undefined ? channel : world.channels.get(asText(reference.channel_id));
  const found = from && findMessage(from, asText(reference.message_id));
  if (!found || found.onlyFor) {
    if (reference.fail_if_not_exists === false) return undefined;
    throw invalidForm([{ path: ['message_reference'], code: 'REPLIES_UNKNOWN_MESSAGE', message: 'Unknown message' }]);
  }
  if (channel.guild && !may(channel, world.bot, 'ReadMessageHistory')) throw refusals.noHistory();
  return found;
}

/** Checks a new message's body and turns it into a draft by the bot. */
export function draftFrom(world: World, channel: WorldChannel, body: Payload, request: RestRequest): Draft {
  refuseFaults(messageFaults(body));
  if (isEmptyMessage(body, request.files.length)) throw refusals.emptyMessage();
  const reference = asPayload(body.message_reference);
  const isForward = reference.type === 1;
  const target = body.message_reference ? referred(world, channel, reference) : undefined;
  return {
    author: world.bot,
    content: asText(body.content),
    embeds: asPayloads(body.embeds),
    components: asPayloads(body.components),
    attachments: uploadedAttachments({ ...request, body }, () => world.ids.next()),
    flags: asNumber(body.flags) & (messageFlag.suppressEmbeds | messageFlag.suppressNotifications),
    ...(body.nonce !== undefined && { extra: { nonce: body.nonce } }),
    allowedMentions: body.allowed_mentions ? asPayload(body.allowed_mentions) : undefined,
    ...(target && (isForward ? { forward: target } : { replyTo: target })),
  };
}

/** How long `enforce_nonce` looks back. Discord says "a few minutes". */
const nonceMemory = 5 * 60_000;

/** With `enforce_nonce`, a message the bot has sent with this nonce lately: it is answered instead of a second one. */
export function alreadySent(world: World, channel: WorldChannel, body: Payload): WorldMessage | undefined {
  if (body.enforce_nonce !== true || body.nonce === undefined) return undefined;
  const since = world.clock.now() - nonceMemory;
  return channel.messages.findLast(
    ({ author, payload, id }) => author === world.bot && payload.nonce === body.nonce && snowflakeTime(id) >= since,
  );
}

/** Checks an edit; a message may not be edited to nothing. */
export function changesFrom(world: World, message: WorldMessage, body: Payload, request: RestRequest): Payload {
  refuseFaults(messageFaults(body));
  const after = { ...message.payload, message_reference: undefined, ...body };
  if (isEmptyMessage(after, request.files.length)) throw refusals.emptyMessage();
  if (request.files.length === 0) return body;
  return { ...body, attachments: uploadedAttachments({ ...request, body }, () => world.ids.next()) };
}

/** Whether the body asks for a private message. */
export function isPrivate(body: Payload): boolean {
  return (asNumber(body.flags) & messageFlag.ephemeral) !== 0;
}
