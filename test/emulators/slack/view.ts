// What is one modal or home tab in the emulated Slack?

import { type Fields, fieldsIn, listIn, textIn } from './payload.ts';

/** One modal or home tab as it was last opened, updated or published. */
export class View {
  readonly id: string;
  readonly team: string;
  /** Who looks at it. */
  readonly user: string;
  /** The view as the app sent it, with block ids filled in. */
  body: Fields;
  hash: string;
  rootId: string;
  previousId: string | null;
  open = true;
  /** What the person entered: block_id, then action_id. */
  readonly entered = new Map<string, Map<string, Fields>>();
  /** The messages of a refused submission, by block_id. */
  errors: Record<string, string> = {};

  constructor(fields: { id: string; team: string; user: string; body: Fields; hash: string }) {
    this.id = fields.id;
    this.team = fields.team;
    this.user = fields.user;
    this.body = fields.body;
    this.hash = fields.hash;
    this.rootId = fields.id;
    this.previousId = null;
  }

  get type(): string {
    return textIn(this.body.type);
  }

  get blocks(): Fields[] {
    return listIn(this.body.blocks);
  }

  get callbackId(): string {
    return textIn(this.body.callback_id);
  }

  get title(): string {
    return textIn(fieldsIn(this.body.title).text);
  }
}
