// How does an answer reach the person in time, whatever it takes to find?

import {
  type APIInteraction,
  type APIMessage,
  InteractionResponseType,
  InteractionType,
  MessageFlags,
  type RESTPostAPIInteractionCallbackWithResponseResult,
  Routes,
} from 'discord.js';
import type { AnswerReply, FormReply, Reply } from '../../bot/reply.ts';
import type { DiscordLink } from './discord-link.ts';
import { kindOfFailure } from './failure.ts';
import { checkBody } from './message-body.ts';
import { NO_PINGS, withFiles } from './post-message.ts';
import { isPrivateMessage } from './read-interaction.ts';
import { renderAnswer } from './render-answer.ts';
import { renderForm, renderFormAsAnswer } from './render-form.ts';

/** How an interaction was acknowledged while its answer was still being looked for. */
type Deferral = 'public' | 'private' | 'update';

type Responder = Pick<DiscordLink, 'rest' | 'selfId' | 'pace'>;

/**
 * Answers an interaction. A ready answer is the first response; where it takes longer than the pace allows, the
 * interaction is acknowledged first and the answer follows within the token's 15 minutes.
 * @param expected whether the answer is likely to be for all to see: what a deferral promises, and what can be changed.
 * @returns the message that now shows the answer; undefined where there is none to be found again.
 * @throws DiscordAPIError; whatever the network throws.
 */
export async function respond(
  interaction: APIInteraction,
  work: Promise<Reply>,
  expected: 'public' | 'private',
  responder: Responder,
): Promise<APIMessage | undefined> {
  let deferring: Promise<Deferral> | undefined;
  const timer = setTimeout(() => {
    deferring = defer(interaction, expected, responder);
    // Waited for below, once the answer is there.
    deferring.catch(() => undefined);
  }, responder.pace.deferAfter);
  let reply: Reply;
  try {
    reply = await work;
  } finally {
    clearTimeout(timer);
  }
  if (reply === undefined) return undefined;
  const deferral = await deferring;
  return deferral === undefined
    ? respondFirst(interaction, reply, responder)
    : respondLater(interaction, asAnswer(reply), deferral, responder);
}

async function defer(
  interaction: APIInteraction,
  expected: 'public' | 'private',
  responder: Responder,
): Promise<Deferral> {
  if (messageOf(interaction) !== undefined) {
    await callback(interaction, { type: InteractionResponseType.DeferredMessageUpdate }, responder);
    return 'update';
  }
  const data = expected === 'private' ? { flags: MessageFlags.Ephemeral } : {};
  await callback(interaction, { type: InteractionResponseType.DeferredChannelMessageWithSource, data }, responder);
  return expected;
}

async function respondFirst(
  interaction: APIInteraction,
  reply: AnswerReply | FormReply,
  responder: Responder,
): Promise<APIMessage | undefined> {
  // Discord opens no form in answer to a form.
  if (reply.kind === 'form' && interaction.type !== InteractionType.ModalSubmit) {
    await callback(interaction, { type: InteractionResponseType.Modal, data: renderForm(reply) }, responder);
    return undefined;
  }
  const answer = asAnswer(reply);
  const source = messageOf(interaction);
  const type = takesThePlaceOf(answer, source)
    ? InteractionResponseType.UpdateMessage
    : InteractionResponseType.ChannelMessageWithSource;
  return callback(interaction, { type, data: bodyOf(answer) }, responder, answer);
}

async function respondLater(
  interaction: APIInteraction,
  reply: AnswerReply,
  deferral: Deferral,
  { rest, selfId }: Responder,
): Promise<APIMessage | undefined> {
  const original = Routes.webhookMessage(selfId, interaction.token);
  const request = { auth: false, body: bodyOf(reply), ...withFiles(reply.files) };
  const fillsIn =
    deferral === 'update' ? takesThePlaceOf(reply, messageOf(interaction)) : deferral === reply.visibility;
  if (fillsIn) return (await retried(() => rest.patch(original, request))) as APIMessage;
  // What was promised to all is for one alone, or the other way round: the first message after a deferral would fill it.
  if (deferral !== 'update') await rest.delete(original, { auth: false });
  const route = Routes.webhook(selfId, interaction.token);
  return (await rest.post(route, { ...request, query: new URLSearchParams({ wait: 'true' }) })) as APIMessage;
}

/** A form that cannot be opened now becomes a private message with a button that opens it. */
function asAnswer(reply: AnswerReply | FormReply): AnswerReply {
  if (reply.kind === 'answer') return reply;
  return { kind: 'answer', visibility: 'private', answer: renderFormAsAnswer(reply) };
}

function bodyOf({ answer, visibility }: AnswerReply) {
  const { content, embeds, components } = checkBody(renderAnswer(answer));
  return {
    content,
    embeds: [...embeds],
    components: [...components],
    allowed_mentions: { ...NO_PINGS, parse: [] },
    ...(visibility === 'private' && { flags: MessageFlags.Ephemeral }),
  };
}

/** A private word never takes the place of a message that all see. */
function takesThePlaceOf({ replaces, visibility }: AnswerReply, source: APIMessage | undefined): boolean {
  return replaces === true && source !== undefined && (visibility === 'public' || isPrivateMessage(source));
}

function messageOf(interaction: APIInteraction): APIMessage | undefined {
  return 'message' in interaction ? interaction.message : undefined;
}

async function callback(
  { id, token }: APIInteraction,
  body: object,
  { rest }: Responder,
  reply?: AnswerReply,
): Promise<APIMessage | undefined> {
  const query = new URLSearchParams({ with_response: 'true' });
  const send = () =>
    rest.post(Routes.interactionCallback(id, token), { auth: false, body, query, ...withFiles(reply?.files) });
  const result = (await retried(send)) as RESTPostAPIInteractionCallbackWithResponseResult | undefined;
  return result?.resource?.message;
}

/** Once more where the connection was cut; an answer that got through the first time needs no second one. */
async function retried(send: () => Promise<unknown>): Promise<unknown> {
  try {
    return await send();
  } catch (error) {
    if (kindOfFailure(error) !== 'passing') throw error;
  }
  try {
    return await send();
  } catch (error) {
    if (kindOfFailure(error) === 'answered') return undefined;
    throw error;
  }
}
