// How does the program run the bot on Slack?

import { startSlack } from './adapters/slack/start-slack.ts';
import type { Bot } from './bot/bot.ts';
import type { Log } from './bot/log.ts';
import type { SlackConfig } from './config.ts';
import type { Running } from './running.ts';
import type { Store } from './store/store.ts';

export interface RunningSlack extends Running {
  /** What the operator should know at the start, a line each. */
  readonly lines: readonly string[];
}

/**
 * Waits where Slack cannot be reached yet.
 * @param signal gives up the waiting.
 * @throws SlackStartError where Slack refuses a token, or the port is taken.
 */
export async function runSlack(
  bot: Bot,
  store: Pick<Store, 'installations'>,
  { oauth, ...config }: SlackConfig,
  log: Log,
  signal: AbortSignal,
): Promise<RunningSlack> {
  const adapter = await startSlack({
    bot,
    log,
    signal,
    ...config,
    oauth: oauth && { ...oauth, installations: store.installations },
  });
  const lines = [
    adapter.url === undefined ? `running in ${adapter.mode}` : `running in ${adapter.mode} mode on ${adapter.url}`,
    ...(oauth === undefined ? [] : [`workspaces install it at ${adapter.url}/slack/install, behind your proxy`]),
  ];
  return Object.assign(adapter, { lines });
}
