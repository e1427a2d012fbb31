// What is one message in the emulated Slack?

import { type Fields, listIn, textIn } from './payload.ts';

/** One message, seen by everybody in the channel or, when `viewer` is set, by that person alone. */
export class Message {
  readonly team: string;
  readonly channel: string;
  readonly ts: string;
  /** The only person who sees it (an ephemeral message), else undefined. */
  readonly viewer: string | undefined;
  /** The message as Slack's API gives it. */
  body: Fields;
  deleted = false;
  /** What people entered in its blocks: block_id, then action_id. */
  readonly entered = new Map<string, Map<string, Fields>>();

  constructor(team: string, channel: string, ts: string, body: Fields, viewer?: string) {
    this.team = team;
    this.channel = channel;
    this.ts = ts;
    this.body = body;
    this.viewer = viewer;
  }

  get text(): string {
    return textIn(this.body.text);
  }

  get blocks(): Fields[] {
    return listIn(this.body.blocks);
  }

  get threadTs(): string | undefined {
    return typeof this.body.thread_ts === 'string' ? this.body.thread_ts : undefined;
  }

  /** The id of who wrote it. */
  get author(): string {
    return textIn(this.body.user);
  }
}
