// What does the program count about itself?

import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Bot } from '../bot/bot.ts';
import type { Incoming } from '../bot/incoming.ts';
import type { Log } from '../bot/log.ts';
import type { Reply } from '../bot/reply.ts';
import type { Store } from '../store/store.ts';

/** Bounds of the latency histogram, in seconds. */
const LATENCY_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export interface Metrics {
  /** The page in Prometheus' text format. */
  page(): Promise<string>;
  readonly contentType: string;
  /** The same log; warnings and errors are counted. */
  counting(log: Log): Log;
  /** The same bot; what it handles is counted and timed. */
  measuring(bot: Bot): MeasuredBot;
  /** Reads these whenever the page is asked for. */
  watch(store: Pick<Store, 'inbox' | 'jobs'>, platforms: () => Readonly<Record<string, boolean>>): void;
}

export interface MeasuredBot {
  readonly bot: Bot;
  /** Resolves once nothing is being handled. */
  idle(): Promise<void>;
}

/** Names begin with `is_this_true_`; no label holds anything of a person, a message or a community. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const handled = new Counter({
    name: 'is_this_true_handled_total',
    help: 'Questions and calls handled, by platform, kind (question or the command) and outcome (the decision, notice, problem, form, silent)',
    labelNames: ['platform', 'kind', 'outcome'],
    registers,
  });
  const latency = new Histogram({
    name: 'is_this_true_handling_seconds',
    help: 'Time from a message of a platform to the reply given to the adapter',
    labelNames: ['platform'],
    buckets: LATENCY_SECONDS,
    registers,
  });
  const lines = new Counter({
    name: 'is_this_true_log_lines_total',
    help: 'Warnings and errors logged',
    labelNames: ['level'],
    registers,
  });
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name: `is_this_true_${name}`, help, labelNames, registers });
  const indexSize = gauge('index_claims', 'Published claims in the index of this process');
  const inFlight = gauge('in_flight', 'Questions and calls being handled');
  const inbox = gauge('inbox_open', 'Questions that wait for a moderator, all communities together');
  const jobs = gauge('jobs', 'Jobs that wait or were given up', ['state']);
  const storeUp = gauge('store_up', '1 where the database answered while this page was made');
  const platformUp = gauge('platform_up', '1 where the connection of a platform works', ['platform']);
  let watched: Parameters<Metrics['watch']> | undefined;
  let measured: Bot | undefined;

  return {
    contentType: registry.contentType,
    watch(...these) {
      watched = these;
    },
    async page() {
      if (measured) indexSize.set(measured.size);
      if (watched) {
        const [store, platforms] = watched;
        for (const [platform, up] of Object.entries(platforms())) platformUp.set({ platform }, up ? 1 : 0);
        try {
          const [open, counts] = await Promise.all([store.inbox.countOpen(), store.jobs.counts()]);
          inbox.set(open);
          jobs.set({ state: 'waiting' }, counts.waiting);
          jobs.set({ state: 'failed' }, counts.failed);
          storeUp.set(1);
        } catch {
          storeUp.set(0);
        }
      }
      return registry.metrics();
    },
    counting: (log) => ({
      info: (facts, message) => log.info(facts, message),
      warn(facts, message) {
        lines.inc({ level: 'warn' });
        log.warn(facts, message);
      },
      error(facts, message) {
        lines.inc({ level: 'error' });
        log.error(facts, message);
      },
    }),
    measuring(bot) {
      measured = bot;
      const commands = new Set(bot.commands.map(({ name }) => name));
      const running = new Set<Promise<Reply>>();
      const handle = async (incoming: Incoming): Promise<Reply> => {
        const { platform } = incoming.place;
        const stop = latency.startTimer({ platform });
        inFlight.inc();
        const replying = bot.handle(incoming);
        running.add(replying);
        try {
          const reply = await replying;
          handled.inc({ platform, kind: kindOf(incoming, commands), outcome: outcomeOf(reply) });
          return reply;
        } finally {
          running.delete(replying);
          inFlight.dec();
          stop();
        }
      };
      return {
        // The getters of the bot stay getters.
        bot: Object.create(bot, { handle: { value: handle, enumerable: true } }) as Bot,
        async idle() {
          while (running.size > 0) await Promise.allSettled(running);
        },
      };
    },
  };
}

/** A name that somebody typed would be a new label each time. */
function kindOf(incoming: Incoming, commands: ReadonlySet<string>): string {
  if (incoming.kind === 'question') return 'question';
  return commands.has(incoming.call.command) ? incoming.call.command : 'unknown';
}

function outcomeOf(reply: Reply): string {
  if (reply === undefined || reply.kind === 'taken') return 'silent';
  return reply.kind === 'form' ? 'form' : reply.answer.kind;
}
