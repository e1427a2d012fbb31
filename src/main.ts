// What runs, and how does it start and end?

import path from 'node:path';
import { runConsoleChat } from './adapters/console/console-chat.ts';
import { DiscordStartError } from './adapters/discord/start-discord.ts';
import { SlackStartError } from './adapters/slack/connection.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import { createLogger } from './logger.ts';
import { type OpenBot, openBot } from './open-bot.ts';
import { databaseName } from './open-store.ts';
import { packageVersion } from './package-version.ts';
import { type RunningDiscord, runDiscord } from './run-discord.ts';
import { type RunningSlack, runSlack } from './run-slack.ts';
import { type Running, toldToStop } from './running.ts';
import { StoreError } from './store/store-error.ts';

/** For an error the operator can mend: one line, exit code 1. */
function endWith(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
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
  const log = createLogger(noPlatform && config.logLevel === 'info' ? 'warn' : config.logLevel);
  let opened: OpenBot;
  try {
    opened = await openBot(config, log);
  } catch (error) {
    if (error instanceof StoreError) endWith(error.message);
    throw error;
  }
  const running: Running[] = [];
  let failed: string | undefined;
  try {
    const discord = config.discord && (await runDiscord(opened.bot, config.discord, log));
    if (discord) running.push(discord);
    const slack = config.slack && (await runSlack(opened.bot, opened.store, config.slack, log));
    if (slack) running.push(slack);
    process.stderr.write(`${startLines(config, opened, discord, slack).join('\n')}\n\n`);
    if (noPlatform) {
      await runConsoleChat({
        bot: opened.bot,
        input: process.stdin,
        output: process.stdout,
        historyFile: path.join(path.dirname(config.databaseFile), 'console-history'),
        colours: config.colours,
      });
    } else {
      failed = (await Promise.race([toldToStop(), ...running.map(({ ended }) => ended)])) ?? undefined;
    }
  } catch (error) {
    if (!(error instanceof DiscordStartError || error instanceof SlackStartError)) throw error;
    failed = error.message;
  }
  await Promise.all(running.map((platform) => platform.stop()));
  await opened.close();
  if (failed !== undefined) endWith(failed);
}

/** One line for the whole, one per platform: what runs, and what is missing to run more. */
function startLines(
  config: Config,
  { bot }: OpenBot,
  discord: RunningDiscord | undefined,
  slack: RunningSlack | undefined,
): string[] {
  const missing = {
    discord: 'not running: set DISCORD_TOKEN in .env (README ▸ Discord)',
    slack: 'not running: set SLACK_BOT_TOKEN and SLACK_APP_TOKEN in .env (README ▸ Slack)',
  };
  return [
    `Is This True? ${packageVersion()} · ${bot.size} reviewed claims · ${databaseName(config)}`,
    `Console   ${config.discord || config.slack ? 'not running: a platform is configured' : 'running: type a question, /help for commands, /quit to leave'}`,
    ...(discord?.lines ?? [missing.discord]).map((line, i) => `${i === 0 ? 'Discord   ' : '          '}${line}`),
    ...(slack?.lines ?? [missing.slack]).map((line, i) => `${i === 0 ? 'Slack     ' : '          '}${line}`),
  ];
}

await main();
