// Which bot do hostile questions, calls and payloads reach?

import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Bot, startBot } from '../../bot/bot.ts';
import type { Log } from '../../bot/log.ts';
import type { Model } from '../../core/model.ts';
import { applyCurated } from '../../store/apply-curated.ts';
import { openSqliteStore } from '../../store/sqlite/open-sqlite-store.ts';
import { SAMPLE_ENTRY } from './hostile-files.ts';

/** A whole bot with one entry, on a database of its own. */
export interface FuzzBot {
  readonly bot: Bot;
  readonly log: Log;
  readonly now: () => number;
  /** Before an input: an hour goes by, so that nobody is too hasty, and what was logged is forgotten. */
  begin(): void;
  /** @throws the first error that was logged since. */
  checkLog(): void;
  close(): Promise<void>;
}

const HOUR_MS = 3_600_000;

export async function openFuzzBot(model: Model): Promise<FuzzBot> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'fuzz-bot-'));
  let time = Date.parse('2024-06-01T12:00:00Z');
  const now = (): Date => new Date(time);
  let failures: Error[] = [];
  const log: Log = {
    info() {},
    warn() {},
    error(facts, message) {
      failures.push(new Error(`${message}: ${JSON.stringify(facts)}`, { cause: (facts as { error?: unknown }).error }));
    },
  };
  const store = await openSqliteStore({ file: path.join(folder, 'bot.sqlite'), now });
  await applyCurated(store, [
    { file: 'moon.yaml', id: SAMPLE_ENTRY.id, hash: '1', parse: () => ({ ok: true, entry: SAMPLE_ENTRY }) },
  ]);
  const bot = await startBot({ store, model, log, version: '0', now, workEveryMs: 0 });
  return {
    bot,
    log,
    now: () => time,
    begin() {
      time += HOUR_MS;
      failures = [];
    },
    checkLog() {
      const [first] = failures;
      if (first !== undefined) throw first.cause instanceof Error ? first.cause : first;
    },
    async close() {
      await bot.stop();
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
}
