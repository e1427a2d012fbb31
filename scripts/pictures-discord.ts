// What does the bot look like in Discord? Draws docs/pictures/discord-*.png from what the bot really posts.
//
// node scripts/run-with-tests.mjs scripts/pictures-discord.ts [CHROMIUM], default /usr/bin/chromium.

import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startDiscord } from '../src/adapters/discord/start-discord.ts';
import { startBot } from '../src/bot/bot.ts';
import { readEntryFolder } from '../src/entry/entry-folder.ts';
import { loadModel } from '../src/model-files.ts';
import { dataFolder } from '../src/package-paths.ts';
import { packageVersion } from '../src/package-version.ts';
import { applyCurated } from '../src/store/apply-curated.ts';
import { openSqliteStore } from '../src/store/sqlite/open-sqlite-store.ts';
import { manualClock } from '../test/emulators/discord/clock.ts';
import { startDiscordEmulator } from '../test/emulators/discord/discord-emulator.ts';
import type { Person } from '../test/emulators/discord/person.ts';
import { type HtmlOptions, renderDiscordHtml } from '../test/emulators/discord/render-html.ts';
import type { WorldMessage } from '../test/emulators/discord/world.ts';
import { drawPictures } from './picture.ts';

/** Width of the page in CSS pixels. */
const WIDTH = 712;

const folder = mkdtempSync(path.join(os.tmpdir(), 'pictures-'));
const pages: { readonly name: string; readonly html: string }[] = [];

function keep(name: string, messages: readonly WorldMessage[], viewer: Person, options: HtmlOptions = {}): void {
  pages.push({ name: `discord-${name}`, html: renderDiscordHtml(messages, viewer, options) });
}

const store = await openSqliteStore({ file: path.join(folder, 'pictures.sqlite') });
await applyCurated(store, (await readEntryFolder(path.join(dataFolder, 'claims'))).files);
const log = { info: () => undefined, warn: console.warn, error: console.error };
const bot = await startBot({ store, model: loadModel(), log, version: packageVersion() });
// A day on which pictures drawn again come out the same.
const emulator = await startDiscordEmulator({ clock: manualClock(Date.UTC(2026, 10, 25, 20, 15)), patience: 120_000 });
const guild = emulator.guild({ name: 'Film club' });
const [general, salon] = [guild.channel('general'), guild.channel('salon')];
const [ana, ben, chloe] = [
  emulator.person('Ana', { locale: 'en-GB' }),
  emulator.person('Ben', { locale: 'en-GB' }),
  emulator.person('Chloé', { locale: 'fr' }),
];
const adapter = await startDiscord({ bot, token: emulator.token, log, apiUrl: emulator.restUrl });
const settled = () => emulator.settled(() => adapter.idle());
await settled();

try {
  const rumour = ben.says(
    general,
    'Netflix wrote to a guy who watched 188 episodes of The Office in a row to ask if he was ok 😅',
  );
  ana.says(general, `${emulator.botMention} is this true?`, { replyTo: rumour });
  await settled();
  const [answer] = general.botMessages;
  if (answer === undefined) throw new Error('the bot did not answer');
  keep('answer', general.messages, ana);

  await ana.presses(answer, 'Sources and timeline');
  await settled();
  keep('details', ana.privateMessages.slice(0, 1), ana);

  const histoire = ben.says(salon, 'on n’utilise que 10 % de notre cerveau, véridique');
  await chloe.usesOn('Est-ce vrai ?', histoire);
  await settled();
  keep('private', salon.messages, chloe);

  const vague = guild.channel('vague');
  await settled();
  ben.says(vague, `${emulator.botMention} the office netflix email`);
  await settled();
  ben.says(vague, `${emulator.botMention} Netflix called a man who watched 188 episodes of Friends`);
  await settled();
  keep('doubt', vague.messages, ben, { openMenus: true });
} finally {
  await adapter.stop();
  await emulator.close();
  await bot.stop();
  await store.close();
  drawPictures(pages, WIDTH);
  rmSync(folder, { recursive: true });
}
