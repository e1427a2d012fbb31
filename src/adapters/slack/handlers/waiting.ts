// What does a person see while something takes long?

import { wordsIn } from '../../../bot/words.ts';
import { plainObject, section } from '../blocks.ts';
import type { Desk, Spot } from '../desk.ts';
import { MAX_VIEW_TITLE } from '../limits.ts';
import type { ModalView } from '../render-form.ts';
import { patiently, postToResponseUrl } from '../slack-api.ts';
import { loggable } from '../slack-error.ts';

/** Slack waits 3 s for what shall become of a form; after this, in milliseconds, it is told to wait for us. */
const IN_TIME_MS = 1_800;

/** What comes of the work, where it comes in time; else undefined, and the work goes on. */
export async function inTime<T extends object>(work: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), IN_TIME_MS);
    timer.unref();
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** A modal that says that it takes a moment. */
export function waitingView(locale: string | undefined, metadata: string): ModalView {
  return {
    type: 'modal',
    callback_id: 'waiting',
    title: plainObject('Is This True?', MAX_VIEW_TITLE),
    private_metadata: metadata,
    blocks: [section(wordsIn(locale)('form.waiting'))],
  };
}

/**
 * Says that it takes a moment, in place of what the pressed button stands on, so that it is not pressed again. What
 * comes of it must take that place. Never throws: without it the person waits all the same.
 * @returns whether it was said.
 */
export async function showWaiting(
  desk: Desk,
  { on, team, responseUrl }: Spot,
  locale: string | undefined,
  metadata: string,
): Promise<boolean> {
  if (on?.kind === 'modal') {
    try {
      const client = await desk.workspaces.client(team);
      const view = waitingView(locale, metadata);
      await patiently(() => client.views.update({ view_id: on.viewId, view: view as never }));
      return true;
    } catch (error) {
      desk.log.warn(loggable(error), 'could not say in Slack that something takes a moment');
      return false;
    }
  }
  if (on?.kind !== 'message' || !on.ephemeral || responseUrl === undefined) return false;
  const text = wordsIn(locale)('form.waiting');
  const body = { text, blocks: [section(text)], response_type: 'ephemeral', replace_original: true };
  return (await postToResponseUrl(responseUrl, body)) === 'ok';
}
