// What do moderators see? Draws docs/pictures/moderators-*.png from what the bot really posts on Discord and Slack.
//
// node scripts/run-with-tests.mjs scripts/pictures-moderators.ts [CHROMIUM], default /usr/bin/chromium.

import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startDiscord } from '../src/adapters/discord/start-discord.ts';
import { slackManifest } from '../src/adapters/slack/manifest.ts';
import { startSlack } from '../src/adapters/slack/start-slack.ts';
import { type Bot, startBot } from '../src/bot/bot.ts';
import { loadModel } from '../src/model-files.ts';
import { packageVersion } from '../src/package-version.ts';
import { loadRatings } from '../src/rating-file.ts';
import { openSqliteStore } from '../src/store/sqlite/open-sqlite-store.ts';
import type { Store } from '../src/store/store.ts';
import { manualClock } from '../test/emulators/discord/clock.ts';
import { startDiscordEmulator } from '../test/emulators/discord/discord-emulator.ts';
import { renderFormHtml } from '../test/emulators/discord/render-form-html.ts';
import { type HtmlOptions, renderDiscordHtml } from '../test/emulators/discord/render-html.ts';
import type { WorldMessage } from '../test/emulators/discord/world.ts';
import { appFromManifest } from '../test/emulators/slack/app-config.ts';
import { startSlackEmulator } from '../test/emulators/slack/emulator.ts';
import type { Shown } from '../test/emulators/slack/look/render-html.ts';
import { drawPictures } from './picture.ts';

/** Width of the pages in CSS pixels. */
const WIDTH = 712;

/** A day on which pictures drawn again come out the same. */
const TODAY = Date.UTC(2026, 10, 25, 20, 15);

const RUMOUR = 'My neighbour says the mayor keeps seventeen tame badgers in his cellar!!';
const ENTRY = {
  claim: 'The mayor keeps seventeen tame badgers in his cellar.',
  verdict: 'False',
  answer: 'The town showed the cellar to the press: there are no badgers in it.',
  sources: 'https://example.org/cellar | Town Gazette | No badgers in the cellar | fact-check | 2026-11-20',
  first: '2026-11-18 | A neighbour | https://example.org/rumour | told it at the market',
};

const folder = mkdtempSync(path.join(os.tmpdir(), 'pictures-'));
const log = { info: () => undefined, warn: console.warn, error: console.error };
const pages: { readonly name: string; readonly html: string }[] = [];

/** A bot with nothing in its list, on a day that stands still. */
async function openBot(name: string): Promise<{ bot: Bot; store: Store; close(): Promise<void> }> {
  const now = () => new Date(TODAY);
  const store = await openSqliteStore({ file: path.join(folder, `${name}.sqlite`), now });
  const options = { store, model: loadModel(), log, version: packageVersion(), ratings: loadRatings(), workEveryMs: 0 };
  const bot = await startBot({ ...options, now });
  return {
    bot,
    store,
    async close() {
      await bot.stop();
      await store.close();
    },
  };
}

async function onDiscord(): Promise<void> {
  const { bot, store, close } = await openBot('discord');
  const emulator = await startDiscordEmulator({ clock: manualClock(TODAY), patience: 120_000 });
  const guild = emulator.guild({ name: 'Film club' });
  const [general, desk] = [guild.channel('general'), guild.channel('moderators')];
  const [ana, ben] = [emulator.person('Ana', { locale: 'en-GB' }), emulator.person('Ben', { locale: 'en-GB' })];
  guild.join(ana, guild.role('Moderators', ['ManageMessages']));
  await store.settings.set(`discord:${guild.id}`, { moderators: [ana.id], logChannel: desk.id });
  const adapter = await startDiscord({ bot, token: emulator.token, log, apiUrl: emulator.restUrl });
  const settled = () => emulator.settled(() => adapter.idle());
  await settled();
  const keep = (name: string, messages: readonly WorldMessage[], options: HtmlOptions = {}) =>
    pages.push({ name: `moderators-${name}`, html: renderDiscordHtml(messages, ana, options) });
  const needed = (message: WorldMessage | undefined): WorldMessage => {
    if (message === undefined) throw new Error('the bot said nothing');
    return message;
  };
  const asks = async (name: string, text: string) => {
    const asker = emulator.person(name, { locale: 'en-GB' });
    const asked = await asker.runs('/check', { text, private: true }, { in: general });
    return { asker, answer: needed(asked.message) };
  };
  try {
    const rumour = ben.says(general, RUMOUR);
    const opened = await ana.usesOn('Add to the list', rumour);
    if (opened.modal === undefined) throw new Error('no form opened');
    pages.push({ name: 'moderators-add', html: renderFormHtml(opened.modal.payload) });
    const wrong = await ana.submits(opened, { ...ENTRY, sources: 'https://example.org/cellar | Town Gazette' });
    keep('mend', [needed(wrong.message)]);
    const again = await ana.presses(needed(wrong.message), 'Mend it');
    const preview = await ana.submits(again, { sources: ENTRY.sources });
    keep('preview', [needed(preview.message)], { openMenus: true });
    await ana.presses(needed(preview.message), 'Publish');
    await settled();

    const another = await ana.runs('/add', {}, { in: general });
    const near = await ana.submits(another, {
      ...ENTRY,
      claim: 'There are seventeen badgers in the cellar of the mayor.',
    });
    keep('nearest', [needed(near.message)], { openMenus: true });

    for (const [name, text] of [
      ['Cid', 'is it true that the old bridge will be painted pink?'],
      ['Dora', 'will they really paint the old bridge pink?'],
      ['Eli', 'the library lends out umbrellas, true?'],
    ] as const) {
      const { asker, answer } = await asks(name, text);
      const consent = await asker.presses(answer, 'Ask the moderators');
      await asker.presses(needed(consent.message), 'Send, and tell me privately');
    }
    const inbox = await ana.runs('/inbox', {}, { in: desk });
    keep('inbox', [needed(inbox.message)], { openMenus: true });

    const question = 'does the mayor keep seventeen tame badgers in his cellar?';
    for (const [name, button] of [
      ['Cid', 'Helpful'],
      ['Dora', 'Helpful'],
      ['Eli', 'Not this claim'],
    ] as const) {
      const { asker, answer } = await asks(name, question);
      await asker.presses(answer, button);
    }
    const [record] = await store.entries.list({ scopes: [`discord:${guild.id}`], limit: 1 });
    const entry = record?.id ?? '';
    const form = await ana.runs('/edit', { entry, step: 'main' }, { in: desk });
    const changed = await ana.submits(form, { verdict: 'Partly true, partly false' });
    const noted = await ana.presses(needed(changed.message), 'Publish');
    const whole = await ana.submits(noted, { note: 'The town found one badger in the garden.' });
    await ana.presses(needed(whole.message), 'Publish');
    await settled();
    const history = await ana.runs('/history', { entry }, { in: desk });
    keep('history', [needed(history.message)]);
    const explain = await ana.runs('/explain', { text: question }, { in: desk });
    keep('explain', [needed(explain.message)]);

    await bot.keepHouse();
    for (let done = 1; done > 0; ) done = await bot.work();
    await settled();
    keep('digest', desk.botMessages.slice(-1));
    keep('log', desk.botMessages.slice(0, 1));
  } finally {
    await adapter.stop();
    await emulator.close();
    await close();
  }
}

async function onSlack(): Promise<void> {
  const { bot, store, close } = await openBot('slack');
  const emulator = await startSlackEmulator({ app: appFromManifest(slackManifest(bot.commands)) });
  const workspace = emulator.workspace({ name: 'Film club' });
  const { appToken } = emulator.app;
  const adapter = await startSlack({ bot, log, appToken, botToken: workspace.botToken, apiUrl: emulator.apiUrl });
  emulator.watch(adapter.app);
  const keep = (name: string, shown: Shown) =>
    pages.push({ name: `moderators-slack-${name}`, html: emulator.renderSlackHtml(workspace, shown) });
  try {
    const [ana, ben] = [workspace.user('Ana'), workspace.user('Ben')];
    const general = workspace.channel('general');
    await store.settings.set(`slack:${workspace.id}`, { moderators: [ana.id] });
    const { said } = await ben.says(general, RUMOUR);
    if (said === undefined) throw new Error('nothing was said');
    await ana.usesShortcut('add_message', said);
    if (ana.modal === undefined) throw new Error('no form opened');
    keep('add', { view: ana.modal });
    const { views, ephemeral } = await ana.submits(ana.modal, ENTRY);
    const view = views.at(-1);
    keep('preview', view ? { view } : { messages: ephemeral.slice(-1), title: 'Preview' });
    if (ana.modal !== undefined) await ana.closesView(ana.modal, true);
    const [importForm] = (await ana.runs('/istrue', 'import', general)).views;
    if (importForm === undefined) throw new Error('no form to import opened');
    keep('import', { view: importForm });
  } finally {
    await adapter.stop();
    await emulator.close();
    await close();
  }
}

try {
  await onDiscord();
  await onSlack();
} finally {
  drawPictures(pages, WIDTH);
  rmSync(folder, { recursive: true });
}
