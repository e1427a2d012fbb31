// Which calls did buttons, menus and forms carry while a story was played?

import type { Bot } from '../../../src/bot/bot.ts';
import { type Call, encodeCall } from '../../../src/bot/call.ts';
import type { Incoming } from '../../../src/bot/incoming.ts';

export interface Recording {
  /** A bot whose replies are looked through. */
  wrap(bot: Bot): Bot;
  /** Each once, as buttons and menus carried them. */
  readonly buttons: readonly Call[];
  /** Each once, as forms carried them. */
  readonly forms: readonly Call[];
  /** The questions that they name. */
  inquiries(): string[];
}

export function recordCalls(): Recording {
  const buttons = new Map<string, Call>();
  const forms = new Map<string, Call>();
  return {
    wrap: (bot) =>
      Object.assign(Object.create(bot) as Bot, {
        async handle(incoming: Incoming) {
          const reply = await bot.handle(incoming);
          if (reply?.kind === 'form') {
            forms.set(encodeCall(reply.submit), reply.submit);
            buttons.set(encodeCall(reply.reopen), reply.reopen);
          }
          if (reply?.kind === 'answer') {
            const { actions, choices } = reply.answer;
            for (const { call } of [...actions, ...(choices?.options ?? [])]) buttons.set(encodeCall(call), call);
          }
          return reply;
        },
      }),
    get buttons() {
      return [...buttons.values()];
    },
    get forms() {
      return [...forms.values()];
    },
    inquiries: () => [...new Set([...buttons.values(), ...forms.values()].flatMap(({ args }) => args.of ?? []))],
  };
}

/** What only the community of the story may read. */
export const SECRETS = /tame badgers|Town Gazette|Second Paper|better sentence|A joke of the mayor/;
