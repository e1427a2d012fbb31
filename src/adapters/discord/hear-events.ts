// Which of Discord's events does the bot hear, and what if one is not as it should be?

import type { EventEmitter } from 'node:events';
import {
  type APIInteraction,
  type Client,
  GatewayDispatchEvents,
  type GatewayMessageDeleteBulkDispatchData,
  type GatewayMessageDeleteDispatchData,
  type GatewayMessageUpdateDispatchData,
} from 'discord.js';
import { describeCommands } from '../../bot/describe-commands.ts';
import type { Log } from '../../bot/log.ts';
import type { DiscordLink } from './discord-link.ts';
import { failureFacts } from './failure.ts';
import { createInteractionListener } from './interaction-listener.ts';
import { createMessageListener } from './message-listener.ts';
import type { GatewayMessage } from './read-question.ts';

/**
 * The raw events: the client's own would lack the message that a reply refers to unless it kept every message, and would
 * take the second delivery of an event for its own memory of the first.
 * An event that lacks what cannot be done without is left out with a line in the log: thrown into the client, it would end
 * the program.
 * @param events tells of them by their names: `client.ws`.
 */
export function hearEvents(link: DiscordLink, events: Pick<EventEmitter, 'on'>): void {
  const messages = createMessageListener(link);
  const interacted = createInteractionListener(link, describeCommands(link.bot.commands));

  function hear<T>(event: GatewayDispatchEvents, take: (data: T) => void): void {
    events.on(event, (data: T) => {
      try {
        take(data);
      } catch (error) {
        link.log.warn({ event, ...failureFacts(error) }, 'left out an event of Discord that is not as expected');
      }
    });
  }

  hear(GatewayDispatchEvents.MessageCreate, (message: GatewayMessage) => messages.written(message));
  hear(GatewayDispatchEvents.MessageUpdate, (message: GatewayMessageUpdateDispatchData) => messages.edited(message));
  hear(GatewayDispatchEvents.MessageDelete, (event: GatewayMessageDeleteDispatchData) => messages.deleted(event));
  hear(GatewayDispatchEvents.MessageDeleteBulk, (event: GatewayMessageDeleteBulkDispatchData) =>
    messages.deletedTogether(event),
  );
  hear(GatewayDispatchEvents.InteractionCreate, (interaction: APIInteraction) => interacted(interaction));
}

/** The client's own reading of an event that is not as it expects would end the program: its cache does without. */
export function surviveOddEvents(client: Client, log: Log): void {
  const ws = client.ws as unknown as { handlePacket(packet: { t?: string } | undefined, shard: unknown): boolean };
  const handlePacket = ws.handlePacket.bind(ws);
  ws.handlePacket = (packet, shard) => {
    try {
      return handlePacket(packet, shard);
    } catch (error) {
      log.warn({ event: packet?.t, ...failureFacts(error) }, 'the Discord client could not read an event');
      return false;
    }
  };
}
