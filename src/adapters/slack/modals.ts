// How do forms and answers get into a modal?

import type { Answer } from '../../bot/answer.ts';
import type { FormReply } from '../../bot/reply.ts';
import { wordsIn } from '../../bot/words.ts';
import { plainObject } from './blocks.ts';
import { checkedMessage } from './check-content.ts';
import type { Desk, Spot } from './desk.ts';
import { MAX_VIEW_TITLE } from './limits.ts';
import { postEphemeral } from './post.ts';
import { renderAnswer } from './render-answer.ts';
import { type ModalView, renderForm } from './render-form.ts';
import { patiently, postToResponseUrl } from './slack-api.ts';
import { loggable, refusalCode } from './slack-error.ts';
import { encodeMetadata } from './view-metadata.ts';

/** Slack's words for "too late to open a modal, or opened already". */
const TRIGGER_GONE = new Set([
  'expired_trigger_id',
  'trigger_expired',
  'exchanged_trigger_id',
  'trigger_exchanged',
  'invalid_trigger_id',
]);

/** Opens a form; where it is too late for that, offers a button that opens it. @throws what Slack refuses. */
export async function showForm(desk: Desk, spot: Spot, form: FormReply): Promise<void> {
  try {
    if (await open(desk, spot, formView(spot, form))) return;
  } catch (error) {
    // Slack opens no form with a place for files where the app may not read them.
    if (refusalCode(error) !== 'missing_scope' || !form.fields.some(({ kind }) => kind === 'file')) throw error;
    desk.log.warn(loggable(error), 'could not ask for a file in Slack');
    return showElsewhere(desk, spot, problem(form, wordsIn(form.lang)('file.no-scope', { scope: 'files:read' })));
  }
  await offerForm(desk, spot, form, wordsIn(form.lang)('form.late'));
}

/** Puts a form into an open modal; where that was closed, offers a button that opens it. @throws what Slack refuses. */
export async function showFormInView(desk: Desk, spot: Spot, viewId: string, form: FormReply): Promise<void> {
  const client = await desk.workspaces.client(spot.team);
  try {
    await patiently(() => client.views.update({ view_id: viewId, view: formView(spot, form) as never }));
  } catch (error) {
    if (refusalCode(error) !== 'not_found') throw error;
    await offerForm(desk, spot, form, form.problem ?? form.title);
  }
}

function formView(spot: Spot, form: FormReply): ModalView {
  return renderForm(
    form,
    encodeMetadata(form.submit, { thread: undefined, responseUrl: undefined, shareTo: undefined, ...spot }),
  );
}

function offerForm(desk: Desk, spot: Spot, form: FormReply, text: string): Promise<void> {
  const actions = [{ label: form.reopenLabel, call: form.reopen }];
  return showElsewhere(desk, spot, { ...problem(form, text), actions });
}

function problem({ lang }: FormReply, text: string): Answer {
  return { kind: 'problem', lang, headline: '', lead: [{ text }], sections: [], actions: [] };
}

/** Shows an answer in a modal: in the one that is open, else in a new one. @throws what Slack refuses. */
export async function showInView(desk: Desk, spot: Spot, answer: Answer): Promise<void> {
  const view = answerView(
    answer,
    encodeMetadata(undefined, { thread: undefined, responseUrl: undefined, shareTo: undefined, ...spot }),
  );
  if (spot.on?.kind === 'modal') {
    const { viewId } = spot.on;
    const client = await desk.workspaces.client(spot.team);
    try {
      await patiently(() => client.views.update({ view_id: viewId, view: view as never }));
      return;
    } catch (error) {
      if (refusalCode(error) !== 'not_found') throw error;
      // The person has closed it: tell them in a direct message.
    }
  } else if (await open(desk, spot, view)) return;
  await showElsewhere(desk, spot, answer);
}

/** A modal with an answer in it and nothing to submit. */
export function answerView(answer: Answer, metadata: string): ModalView {
  return {
    type: 'modal',
    callback_id: 'answer',
    title: plainObject('Is This True?', MAX_VIEW_TITLE),
    close: plainObject('OK', MAX_VIEW_TITLE),
    private_metadata: metadata,
    blocks: checkedMessage(renderAnswer(answer, { audience: 'one' })).blocks,
  };
}

/** False where the trigger is missing or spent. */
async function open(desk: Desk, { team, triggerId, on }: Spot, view: ModalView): Promise<boolean> {
  if (triggerId === undefined) return false;
  const client = await desk.workspaces.client(team);
  const request = { trigger_id: triggerId, view: view as never };
  try {
    await (on?.kind === 'modal' ? client.views.push(request) : client.views.open(request));
    return true;
  } catch (error) {
    if (TRIGGER_GONE.has(refusalCode(error) ?? '')) return false;
    throw error;
  }
}

/** As a message that only the person sees. */
async function showElsewhere(desk: Desk, spot: Spot, answer: Answer): Promise<void> {
  const message = checkedMessage(renderAnswer(answer, { audience: 'one' }));
  const body = { ...message, unfurl_links: false, response_type: 'ephemeral', replace_original: false };
  if (spot.responseUrl !== undefined && (await postToResponseUrl(spot.responseUrl, body)) === 'ok') return;
  await postEphemeral(desk, spot, message);
}
