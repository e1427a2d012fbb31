// What happens when a form is submitted?

import type { App } from '@slack/bolt';
import type { IncomingCall } from '../../../bot/incoming.ts';
import type { FormReply, Reply } from '../../../bot/reply.ts';
import { deliver } from '../deliver.ts';
import { askedBy, type Desk, type Spot } from '../desk.ts';
import { fieldsOf, textOf, textOrNone } from '../fields.ts';
import { answerView, showFormInView } from '../modals.ts';
import { filesInForm } from '../read-files.ts';
import { FORM_CALLBACK, type ModalView, readForm, renderForm } from '../render-form.ts';
import { loggable } from '../slack-error.ts';
import { decodeMetadata, encodeMetadata } from '../view-metadata.ts';
import { inTime, waitingView } from './waiting.ts';

/**
 * Sends a form's fields back as its call. What is wrong comes back as the form with all that was typed; what is done is
 * said where the form was opened. Where the store is slow, the form waits in sight.
 */
export function onSubmission(app: App, desk: Desk): void {
  app.view({ callback_id: /.*/, type: 'view_submission' }, async ({ ack, body }) => {
    const payload = fieldsOf(body);
    const view = fieldsOf(payload.view);
    const metadata = decodeMetadata(textOf(view.private_metadata));
    if (view.callback_id !== FORM_CALLBACK || metadata.call === undefined) return ack();
    const spot: Spot = {
      team: textOf(fieldsOf(payload.team).id),
      user: textOf(fieldsOf(payload.user).id),
      channel: metadata.channel,
      thread: metadata.thread,
      shareTo: metadata.shareTo,
      responseUrl: metadata.responseUrl,
      direct: metadata.channel?.startsWith('D') === true && metadata.responseUrl === undefined,
    };
    const known = desk.people.recall(spot.team, spot.user);
    const handled = (async (): Promise<{ incoming: IncomingCall; reply: Reply }> => {
      const base = askedBy(spot, known ?? (await desk.people.find(spot.team, spot.user)));
      const incoming: IncomingCall = {
        ...base,
        eventId: textOrNone(payload.trigger_id),
        kind: 'call',
        call: metadata.call ?? { command: '', args: {} },
        fields: readForm(view),
        files: filesInForm(desk, spot, view),
      };
      return { incoming, reply: await desk.bot.handle(incoming) };
    })();
    const done = await inTime(handled);
    if (done !== undefined) {
      const next = nextView(done.reply, spot);
      await (next === undefined ? ack() : ack({ response_action: 'update', view: next as never }));
      if (next === undefined) await deliver(desk, spot, done.incoming, done.reply);
      return;
    }
    await ack({ response_action: 'update', view: waitingView(known?.locale, textOf(view.private_metadata)) as never });
    const { incoming, reply } = await handled;
    const viewId = textOf(view.id);
    if (reply?.kind === 'form') await formAgain(desk, spot, viewId, reply);
    if (reply?.kind === 'answer') await deliver(desk, { ...spot, on: { kind: 'modal', viewId } }, incoming, reply);
  });
}

/** What takes the form's place: the form again, or the answer where it was opened from no channel. */
function nextView(reply: Reply, spot: Spot): ModalView | undefined {
  if (reply?.kind === 'form') return renderForm(reply, encodeMetadata(reply.submit, spotParts(spot)));
  if (reply?.kind === 'answer' && (spot.channel === undefined || reply.answer.kind === 'problem'))
    return answerView(reply.answer, encodeMetadata(undefined, spotParts(spot)));
  return undefined;
}

function spotParts({ channel, thread, responseUrl, shareTo }: Spot) {
  return { channel, thread, responseUrl, shareTo };
}

async function formAgain(desk: Desk, spot: Spot, viewId: string, form: FormReply): Promise<void> {
  try {
    await showFormInView(desk, spot, viewId, form);
  } catch (error) {
    desk.log.error(loggable(error), 'could not show a form again in Slack');
  }
}
