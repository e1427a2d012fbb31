// What came of what a person did?

import type { Ack } from './delivery.ts';
import type { ApiCall, Entry } from './journal.ts';
import type { Message } from './message.ts';
import type { Fields } from './payload.ts';
import type { SlackState } from './slack-state.ts';
import type { View } from './view.ts';

/**
 * Everything that happened from the action until quiet. When several actions run at once, each outcome holds what all of
 * them set off: nothing ties a later post to one of them.
 */
export interface Outcome {
  /** The app's acknowledgement; undefined when nothing was sent (the app is not told of this action). */
  readonly ack: Ack | undefined;
  /** What the person said. */
  readonly said: Message | undefined;
  /** What the app posted for everybody. */
  readonly posted: readonly Message[];
  /** What the app posted for this person alone. */
  readonly ephemeral: readonly Message[];
  readonly edited: readonly Message[];
  readonly deleted: readonly Message[];
  /** Modals that this person got to see: opened, pushed or updated. */
  readonly views: readonly View[];
  /** This person's home tab, when it was published. */
  readonly home: View | undefined;
  /** Options that an external select showed. */
  readonly options: readonly Fields[];
  /** Messages of a refused submission, by block_id. */
  readonly errors: Readonly<Record<string, string>>;
  /** What Slack itself told this person, for instance that the command failed. */
  readonly notices: readonly string[];
  readonly calls: readonly ApiCall[];
}

/** An action under way: await it for the outcome once all is quiet, or `acked` for the acknowledgement alone. */
export type Action = Promise<Outcome> & { readonly acked: Promise<Ack | undefined> };

/** What an action knows of itself when it is over. */
export interface Result {
  readonly ack: Promise<Ack> | undefined;
  readonly said?: Message;
  /** Runs once the acknowledgement has come; what it returns goes into the outcome. */
  readonly onAck?: (ack: Ack) => Partial<Pick<Outcome, 'options' | 'errors'>>;
}

function messages(entries: readonly Entry[], kind: 'posted' | 'edited' | 'deleted' | 'ephemeral'): Message[] {
  return entries.flatMap((entry) => (entry.kind === kind && 'message' in entry ? [entry.message] : []));
}

function refused(error: unknown): Action {
  const never = Promise.reject(error);
  never.catch(() => {});
  return Object.assign(never, { acked: never });
}

/** Runs what a person does and gathers what comes of it. */
export function act(state: SlackState, user: string, run: () => Result): Action {
  const start = state.journal.entries.length;
  let result: Result;
  try {
    result = run();
  } catch (error) {
    // What a person cannot do is a rejected action, like everything else that goes wrong with one.
    return refused(error);
  }
  const extra: Partial<Pick<Outcome, 'options' | 'errors'>> = {};
  const acked = (async () => {
    const ack = await result.ack;
    if (ack !== undefined && result.onAck !== undefined) Object.assign(extra, result.onAck(ack));
    return ack;
  })();
  const whole = (async (): Promise<Outcome> => {
    const ack = await acked;
    await state.activity.settled();
    const entries = state.journal.entries.slice(start);
    const bot = [...state.workspaces.values()].map((workspace) => workspace.botUserId);
    const views = entries.flatMap((entry) =>
      (entry.kind === 'opened' || entry.kind === 'updated') && entry.view.user === user ? [entry.view] : [],
    );
    return {
      ack,
      said: result.said,
      posted: messages(entries, 'posted').filter((message) => bot.includes(message.author)),
      ephemeral: messages(entries, 'ephemeral').filter((message) => message.viewer === user),
      edited: messages(entries, 'edited'),
      deleted: messages(entries, 'deleted'),
      views: [...new Set(views)],
      home: entries
        .flatMap((entry) => (entry.kind === 'published' && entry.view.user === user ? [entry.view] : []))
        .at(-1),
      options: extra.options ?? [],
      errors: extra.errors ?? {},
      notices: entries.flatMap((entry) => (entry.kind === 'notice' && entry.user === user ? [entry.text] : [])),
      calls: entries.flatMap((entry) => (entry.kind === 'call' ? [entry.call] : [])),
    };
  })();
  acked.catch(() => {});
  // Whoever awaits only `acked` must not be hit by an unhandled rejection of the whole.
  whole.catch(() => {});
  return Object.assign(whole, { acked });
}
