// How does the bot answer an interaction at first?
import { invalidForm } from '../api-error.ts';
import {
  callbackType,
  type Interactions,
  interactionType,
  isForcedPrivate,
  type WorldInteraction,
} from '../interactions.ts';
import { choiceFaults } from '../limits/choice-limits.ts';
import { refuseFaults } from '../limits/form-check.ts';
import { messageFlag } from '../limits/message-limits.ts';
import { modalFaults } from '../limits/modal-limits.ts';
import { currentPayload, editMessage, writeMessage } from '../messages.ts';
import { asNumber, asPayload, asPayloads, asText, type Payload } from '../payload.ts';
import type { RestRequest } from '../rest-request.ts';
import type { RestAnswer, Route } from '../rest-server.ts';
import type { World } from '../world.ts';
import { changesFrom, draftFrom, isPrivate } from './message-body.ts';
import { interactionExtra } from './webhook-routes.ts';

/** Which callbacks Discord takes for which interaction. A modal cannot answer a modal; an update needs a message. */
function isAllowed(interaction: WorldInteraction, type: number): boolean {
  if (interaction.type === interactionType.autocomplete) return type === callbackType.choices;
  if (type === callbackType.modal) return interaction.type !== interactionType.modalSubmit;
  if (type === callbackType.update || type === callbackType.deferUpdate) return interaction.source !== undefined;
  return type === callbackType.message || type === callbackType.deferMessage;
}

export function interactionRoutes(world: World, interactions: Interactions): Route[] {
  function refuseType(message: string): never {
    throw invalidForm([{ path: ['type'], code: 'BASE_TYPE_CHOICES', message }]);
  }

  function respondWithMessage(interaction: WorldInteraction, data: Payload, request: RestRequest): void {
    const hidden = isPrivate(data) || isForcedPrivate(interaction);
    const draft = draftFrom(world, interaction.channel, data, request);
    interaction.message = writeMessage(world, interaction.channel, {
      ...draft,
      flags: asNumber(draft.flags) | (hidden ? messageFlag.ephemeral : 0),
      onlyFor: hidden ? interaction.user : undefined,
      extra: interactionExtra(world, interaction),
    });
    interaction.state = 'message';
  }

  function defer(interaction: WorldInteraction, data: Payload): void {
    const unknown = Object.keys(data).filter((key) => key !== 'flags');
    const others = asNumber(data.flags) & ~messageFlag.ephemeral;
    refuseFaults(
      [...unknown, ...(others === 0 ? [] : ['flags'])].map((key) => ({
        path: ['data', key],
        code: 'BASE_TYPE_BAD_VALUE',
        message: 'A deferral may carry only the EPHEMERAL flag.',
      })),
    );
    const hidden = isPrivate(data) || isForcedPrivate(interaction);
    interaction.message = writeMessage(world, interaction.channel, {
      author: world.bot,
      flags: messageFlag.loading | (hidden ? messageFlag.ephemeral : 0),
      onlyFor: hidden ? interaction.user : undefined,
      extra: interactionExtra(world, interaction),
    });
    interaction.state = 'deferred';
    interaction.loading = true;
  }

  function perform(interaction: WorldInteraction, type: number, data: Payload, request: RestRequest): void {
    if (!isAllowed(interaction, type)) refuseType(`Callback type ${type} cannot answer this interaction.`);
    const source = interaction.source;
    if (type === callbackType.message) respondWithMessage(interaction, data, request);
    else if (type === callbackType.deferMessage) defer(interaction, data);
    else if (type === callbackType.choices) {
      refuseFaults(choiceFaults(data));
      interaction.choices = asPayloads(data.choices);
      interaction.state = 'choices';
    } else if (type === callbackType.modal) {
      refuseFaults(modalFaults(data));
      interaction.modal = { customId: asText(data.custom_id), title: asText(data.title), payload: data };
      interaction.state = 'modal';
    } else if (source) {
      if (type === callbackType.update) editMessage(world, source, changesFrom(world, source, data, request));
      interaction.message = source;
      interaction.state = type === callbackType.update ? 'update' : 'deferred-update';
    }
  }

  function answer(interaction: WorldInteraction, type: number): RestAnswer {
    const message = interaction.message;
    return {
      status: 200,
      body: {
        interaction: {
          id: interaction.id,
          type: interaction.type,
          response_message_id: message?.id,
          response_message_loading: interaction.loading,
          response_message_ephemeral: message?.onlyFor !== undefined,
        },
        resource: { type, ...(message && { message: currentPayload(world, message) }) },
      },
    };
  }

  return [
    {
      method: 'POST',
      path: '/interactions/:id/:token/callback',
      open: true,
      answer({ id = '', token = '' }, request) {
        const interaction = interactions.forCallback(id, token);
        const body = asPayload(request.body);
        const type = asNumber(body.type);
        perform(interaction, type, asPayload(body.data), request);
        world.signal.changed();
        return request.query.get('with_response') === 'true' ? answer(interaction, type) : { status: 204 };
      },
    },
  ];
}
