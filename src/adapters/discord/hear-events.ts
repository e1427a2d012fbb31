// Which of Discord's events does the bot hear?

import type { EventEmitter } from 'node:events';
import {
  type APIInteraction,
  GatewayDispatchEvents,
  type GatewayMessageDeleteBulkDispatchData,
  type GatewayMessageDeleteDispatchData,
  type GatewayMessageUpdateDispatchData,
} from 'discord.js';
import { describeCommands } from '../../bot/describe-commands.ts';
import type { DiscordLink } from './discord-link.ts';
import { createInteractionListener } from './interaction-listener.ts';
import { createMessageListener } from './message-listener.ts';
import type { GatewayMessage } from './read-question.ts';

/**
 * The raw events: the client's own would lack the message that a reply refers to unless it kept every message, and would
 * take the second delivery of an event for its own memory of the first.
 * @param events tells of them by their names: `client.ws`.
 */
export function hearEvents(link: DiscordLink, events: Pick<EventEmitter, 'on'>): void {
  const messages = createMessageListener(link);
  const interacted = createInteractionListener(link, describeCommands(link.bot.commands));

  function hear<T>(event: GatewayDispatchEvents, take: (data: T) => void): void {
    events.on(event, (data: T) => take(data));
  }

  hear(GatewayDispatchEvents.MessageCreate, (message: GatewayMessage) => messages.written(message));
  hear(GatewayDispatchEvents.MessageUpdate, (message: GatewayMessageUpdateDispatchData) => messages.edited(message));
  hear(GatewayDispatchEvents.MessageDelete, (event: GatewayMessageDeleteDispatchData) => messages.deleted(event));
  hear(GatewayDispatchEvents.MessageDeleteBulk, (event: GatewayMessageDeleteBulkDispatchData) =>
    messages.deletedTogether(event),
  );
  hear(GatewayDispatchEvents.InteractionCreate, (interaction: APIInteraction) => interacted(interaction));
}
