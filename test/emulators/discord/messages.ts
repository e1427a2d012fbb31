// What happens when a message is written, edited or deleted?
import { messageEvent } from './content-access.ts';
import { messageFlag } from './limits/message-limits.ts';
import { asNumber, asPayload, asPayloads, asText, type Payload } from './payload.ts';
import { snowflakeTime } from './snowflake.ts';
import { memberPayload, userPayload } from './wire.ts';
import { channelType, type World, type WorldChannel, type WorldMessage, type WorldUser } from './world.ts';

/** A message to be written. `extra` is laid over the finished payload (webhook_id, interaction_metadata, …). */
export interface Draft {
  author: WorldUser;
  content?: string;
  embeds?: Payload[];
  components?: Payload[];
  attachments?: Payload[];
  flags?: number;
  replyTo?: WorldMessage | undefined;
  /** Whether the author of the message replied to is mentioned. Default true, as in Discord. */
  pingReplied?: boolean;
  forward?: WorldMessage | undefined;
  allowedMentions?: Payload | undefined;
  onlyFor?: WorldUser | undefined;
  extra?: Payload;
}

const iso = (milliseconds: number): string => new Date(milliseconds).toISOString().replace('Z', '000+00:00');

export function findMessage(channel: WorldChannel, id: string): WorldMessage | undefined {
  return channel.messages.findLast((message) => message.id === id && !message.deleted);
}

function mentionedUsers(world: World, content: string): WorldUser[] {
  const ids = new Set([...content.matchAll(/<@!?(\d+)>/g)].map((match) => match[1] ?? ''));
  return [...ids].flatMap((id) => world.users.get(id) ?? []);
}

/** Who gets a notification: what the text mentions, as far as `allowed_mentions` lets it. */
function pings(world: World, draft: Draft): string[] {
  const content = draft.content ?? '';
  const rules = draft.allowedMentions;
  const allows = (kind: string, id: string): boolean =>
    rules === undefined ||
    ((rules.parse as string[] | undefined)?.includes(kind) ?? false) ||
    ((rules[kind] as string[] | undefined)?.includes(id) ?? false);
  const users = mentionedUsers(world, content).filter((user) => allows('users', user.id));
  const roles = [...content.matchAll(/<@&(\d+)>/g)].filter((match) => allows('roles', match[1] ?? ''));
  const all = [...content.matchAll(/@(everyone|here)\b/g)].filter(() => allows('everyone', ''));
  const replied = draft.replyTo && (rules ? rules.replied_user === true : draft.pingReplied !== false);
  return [
    ...users.map((user) => `<@${user.id}>`),
    ...(replied && draft.replyTo ? [`<@${draft.replyTo.author.id}>`] : []),
    ...[...roles, ...all].map((match) => match[0]),
  ].filter((ping, index, list) => list.indexOf(ping) === index);
}

function snapshotOf(message: WorldMessage): Payload {
  const {
    type,
    content,
    embeds,
    attachments,
    timestamp,
    edited_timestamp,
    flags,
    components,
    mentions,
    mention_roles,
  } = message.payload;
  return {
    message: {
      type,
      content,
      embeds,
      attachments,
      timestamp,
      edited_timestamp,
      flags,
      components,
      mentions,
      mention_roles,
    },
  };
}

function reference(message: WorldMessage, type: number): Payload {
  const guild = message.channel.guild;
  return { type, message_id: message.id, channel_id: message.channel.id, ...(guild && { guild_id: guild.id }) };
}

/** Embeds as Discord gives them back: with their kind, so that a payload that was sent differs from the one that is read. */
export function storedEmbeds(embeds: readonly Payload[] | undefined): Payload[] {
  return (embeds ?? []).map((embed) => ({ type: 'rich', ...embed }));
}

let componentNumber = 0;
/** Components as Discord gives them back: each with a numeric id. */
export function storedComponents(components: readonly Payload[] | undefined): Payload[] {
  return (components ?? []).map((component) => {
    componentNumber = (componentNumber + 1) % 1_000_000;
    const inner =
      component.components === undefined ? {} : { components: storedComponents(asPayloads(component.components)) };
    return { id: componentNumber, ...component, ...inner };
  });
}

export function writeMessage(world: World, channel: WorldChannel, draft: Draft): WorldMessage {
  const id = world.ids.next();
  const pinged = pings(world, draft);
  const mentioned = mentionedUsers(world, draft.content ?? '');
  const repliedAuthor = draft.replyTo && pinged.includes(`<@${draft.replyTo.author.id}>`) ? [draft.replyTo.author] : [];
  const mentions = [...new Set([...mentioned, ...repliedAuthor])];
  const payload: Payload = {
    id,
    type: draft.replyTo ? 19 : 0,
    channel_id: channel.id,
    author: userPayload(draft.author),
    content: draft.content ?? '',
    timestamp: iso(snowflakeTime(id)),
    edited_timestamp: null,
    tts: false,
    mention_everyone: pinged.some((ping) => ping.startsWith('@')),
    mentions: mentions.map((user) => {
      const member = channel.guild?.members.get(user.id);
      return member ? { ...userPayload(user), member: memberPayload(member) } : userPayload(user);
    }),
    mention_roles: [...(draft.content ?? '').matchAll(/<@&(\d+)>/g)].map((match) => match[1]),
    attachments: draft.attachments ?? [],
    embeds: storedEmbeds(draft.embeds),
    components: storedComponents(draft.components),
    pinned: false,
    flags: draft.flags ?? 0,
  };
  if (draft.replyTo) {
    payload.message_reference = reference(draft.replyTo, 0);
    const { referenced_message: _, ...replied } = draft.replyTo.payload;
    payload.referenced_message = draft.replyTo.deleted ? null : replied;
  }
  if (draft.forward) {
    payload.message_reference = reference(draft.forward, 1);
    payload.message_snapshots = [snapshotOf(draft.forward)];
  }
  Object.assign(payload, draft.extra);
  const message: WorldMessage = {
    id,
    channel,
    author: draft.author,
    payload,
    deleted: false,
    edits: 0,
    pinged,
    ...(draft.onlyFor && { onlyFor: draft.onlyFor }),
  };
  channel.messages.push(message);
  if (channel.archived && !draft.onlyFor) channel.archived = false;
  tell(world, 'MESSAGE_CREATE', message);
  world.signal.changed();
  return message;
}

/** The payload of a message event: with the guild and the member, or with the DM's channel type. */
export function eventPayload(message: WorldMessage): Payload {
  const { guild } = message.channel;
  if (!guild) return { ...message.payload, channel_type: channelType.dm };
  const member = guild.members.get(message.author.id);
  return {
    ...message.payload,
    guild_id: guild.id,
    ...(member && !message.payload.webhook_id && { member: memberPayload(member) }),
  };
}

function tell(world: World, name: string, message: WorldMessage): void {
  if (!message.onlyFor) world.announce(messageEvent(world, name, message, eventPayload(message)));
}

/** Lays the changed fields over the message. `silent` fills in a deferral, which shows no "(edited)". */
export function editMessage(world: World, message: WorldMessage, changes: Payload, silent = false): void {
  const { content, embeds, components, attachments, flags } = changes;
  const payload = { ...message.payload };
  if (content !== undefined) {
    payload.content = asText(content);
    payload.mentions = mentionedUsers(world, asText(content)).map(userPayload);
  }
  if (embeds !== undefined) payload.embeds = storedEmbeds(asPayloads(embeds));
  if (components !== undefined) payload.components = storedComponents(asPayloads(components));
  if (attachments !== undefined) payload.attachments = asPayloads(attachments);
  const kept = messageFlag.ephemeral | messageFlag.loading;
  if (flags !== undefined) payload.flags = (asNumber(payload.flags) & kept) | (asNumber(flags) & ~kept);
  if (silent) payload.flags = asNumber(payload.flags) & ~messageFlag.loading;
  else {
    payload.edited_timestamp = iso(world.clock.now());
    message.edits += 1;
  }
  message.payload = payload;
  tell(world, 'MESSAGE_UPDATE', message);
  world.signal.changed();
}

/** A person's deletion, a moderator's or the bot's own: the same event, without the text. */
export function deleteMessage(world: World, message: WorldMessage): void {
  message.deleted = true;
  if (!message.onlyFor) {
    const guild = message.channel.guild;
    const body = { id: message.id, channel_id: message.channel.id, ...(guild && { guild_id: guild.id }) };
    const event = messageEvent(world, 'MESSAGE_DELETE', message, body);
    world.announce({ ...event, payload: (intents) => (event.payload(intents) ? body : undefined) });
  }
  world.signal.changed();
}

/** A moderator's clean-up: one event for several messages. */
export function deleteTogether(world: World, channel: WorldChannel, messages: readonly WorldMessage[]): void {
  for (const message of messages) message.deleted = true;
  const first = messages[0];
  const ids = messages.map((message) => message.id);
  const body = { ids, channel_id: channel.id, ...(channel.guild && { guild_id: channel.guild.id }) };
  if (first) {
    const event = messageEvent(world, 'MESSAGE_DELETE_BULK', first, body);
    world.announce({ ...event, payload: (intents) => (event.payload(intents) ? body : undefined) });
  }
  world.signal.changed();
}

/** Whether a reply's reference is still there, for GET: a deleted one is `null`. */
export function currentPayload(world: World, message: WorldMessage): Payload {
  if (message.payload.type !== 19) return message.payload;
  const ref = asPayload(message.payload.message_reference);
  const channel = world.channels.get(asText(ref.channel_id));
  const replied = channel && findMessage(channel, asText(ref.message_id));
  if (!replied) return { ...message.payload, referenced_message: null };
  const { referenced_message: _, ...inner } = replied.payload;
  return { ...message.payload, referenced_message: inner };
}
