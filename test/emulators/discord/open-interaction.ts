// What does Discord send when somebody uses a command, a button, a menu or a form?
import { randomBytes } from 'node:crypto';
import type { Where } from './commands.ts';
import type { WorldInteraction } from './interactions.ts';
import { eventPayload } from './messages.ts';
import type { Payload } from './payload.ts';
import { channelPermissions } from './permissions.ts';
import { attachmentSizeLimit } from './rest-server.ts';
import { channelPayload, interactionMember, userPayload } from './wire.ts';
import type { World, WorldMessage } from './world.ts';

export interface Opening {
  where: Where;
  type: number;
  data: Payload;
  label: string;
  source: WorldMessage | undefined;
  locale: string;
}

function messageInInteraction(source: WorldMessage): Payload {
  const { guild_id: _, member: __, channel_type: ___, ...payload } = eventPayload(source);
  return payload;
}

export function openInteraction(world: World, opening: Opening): WorldInteraction {
  const { where, type, data, label, source, locale } = opening;
  const { channel, person } = where;
  const { guild } = channel;
  const id = world.ids.next();
  const token = randomBytes(24).toString('base64url');
  const owners = where.installation === 0 ? { 0: guild?.id ?? '0' } : { 1: person.id };
  const payload: Payload = {
    id,
    application_id: world.applicationId,
    type,
    token,
    version: 1,
    data,
    channel_id: channel.id,
    channel: {
      ...channelPayload(channel),
      ...(guild && { permissions: channelPermissions(channel, person.world).toString() }),
    },
    locale,
    context: where.context,
    entitlements: [],
    authorizing_integration_owners: owners,
    attachment_size_limit: attachmentSizeLimit,
    app_permissions: channelPermissions(channel, guild?.botPresent === false ? person.world : world.bot).toString(),
    ...(source && { message: messageInInteraction(source) }),
    ...(guild
      ? {
          guild_id: guild.id,
          guild_locale: guild.locale,
          guild: { id: guild.id, locale: guild.locale, features: [] },
          member: interactionMember(channel, person.world),
        }
      : { user: userPayload(person.world) }),
  };
  return {
    id,
    token,
    type,
    user: person.world,
    channel,
    payload,
    source,
    createdAt: world.clock.now(),
    label,
    state: 'waiting',
    message: undefined,
    loading: false,
    followups: [],
    modal: undefined,
    choices: [],
  };
}
