// What runs, and how does it start and end?

import path from 'node:path';
import { runConsoleChat } from './adapters/console/console-chat.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import { createLogger } from './logger.ts';
import { type OpenBot, openBot } from './open-bot.ts';
import { databaseName } from './open-store.ts';
import { packageVersion } from './package-version.ts';
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
  process.stderr.write(`${startLines(config, opened).join('\n')}\n\n`);
  if (noPlatform) {
    await runConsoleChat({
      bot: opened.bot,
      input: process.stdin,
      output: process.stdout,
      historyFile: path.join(path.dirname(config.databaseFile), 'console-history'),
      colours: config.colours,
    });
  }
  await opened.close();
}

/** One line for the whole, one per platform: what runs, and what is missing to run more. */
function startLines(config: Config, { bot }: OpenBot): string[] {
  const missing = {
    discord: 'not running: set DISCORD_TOKEN in .env (README ▸ Discord)',
    slack: 'not running: set SLACK_BOT_TOKEN and SLACK_APP_TOKEN in .env (README ▸ Slack)',
  };
  return [
    `Is This True? ${packageVersion()} · ${bot.size} reviewed claims · ${databaseName(config)}`,
    `Console   ${config.discord || config.slack ? 'not running: a platform is configured' : 'running: type a question, /help for commands, /quit to leave'}`,
    `Discord   ${config.discord ? 'running' : missing.discord}`,
    `Slack     ${config.slack ? 'running' : missing.slack}`,
  ];
}

await main();
