// What runs, and how does it start and end?

import path from 'node:path';
import { runConsoleChat } from './adapters/console/console-chat.ts';
import { DiscordStartError } from './adapters/discord/discord-start-error.ts';
import { ENDED_FOR_GOOD } from './adapters/discord/ended-for-good.ts';
import { SlackStartError } from './adapters/slack/slack-start-error.ts';
import { loadLanguageDetector } from './bot/asker.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import { createLogger } from './logger.ts';
import { type OpenBot, openBot } from './open-bot.ts';
import { databaseName } from './open-store.ts';
import { startOperation } from './operation/start-operation.ts';
import { packageVersion } from './package-version.ts';
import { type Running, toldToStop } from './running.ts';
import { StoreError } from './store/store-error.ts';

/** For an error the operator can mend: one line, exit code 1. */
function endWith(message: string, code = 1): never {
  process.stderr.write(`${message}\n`);
  process.exit(code);
}

async function main(): Promise<void> {
  let config: Config;
  try {
    config = readConfig();
  } catch (error) {
    if (error instanceof ConfigError) endWith(error.message);
    throw error;
  }
  const noPlatform = config.discord === undefined && config.slack === undefined;
  // In a chat the log would stand between the lines; what matters there is told on screen.
  const operation = await startOperation(
    // One port, one process: the one that started the shards.
    config.discord?.isShard ? undefined : config.operation,
    createLogger(noPlatform && config.logLevel === 'info' ? 'warn' : config.logLevel),
  );
  const { log } = operation;
  let opened: OpenBot;
  try {
    opened = await openBot(config, log);
  } catch (error) {
    if (error instanceof StoreError) endWith(error.message);
    throw error;
  }
  const { store } = opened;
  const bot = operation.follow(opened.bot, store);
  const running: Running[] = [];
  const giveUp = new AbortController();
  /** Each platform by itself: one that cannot be reached yet holds up no other. */
  const start = async (
    name: keyof typeof LABELS,
    run: (signal: AbortSignal) => Promise<Running & { readonly lines: readonly string[] }>,
  ): Promise<string> => {
    operation.platform(name, undefined);
    const platform = await run(giveUp.signal);
    running.push(platform);
    operation.platform(name, platform);
    tell(config.discord?.isShard ? platform.lines : labelled(LABELS[name], platform.lines));
    return platform.ended;
  };
  const { discord, slack } = config;
  const starts: Promise<string>[] = [];
  let failed: string | undefined;
  // What is the same for all is said once, by the process that started the shards.
  if (!discord?.isShard) tell(startLines(config, opened));
  // A platform's library is loaded where the platform is configured only: together they take half a second.
  if (discord)
    starts.push(
      start('discord', async (signal) => {
        const { runDiscord } = await import('./run-discord.ts');
        return runDiscord(bot, discord, log, signal);
      }),
    );
  // The process that started the shards runs Slack.
  if (slack && !discord?.isShard)
    starts.push(
      start('slack', async (signal) => {
        const { runSlack } = await import('./run-slack.ts');
        return runSlack(bot, store, slack, log, signal);
      }),
    );
  // While the platforms are being reached, so that the first question does not wait for it.
  if (!noPlatform) setImmediate(loadLanguageDetector);
  try {
    if (noPlatform) {
      await runConsoleChat({
        bot,
        input: process.stdin,
        output: process.stdout,
        historyFile: path.join(path.dirname(config.databaseFile), 'console-history'),
        colours: config.colours,
      });
    } else {
      failed = (await Promise.race([toldToStop(), ...starts])) ?? undefined;
    }
  } catch (error) {
    if (!(error instanceof DiscordStartError || error instanceof SlackStartError)) throw error;
    failed = error.message;
  }
  giveUp.abort();
  await operation.end([() => Promise.all(running.map((platform) => platform.stop())), opened.close]);
  if (failed !== undefined) endWith(failed, discord?.isShard ? ENDED_FOR_GOOD : 1);
  // So would the channel to the process that started this one for a shard.
  if (process.connected) process.disconnect();
  // A connection that was still being tried would keep the process.
  if (running.length < starts.length) process.exit();
}

const LABELS = { discord: 'Discord   ', slack: 'Slack     ' } as const;

function labelled(label: string, lines: readonly string[]): string[] {
  return lines.map((line, i) => `${i === 0 ? label : ' '.repeat(label.length)}${line}`);
}

/** For the operator: on standard error, apart from the log by an empty line. */
function tell(lines: readonly string[]): void {
  process.stderr.write(`${lines.join('\n')}\n\n`);
}

/** One line for the whole, and one for each platform that does not run: what is missing to run more. */
function startLines(config: Config, { bot }: OpenBot): string[] {
  return [
    `Is This True? ${packageVersion()} · ${bot.size} reviewed claims · ${databaseName(config)}`,
    `Console   ${config.discord || config.slack ? 'not running: a platform is configured' : 'running: type a question, /help for commands, /quit to leave'}`,
    ...(config.discord ? [] : [`${LABELS.discord}not running: set DISCORD_TOKEN in .env (README ▸ Discord)`]),
    ...(config.slack
      ? []
      : [`${LABELS.slack}not running: set SLACK_BOT_TOKEN and SLACK_APP_TOKEN in .env (README ▸ Slack)`]),
  ];
}

await main();
