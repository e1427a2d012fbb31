// How do the parts become a bot that can be asked?

import path from 'node:path';
import { type Bot, startBot } from './bot/bot.ts';
import type { Log } from './bot/log.ts';
import { createTroubles } from './bot/troubles.ts';
import { DEFAULT_RETENTION } from './bot/work/retention.ts';
import type { Config } from './config.ts';
import { readEntryFolder } from './entry/entry-folder.ts';
import { loadModel } from './model-files.ts';
import { openStore } from './open-store.ts';
import { packageVersion } from './package-version.ts';
import { loadRatings } from './rating-file.ts';
import { applyCurated } from './store/apply-curated.ts';
import type { Store } from './store/store.ts';

export interface OpenBot {
  readonly bot: Bot;
  readonly store: Store;
  /** Stops the bot, then closes the store. */
  close(): Promise<void>;
}

/**
 * Opens the store, brings its curated entries up to the files, and starts the bot over it.
 * @throws StoreError where the database cannot be used.
 */
export async function openBot(config: Config, log: Log): Promise<OpenBot> {
  const troubles = createTroubles(log);
  const store = await openStore(config, troubles);
  try {
    await loadCurated(store, config.claimsFolder, log);
    const bot = await startBot({
      store,
      model: loadModel(),
      log,
      troubles,
      version: packageVersion(),
      ratings: loadRatings(),
      linkChecks: config.linkChecks,
      retention: { ...DEFAULT_RETENTION, inquiries: config.retentionDays },
    });
    return {
      bot,
      store,
      async close() {
        await bot.stop();
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** A file with faults is named in the log and stops nothing else. */
async function loadCurated(store: Store, folder: string, log: Log): Promise<void> {
  let found: Awaited<ReturnType<typeof readEntryFolder>>;
  try {
    found = await readEntryFolder(folder);
  } catch (error) {
    log.error(
      { error, folder },
      'the folder of curated entries cannot be read; going on with the entries in the database',
    );
    return;
  }
  const report = await applyCurated(store, found.files);
  for (const { file, line, field, message } of [...found.faults, ...report.faults]) {
    log.warn({ file: path.join(folder, file), line, field }, `a curated entry was left out: ${field} ${message}`);
  }
  for (const id of report.kept) {
    log.warn({ entry: id }, 'the file of a curated entry changed, but moderators had edited it: their edit was kept');
  }
  if (report.added + report.updated > 0) {
    log.info({ added: report.added, updated: report.updated }, 'curated entries applied');
  }
}
