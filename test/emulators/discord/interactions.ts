// What becomes of an interaction: a command, a press, a choice, a form?
import { refusals } from './api-error.ts';
import { asPayload, type Payload } from './payload.ts';
import { may } from './permissions.ts';
import type { World, WorldChannel, WorldMessage, WorldUser } from './world.ts';

export const interactionType = { command: 2, component: 3, autocomplete: 4, modalSubmit: 5 } as const;
export const callbackType = { message: 4, deferMessage: 5, deferUpdate: 6, update: 7, choices: 8, modal: 9 } as const;

/** Milliseconds to the first response, and the life of the token for everything after it. */
export const interactionLimits = { firstResponse: 3000, tokenLife: 15 * 60_000, followups: 5 } as const;

export type InteractionState = 'waiting' | 'message' | 'deferred' | 'deferred-update' | 'update' | 'choices' | 'modal';

/** A form as the person sees it. */
export interface OpenModal {
  customId: string;
  title: string;
  /** The definition as the bot sent it. */
  payload: Payload;
}

/** An interaction and what came of it, kept up to date. */
export interface WorldInteraction {
  readonly id: string;
  readonly token: string;
  readonly type: number;
  readonly user: WorldUser;
  readonly channel: WorldChannel;
  /** What was sent to the bot. */
  readonly payload: Payload;
  /** The message with the button or menu, or that the modal was opened from. */
  readonly source: WorldMessage | undefined;
  readonly createdAt: number;
  /** What the command is called, for messages about the interaction. */
  readonly label: string;
  state: InteractionState;
  /** The response's message, also once it is deleted: `@original`. For updates, the message updated. */
  message: WorldMessage | undefined;
  /** The deferral shows "thinking" and awaits its text. */
  loading: boolean;
  followups: WorldMessage[];
  modal: OpenModal | undefined;
  choices: Payload[];
}

export interface Interactions {
  readonly all: readonly WorldInteraction[];
  add(interaction: WorldInteraction): void;
  /** The interaction that may still get its first response; else 10062 or 40060. */
  forCallback(id: string, token: string): WorldInteraction;
  /** The interaction behind a webhook token that still lives and was responded to. */
  forWebhook(applicationId: string, token: string): WorldInteraction;
}

export function createInteractions(world: World): Interactions {
  const all: WorldInteraction[] = [];
  const byToken = new Map<string, WorldInteraction>();
  const age = (interaction: WorldInteraction): number => world.clock.now() - interaction.createdAt;
  return {
    all,
    add(interaction) {
      all.push(interaction);
      byToken.set(interaction.token, interaction);
    },
    forCallback(id, token) {
      const found = byToken.get(token);
      if (!found || found.id !== id) throw refusals.unknownInteraction();
      if (found.state !== 'waiting') throw refusals.alreadyAcknowledged();
      if (age(found) > interactionLimits.firstResponse) throw refusals.unknownInteraction();
      return found;
    },
    forWebhook(applicationId, token) {
      const found = byToken.get(token);
      if (!found || applicationId !== world.applicationId) throw refusals.unknownWebhook();
      if (age(found) > interactionLimits.tokenLife) throw refusals.invalidWebhookToken();
      if (found.state === 'waiting' || found.type === interactionType.autocomplete) throw refusals.unknownWebhook();
      return found;
    },
  };
}

/** Whether only the person installed the app here, not the server. */
export function isUserInstalled(interaction: WorldInteraction): boolean {
  return asPayload(interaction.payload.authorizing_integration_owners)['0'] === undefined;
}

/** Discord makes a user-installed app's responses private where the person may not use external apps. */
export function isForcedPrivate(interaction: WorldInteraction): boolean {
  return isUserInstalled(interaction) && !may(interaction.channel, interaction.user, 'UseExternalApps');
}

/** Whether the interaction failed in the person's eyes: 3 s passed and nothing came. */
export function hasFailed(world: World, interaction: WorldInteraction): boolean {
  return interaction.state === 'waiting' && world.clock.now() - interaction.createdAt > interactionLimits.firstResponse;
}

/** Whether the bot still owes something: a first response, or the text of a deferral. */
export function isOwed(world: World, interaction: WorldInteraction): boolean {
  if (world.clock.now() - interaction.createdAt > interactionLimits.tokenLife) return false;
  return interaction.loading || (interaction.state === 'waiting' && !hasFailed(world, interaction));
}
