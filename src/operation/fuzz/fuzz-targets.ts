// Which parts take what strangers write?

import type * as FastCheck from 'fast-check';
import type { Model } from '../../core/model.ts';
import { botTargets } from './bot-targets.ts';
import { coreTargets } from './core-targets.ts';
import { openDiscordTargets } from './discord-targets.ts';
import { openFuzzBot } from './fuzz-bot.ts';
import { createStopwatch, type OpenTargets, watchUncaught } from './fuzz-target.ts';
import { openImportTargets } from './import-targets.ts';
import { openSlackTargets } from './slack-targets.ts';
import { typedTargets } from './typed-targets.ts';

/**
 * @param slowest told how long an input took, in milliseconds.
 * @param longestMs a text of a million characters that takes longer is a finding, and a shorter one its share of it.
 */
export async function openFuzzTargets(
  fc: typeof FastCheck,
  model: Model,
  slowest: (target: string, ms: number) => void,
  longestMs = Number.POSITIVE_INFINITY,
): Promise<OpenTargets> {
  const stopwatch = createStopwatch(slowest, longestMs);
  const uncaught = watchUncaught();
  const fuzzBot = await openFuzzBot(model);
  const opened = [
    await openImportTargets(fc, stopwatch),
    await openDiscordTargets(fc, fuzzBot, uncaught),
    await openSlackTargets(fc, fuzzBot, uncaught),
  ];
  return {
    targets: [
      ...coreTargets(fc, model, stopwatch),
      ...typedTargets(fc, stopwatch),
      ...botTargets(fc, fuzzBot),
      ...opened.flatMap(({ targets }) => targets),
    ],
    async close() {
      for (const { close } of opened) await close();
      await fuzzBot.close();
      uncaught.close();
    },
  };
}
