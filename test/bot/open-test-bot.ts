// A whole bot on a database of its own, for tests: real store, real matching, a clock that tests move.

import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Bot, BotOptions } from '../../src/bot/bot.ts';
import { startBot } from '../../src/bot/bot.ts';
import type { Incoming, IncomingCall, IncomingQuestion } from '../../src/bot/incoming.ts';
import type { Log } from '../../src/bot/log.ts';
import type { AnswerReply } from '../../src/bot/reply.ts';
import type { Entry } from '../../src/entry/entry-schema.ts';
import { applyCurated } from '../../src/store/apply-curated.ts';
import { openSqliteStore } from '../../src/store/sqlite/open-sqlite-store.ts';
import type { Store } from '../../src/store/store.ts';
import { shippedModel } from '../shipped-model.ts';
import { curatedFile } from '../store/sample-entry.ts';

export interface LoggedLine {
  readonly level: 'info' | 'warn' | 'error';
  readonly facts: Readonly<Record<string, unknown>>;
  readonly message: string;
}

export interface TestBot {
  readonly bot: Bot;
  readonly store: Store;
  readonly logged: LoggedLine[];
  /** What fills `logged`. */
  readonly log: Log;
  /** The time the bot sees. */
  clock: { now: Date };
  ask(text: string, changes?: Partial<IncomingQuestion>): Promise<AnswerReply | undefined>;
  call(
    command: string,
    args?: Record<string, string>,
    changes?: Partial<IncomingCall>,
  ): Promise<AnswerReply | undefined>;
  close(): Promise<void>;
}

/** Somebody on a Discord server, in a channel with others. */
export const someone = {
  place: { platform: 'discord', community: 'server', channel: 'general', direct: false },
  person: { id: 'someone', isManager: false, groups: [] },
} as const satisfies Pick<Incoming, 'place' | 'person'>;

export async function openTestBot(
  entries: readonly Entry[],
  wrap: (store: Store) => Store = (store) => store,
  {
    within = os.tmpdir(),
    ...options
  }: Partial<BotOptions> & {
    /** The folder for its database's own folder. */
    readonly within?: string;
  } = {},
): Promise<TestBot> {
  const folder = mkdtempSync(path.join(within, 'test-bot-'));
  const clock = { now: new Date('2026-03-01T12:00:00Z') };
  const logged: LoggedLine[] = [];
  const line =
    (level: LoggedLine['level']): Log['info'] =>
    (facts, message) => {
      logged.push({ level, facts: facts as LoggedLine['facts'], message });
    };
  const log: Log = { info: line('info'), warn: line('warn'), error: line('error') };
  const store = await openSqliteStore({ file: path.join(folder, 'test.sqlite'), now: () => clock.now, pollMs: 5 });
  await applyCurated(store, entries.map(curatedFile));
  const bot = await startBot({
    store: wrap(store),
    model: shippedModel(),
    log,
    version: '0.0.0',
    now: () => clock.now,
    workEveryMs: 0,
    ...options,
  });
  const answered = async (incoming: Incoming): Promise<AnswerReply | undefined> => {
    const reply = await bot.handle(incoming);
    if (reply === undefined || reply.kind === 'answer') return reply;
    throw new Error(`an answer was expected, not "${reply.kind}"`);
  };
  return {
    bot,
    store,
    logged,
    log,
    clock,
    ask: (text, changes) => answered({ ...someone, kind: 'question', text, ...changes }),
    call: (command, args = {}, changes = {}) =>
      answered({ ...someone, kind: 'call', call: { command, args }, ...changes }),
    async close() {
      await bot.stop();
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** All that a person reads in an answer, as one text. */
export function wordsOf(reply: AnswerReply | undefined): string {
  if (reply === undefined) return '';
  const { answer } = reply;
  const lines = [
    answer.lead ?? [],
    ...answer.sections.flatMap(({ label, lines: inner }) => [[{ text: label }], ...inner]),
  ];
  return [answer.headline, ...lines.map((line) => line.map(({ text }) => text).join('')), answer.footnote ?? '']
    .filter((line) => line !== '')
    .join('\n');
}
