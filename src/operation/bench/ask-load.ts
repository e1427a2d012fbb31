// How fast does a bot answer many people at once?

import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Bot } from '../../bot/bot.ts';
import { LANGUAGES, textsOf } from '../../i18n/texts.ts';

export interface AskLoad {
  /** Questions a second that are offered. */
  readonly rate: number;
  readonly seconds: number;
  readonly questionOf: (n: number) => string;
}

/** Times in milliseconds, memory in MiB. */
export interface LoadReport {
  readonly offered: number;
  readonly answered: number;
  /** Turned away because too many were waiting. */
  readonly shed: number;
  readonly failed: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly loopP50: number;
  readonly loopP99: number;
  readonly loopMax: number;
  readonly heapStart: number;
  readonly heapEnd: number;
  readonly rssEnd: number;
}

/** How often questions are offered, in milliseconds. */
const TICK_MS = 10;

/**
 * Offers questions at an even rate, whether or not earlier ones are answered, and measures from the offer to the answer;
 * what was turned away has no time.
 */
export async function askLoad(bot: Pick<Bot, 'handle'>, { rate, seconds, questionOf }: AskLoad): Promise<LoadReport> {
  const times: number[] = [];
  const running = new Set<Promise<void>>();
  let offered = 0;
  let shed = 0;
  let failed = 0;
  const busy = new Set(LANGUAGES.map((lang) => textsOf(lang).t('problem.busy')));
  const ask = async (n: number): Promise<void> => {
    const started = performance.now();
    const reply = await bot.handle({
      kind: 'question',
      place: { platform: 'discord', community: `server-${n % 100}`, channel: `direct-${n}`, direct: true },
      person: { id: `person-${n}`, isManager: false, groups: [] },
      text: questionOf(n),
    });
    if (reply?.kind !== 'answer' || reply.answer.kind !== 'problem') times.push(performance.now() - started);
    else if (reply.answer.lead?.some(({ text }) => busy.has(text))) shed += 1;
    else failed += 1;
  };
  const heapStart = heap();
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const started = performance.now();
  for (;;) {
    const passed = performance.now() - started;
    if (passed >= seconds * 1000) break;
    for (const due = (passed / 1000) * rate; offered < due; ) {
      const n = offered++;
      const one: Promise<void> = ask(n).finally(() => running.delete(one));
      running.add(one);
    }
    await new Promise((resolve) => setTimeout(resolve, TICK_MS));
  }
  await Promise.all(running);
  const took = performance.now() - started;
  delay.disable();
  times.sort((a, b) => a - b);
  const at = (share: number) => round(times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0);
  return {
    offered,
    answered: times.length,
    shed,
    failed,
    perSecond: round((times.length / took) * 1000),
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    loopP50: round(delay.percentile(50) / 1e6),
    loopP99: round(delay.percentile(99) / 1e6),
    loopMax: round(delay.max / 1e6),
    heapStart,
    heapEnd: heap(),
    rssEnd: Math.round(process.memoryUsage().rss / 1024 / 1024),
  };
}

function heap(): number {
  // With --expose-gc what is garbage does not count.
  (globalThis as { gc?: () => void }).gc?.();
  return Math.round(process.memoryUsage().heapUsed / 1024 / 1024);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
