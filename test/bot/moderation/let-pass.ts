// How does a test let pass what the bot does later?

import type { Bot } from '../../../src/bot/bot.ts';

/** Rounds of work that what fails a few times needs, and the seconds between them. */
const ROUNDS = 4;
const SECONDS = 5;

/** Has pending work done, with some seconds passed between the rounds, so that what failed is tried again. */
export async function letPass(
  { bot, clock }: { readonly bot: Bot; readonly clock: { now: Date } },
  /** Resolves when the platform has nothing left to do. */
  settled: () => Promise<void> = async () => {},
): Promise<void> {
  for (let i = 0; i < ROUNDS; i++) {
    await bot.work();
    await settled();
    clock.now = new Date(clock.now.getTime() + SECONDS * 1_000);
  }
}
