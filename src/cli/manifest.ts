// What does the published Slack manifest say?

import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Command } from 'commander';
import { stringify } from 'yaml';
import { slackManifest } from '../adapters/slack/manifest.ts';
import { commandTable } from '../bot/commands/command-table.ts';
import { packageFolder } from '../package-paths.ts';

/** Where the manifest for Socket Mode is published. */
export const manifestFile = path.join(packageFolder, 'slack-manifest.yaml');

const HEADER = `# The Slack app's manifest: paste it under api.slack.com/apps ▸ Create New App ▸ From a manifest (docs/slack.md).
# Written from the bot's commands by "npm run cli -- manifest"; for HTTP mode: "npm run cli -- manifest --url https://…".
`;

/** The manifest as text. @param url the public address of the bot in HTTP mode; without it, Socket Mode. */
export function manifestText(url?: string): string {
  return HEADER + stringify(slackManifest(commandTable, url), { lineWidth: 0 });
}

/** `manifest [--url ADDRESS]`: writes the manifest, or prints that for HTTP mode. */
export function manifestCommand(): Command {
  return new Command('manifest')
    .description('write the Slack app manifest, or print the one for HTTP mode')
    .option('--url <address>', 'the public address of the bot, such as https://istrue.example.org')
    .action(async ({ url }: { url?: string }) => {
      if (url !== undefined) {
        process.stdout.write(manifestText(url));
        return;
      }
      await writeFile(manifestFile, manifestText());
      console.log(`written: ${manifestFile}`);
    });
}
