// What may the bot do with an interaction after its first response?
//
// Facts: the first follow-up to a deferral fills the deferral in, and is private or not as the deferral was; before the
// first response the webhook is unknown (10015); after 15 minutes the answer is 401 with code 50027, and since these
// routes carry no Authorization, that 401 does not make the client drop its token.
import { ApiError, refusals } from '../api-error.ts';
import {
  type Interactions,
  interactionLimits,
  isForcedPrivate,
  isUserInstalled,
  type WorldInteraction,
} from '../interactions.ts';
import { messageFlag } from '../limits/message-limits.ts';
import { currentPayload, deleteMessage, editMessage, writeMessage } from '../messages.ts';
import { asNumber, asPayload, type Payload } from '../payload.ts';
import type { RestRequest } from '../rest-request.ts';
import type { Route } from '../rest-server.ts';
import { userPayload } from '../wire.ts';
import type { World, WorldMessage } from '../world.ts';
import { changesFrom, draftFrom, isPrivate } from './message-body.ts';

/** What marks a message as an application's response. */
export function interactionExtra(world: World, interaction: WorldInteraction): Payload {
  const owners = asPayload(interaction.payload.authorizing_integration_owners);
  const common = { id: interaction.id, type: interaction.type, authorizing_integration_owners: owners };
  return {
    type: interaction.type === 2 ? (asPayload(interaction.payload.data).target_id ? 23 : 20) : 0,
    webhook_id: world.applicationId,
    application_id: world.applicationId,
    interaction_metadata: { ...common, user: userPayload(interaction.user) },
  };
}

export function webhookRoutes(world: World, interactions: Interactions): Route[] {
  const path = '/webhooks/:application/:token';
  const find = (params: Readonly<Record<string, string>>): WorldInteraction =>
    interactions.forWebhook(params.application ?? '', params.token ?? '');

  function messageOf(interaction: WorldInteraction, id: string | undefined): WorldMessage {
    const all = [interaction.message, ...interaction.followups];
    const found = id === '@original' ? interaction.message : all.find((message) => message?.id === id);
    if (!found || found.deleted) throw refusals.unknownMessage();
    return found;
  }

  function fillIn(interaction: WorldInteraction, message: WorldMessage, body: Payload, request: RestRequest): Payload {
    const filling = interaction.loading && message === interaction.message;
    const { allowed_mentions: _, ...changes } = changesFrom(world, message, body, request);
    editMessage(world, message, changes, filling);
    if (filling) {
      interaction.loading = false;
      world.signal.changed();
    }
    return currentPayload(world, message);
  }

  function followUp(interaction: WorldInteraction, body: Payload, request: RestRequest): Payload {
    if (interaction.loading && interaction.message) {
      return fillIn(interaction, interaction.message, { ...body, flags: undefined }, request);
    }
    if (isUserInstalled(interaction) && interaction.followups.length >= interactionLimits.followups) {
      throw new ApiError(400, { message: 'Maximum number of follow up messages reached', code: 40094 });
    }
    const hidden = isPrivate(body) || isForcedPrivate(interaction);
    const draft = draftFrom(world, interaction.channel, body, request);
    const extra = { ...interactionExtra(world, interaction), type: interaction.message ? 19 : 0 };
    const message = writeMessage(world, interaction.channel, {
      ...draft,
      flags: asNumber(draft.flags) | (hidden ? messageFlag.ephemeral : 0),
      onlyFor: hidden ? interaction.user : undefined,
      replyTo: interaction.message,
      pingReplied: false,
      extra,
    });
    interaction.followups.push(message);
    world.signal.changed();
    return currentPayload(world, message);
  }

  return [
    {
      method: 'POST',
      path,
      open: true,
      answer(params, request) {
        const body = followUp(find(params), asPayload(request.body), request);
        return request.query.get('wait') === 'true' ? { status: 200, body } : { status: 204 };
      },
    },
    {
      method: 'GET',
      path: `${path}/messages/:message`,
      open: true,
      answer: (params) => ({ status: 200, body: currentPayload(world, messageOf(find(params), params.message)) }),
    },
    {
      method: 'PATCH',
      path: `${path}/messages/:message`,
      open: true,
      answer(params, request) {
        const interaction = find(params);
        const message = messageOf(interaction, params.message);
        return { status: 200, body: fillIn(interaction, message, asPayload(request.body), request) };
      },
    },
    {
      method: 'DELETE',
      path: `${path}/messages/:message`,
      open: true,
      answer(params) {
        const interaction = find(params);
        const message = messageOf(interaction, params.message);
        if (message === interaction.message) interaction.loading = false;
        deleteMessage(world, message);
        return { status: 204 };
      },
    },
  ];
}
