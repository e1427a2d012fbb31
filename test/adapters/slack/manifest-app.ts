// How does Slack know the app from our own manifest?

import { slackManifest } from '../../../src/adapters/slack/manifest.ts';
import { commandTable } from '../../../src/bot/commands/command-table.ts';
import { appFromManifest } from '../../emulators/slack/app-config.ts';

export type Mode = 'socket' | 'http';

export function manifestApp(mode: Mode) {
  const url = mode === 'http' ? 'https://istrue.example' : undefined;
  return appFromManifest(slackManifest(commandTable, url));
}
