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
import { renderInParts } from './render-answer.ts';
import { renderForm, renderFormAsAnswer } from './render-form.ts';

/** How an interaction was acknowledged while its answer was still being looked for. */
type Deferral = 'public' | 'private' | 'update';

/** Messages that a long private answer, such as all sources and the timeline of an entry, may take. */
const MOST_PARTS = 3;

type Responder = Pick<DiscordLink, 'rest' | 'selfId' | 'pace'>;

/**
 * Answers an interaction. A ready answer is the first response; where it takes longer than the pace allows, the
 * interaction is acknowledged first and the answer follows within the token's 15 minutes. Discord takes one first response
 * to an interaction, so the same event handled twice is not answered twice; it never delivers one a second time after a
 * crash.
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
  if (reply === undefined || reply.kind === 'taken') return undefined;
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
  const [first, ...more] = bodiesOf(answer);
  const message = await callback(interaction, { type, data: first }, responder, answer);
  await followUp(interaction, more, responder);
  return message;
}

/** What one message did not hold. */
async function followUp({ token }: APIInteraction, bodies: readonly object[], { rest, selfId }: Responder) {
  for (const body of bodies) await rest.post(Routes.webhook(selfId, token), { auth: false, body });
}

async function respondLater(
  interaction: APIInteraction,
  reply: AnswerReply,
  deferral: Deferral,
  responder: Responder,
): Promise<APIMessage | undefined> {
  const { rest, selfId } = responder;
  const [body, ...more] = bodiesOf(reply);
  const original = Routes.webhookMessage(selfId, interaction.token);
  const request = { auth: false, body, ...withFiles(reply.files) };
  const fillsIn =
    deferral === 'update' ? takesThePlaceOf(reply, messageOf(interaction)) : deferral === reply.visibility;
  let message: unknown;
  if (fillsIn) message = await retried(() => rest.patch(original, request));
  else {
    // Promised to all and meant for one, or the other way round: the first message after a deferral would fill it in.
    if (deferral !== 'update') await rest.delete(original, { auth: false });
    const query = new URLSearchParams({ wait: 'true' });
    message = await rest.post(Routes.webhook(selfId, interaction.token), { ...request, query });
  }
  await followUp(interaction, more, responder);
  return message as APIMessage;
}

/** A form that cannot be opened now becomes a private message with a button that opens it. */
function asAnswer(reply: AnswerReply | FormReply): AnswerReply {
  if (reply.kind === 'answer') return reply;
  return { kind: 'answer', visibility: 'private', answer: renderFormAsAnswer(reply) };
}

function bodiesOf({ answer, visibility, replaces }: AnswerReply) {
  const most = visibility === 'private' && replaces !== true ? MOST_PARTS : 1;
  return renderInParts(answer, most).map((part) => {
    const { content, embeds, components } = checkBody(part);
    return {
      content,
      embeds: [...embeds],
      components: [...components],
      allowed_mentions: { ...NO_PINGS, parse: [] },
      ...(visibility === 'private' && { flags: MessageFlags.Ephemeral }),
    };
  });
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
    if (kindOfFailure(error) !== 'cut') throw error;
  }
  try {
    return await send();
  } catch (error) {
    if (kindOfFailure(error) === 'answered') return undefined;
    throw error;
  }
}
