// What may an app do with a response_url?

import type { Message } from './message.ts';
import { botAuthor, flag, messageContent } from './message-content.ts';
import { type Fields, textIn } from './payload.ts';
import { edit, post, remove } from './posting.ts';
import { SlackError } from './slack-error.ts';
import { complain, type SlackState, workspaceOf } from './slack-state.ts';

/** Uses and life (milliseconds) of a response_url; docs.slack.dev, handling user interaction. */
const USES = 5;
const LIFE_MS = 30 * 60_000;

interface Target {
  readonly team: string;
  readonly user: string;
  readonly channel: string;
  /** The message the interaction was on, when it was on one. */
  readonly message: Message | undefined;
  /** What this address itself has posted last: `replace_original` after a command changes that. */
  last: Message | undefined;
  uses: number;
  readonly until: number;
}

export interface ResponseUrls {
  /** A fresh address for an interaction of `user` in `channel`, on `message` when there is one. */
  create(team: string, user: string, channel: string, message?: Message): string;
  /** Handles what the app posts to the address. Throws `used_url`, `expired_url` or what is wrong with the content. */
  respond(path: string, params: Fields): Fields;
  /** Posts the payload of an acknowledgement, which counts as no use. */
  acknowledge(url: string, body: unknown): void;
}

export function createResponseUrls(state: SlackState): ResponseUrls {
  const targets = new Map<string, Target>();

  const publish = (target: Target, params: Fields): void => {
    const workspace = workspaceOf(state, target.team);
    const original = target.message ?? target.last;
    if (flag(params, 'delete_original')) {
      if (original === undefined || original.deleted) throw new SlackError('message_not_found');
      remove(state, original);
      return;
    }
    const content = messageContent(state, params, 'response_url');
    if (flag(params, 'replace_original')) {
      if (original === undefined || original.deleted) throw new SlackError('message_not_found');
      edit(state, original, { attachments: undefined, blocks: undefined, ...content }, workspace.botUserId);
      return;
    }
    if (target.message !== undefined && params.replace_original === undefined && params.response_type === undefined) {
      complain(state, 'response_url: an answer to a message neither names replace_original nor response_type');
    }
    const thread = textIn(params.thread_ts);
    const body = { ...content, ...botAuthor(state, workspace), ...(thread === '' ? {} : { thread_ts: thread }) };
    const viewer = params.response_type === 'in_channel' ? undefined : target.user;
    target.last = post(state, target.team, target.channel, body, viewer).message;
  };
  const pathOf = (url: string) => new URL(url).pathname;

  return {
    create(team, user, channel, message) {
      const path = `/response/${team}/${state.ids.secret('r')}`;
      const until = state.clock.now() + LIFE_MS;
      targets.set(path, { team, user, channel, message, last: undefined, uses: 0, until });
      return `${state.origin}${path}`;
    },
    respond(path, params) {
      const target = targets.get(path);
      if (target === undefined) throw new SlackError('invalid_url');
      if (state.clock.now() > target.until) throw new SlackError('expired_url');
      if (target.uses >= USES) throw new SlackError('used_url');
      target.uses += 1;
      publish(target, params);
      return { ok: true };
    },
    acknowledge(url, body) {
      const target = targets.get(pathOf(url));
      if (target === undefined || body === undefined || body === '') return;
      publish(target, typeof body === 'string' ? { text: body } : (body as Fields));
    },
  };
}
