// Is everything in order, and if not, what is to be done?

import { access, constants } from 'node:fs/promises';
import { Command } from 'commander';
import { type Config, ConfigError, readConfig } from '../config.ts';
import { readEntryFolder } from '../entry/entry-folder.ts';
import { loadModel } from '../model-files.ts';
import { checkDatabase } from '../operation/check-database.ts';
import { type Finding, fault, ok, warning } from '../operation/finding.ts';
import { packageVersion } from '../package-version.ts';
import { messageOf } from '../store/store-error.ts';

const MARKS = { ok: '✅', warning: '⚠️ ', fault: '❌' } as const;

/** `doctor [--offline]`: checks configuration, database, tokens and permissions; exit code 1 where there is a fault. */
export function doctorCommand(): Command {
  return new Command('doctor')
    .description('check configuration, database, tokens, permissions and intents, and say what to do')
    .option('--offline', 'ask no platform')
    .action(async ({ offline = false }: { offline?: boolean }) => {
      let faults = 0;
      for await (const { state, subject, text } of examine(offline)) {
        if (state === 'fault') faults += 1;
        process.stdout.write(`${MARKS[state]} ${subject}: ${text}\n`);
      }
      process.stdout.write(faults === 0 ? 'Nothing stands in the way.\n' : `${faults} to mend.\n`);
      if (faults > 0) process.exitCode = 1;
    });
}

async function* examine(offline: boolean): AsyncIterable<Finding> {
  yield ok('program', `Is This True? ${packageVersion()} on Node ${process.versions.node}`);
  let config: Config;
  try {
    config = readConfig();
    yield ok('configuration', 'has no faults');
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    yield fault('configuration', error.message);
    return;
  }
  yield await modelFinding();
  yield await entriesFinding(config.claimsFolder);
  yield* await checkDatabase(config);
  if (config.operation !== undefined && !/^(?:127\.|::1$|localhost$)/.test(config.operation.host)) {
    yield warning(
      'operation',
      `health and metrics are open to ${config.operation.host}: keep the port behind a firewall`,
    );
  }
  if (config.discord === undefined) yield ok('Discord', 'is not set up (DISCORD_TOKEN)');
  if (config.slack === undefined) yield ok('Slack', 'is not set up (SLACK_BOT_TOKEN)');
  if (offline || (config.discord === undefined && config.slack === undefined)) return;
  const { checkDiscord, checkSlack } = await import('../operation/check-platforms.ts');
  if (config.discord !== undefined) yield* await checkDiscord(config.discord);
  if (config.slack !== undefined) yield* await checkSlack(config.slack);
}

async function modelFinding(): Promise<Finding> {
  try {
    loadModel();
    return ok('model', 'is whole');
  } catch (error) {
    return fault('model', messageOf(error));
  }
}

async function entriesFinding(folder: string): Promise<Finding> {
  try {
    await access(folder, constants.R_OK);
    const { files, faults } = await readEntryFolder(folder);
    return faults.length === 0
      ? ok('entries', `${files.length} files in ${folder}`)
      : warning('entries', `${faults.length} faults in ${folder}: run validate`);
  } catch (error) {
    return warning(
      'entries',
      `${folder} cannot be read (${messageOf(error)}); only the database's entries are answered by`,
    );
  }
}
