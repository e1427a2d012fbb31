// What does the bot look like in Slack? Draws docs/pictures/slack-*.png from what the bot really posts.
//
// node scripts/run-with-tests.mjs scripts/pictures-slack.ts [CHROMIUM], default /usr/bin/chromium.

import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { slackManifest } from '../src/adapters/slack/manifest.ts';
import { startSlack } from '../src/adapters/slack/start-slack.ts';
import { startBot } from '../src/bot/bot.ts';
import { readEntryFolder } from '../src/entry/entry-folder.ts';
import { loadModel } from '../src/model-files.ts';
import { dataFolder } from '../src/package-paths.ts';
import { packageVersion } from '../src/package-version.ts';
import { applyCurated } from '../src/store/apply-curated.ts';
import { openSqliteStore } from '../src/store/sqlite/open-sqlite-store.ts';
import { appFromManifest } from '../test/emulators/slack/app-config.ts';
import { startSlackEmulator } from '../test/emulators/slack/emulator.ts';
import type { Shown } from '../test/emulators/slack/look/render-html.ts';
import { drawPictures } from './picture.ts';

/** Width of the page in CSS pixels. */
const WIDTH = 720;

const folder = mkdtempSync(path.join(os.tmpdir(), 'pictures-'));

const store = await openSqliteStore({ file: path.join(folder, 'pictures.sqlite') });
await applyCurated(store, (await readEntryFolder(path.join(dataFolder, 'claims'))).files);
const log = { info: () => undefined, warn: console.warn, error: console.error };
const bot = await startBot({ store, model: loadModel(), log, version: packageVersion() });
const emulator = await startSlackEmulator({ app: appFromManifest(slackManifest(bot.commands)) });
const workspace = emulator.workspace({ name: 'Film club' });
const { appToken } = emulator.app;
const adapter = await startSlack({ bot, log, appToken, botToken: workspace.botToken, apiUrl: emulator.apiUrl });
emulator.watch(adapter.app);

/** Drawn at the end: a browser that runs meanwhile would hold up the socket until Slack's side gives it up. */
const pages: { readonly name: string; readonly html: string }[] = [];

function keep(name: string, shown: Shown): void {
  pages.push({ name: `slack-${name}`, html: emulator.renderSlackHtml(workspace, shown) });
}

try {
  const [ana, ben] = [workspace.user('Ana'), workspace.user('Ben')];
  const chloe = workspace.user('Chloé', { locale: 'fr-FR' });
  const [general, salon, vague] = [
    workspace.channel('general'),
    workspace.channel('salon'),
    workspace.channel('rumours'),
  ];

  await ana.runs('/istrue', 'Netflix wrote to a guy who watched 188 episodes of The Office in a row', general);
  keep('answer', { channel: general, viewer: ana.id });

  const { said } = await ben.says(salon, 'on n’utilise que 10 % de notre cerveau, véridique');
  await chloe.mentions(salon, 'c’est vrai ?', { thread: said ?? '' });
  keep('thread', { channel: salon, viewer: chloe.id });

  await ben.mentions(vague, 'the office netflix email');
  await ben.mentions(vague, 'Netflix called a man who watched 188 episodes of Friends');
  keep('doubt', { channel: vague, viewer: ben.id });

  const { home } = await ana.opensHome();
  if (home !== undefined) keep('home', { view: home });
} finally {
  await adapter.stop();
  await emulator.close();
  await bot.stop();
  await store.close();
  drawPictures(pages, WIDTH);
  rmSync(folder, { recursive: true });
}
