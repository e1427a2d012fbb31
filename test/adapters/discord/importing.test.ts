// Does a moderator bring entries in as a file in Discord, and is every file that will not do told so?

import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { elephants, elephantsYaml as yaml } from '../../bot/import-export/elephants.ts';
import { alike, withEntries } from '../../bot/import-export/many-entries.ts';
import type { ChosenFile } from '../../emulators/discord/attachments.ts';
import type { OptionValue } from '../../emulators/discord/commands.ts';
import { textOf } from '../../emulators/discord/discord-emulator.ts';
import type { WorldMessage } from '../../emulators/discord/world.ts';
import { rumoursForTests, type TestDiscordOptions } from './open-discord.ts';

const start = rumoursForTests();

/** All that is to be read in a message. */
function wordsOf(message: WorldMessage | undefined): string {
  return message === undefined ? '' : `${textOf(message)}\n${JSON.stringify(message.payload.embeds)}`;
}

const open = async (options?: TestDiscordOptions) => {
  const opened = await start(options);
  const { emulator, guild, general, store } = opened;
  const mod = emulator.person('Mod');
  guild.join(mod, guild.role('Mods', ['ManageMessages']));
  await store.settings.set(`discord:${guild.id}`, { moderators: [mod.id] });
  return {
    ...opened,
    mod,
    imports: async (file: ChosenFile, options: Record<string, OptionValue> = {}) => {
      const ran = await mod.runs('/import', { file, ...options }, { in: general });
      return wordsOf(ran.message);
    },
    saved: () => store.entries.list({ scopes: [`discord:${guild.id}`], limit: 10 }),
  };
};

describe('an import in Discord', () => {
  it('says in a trial what would change, then brings it in, and the export gives it back', async () => {
    const { imports, saved, mod, general, emulator, ana, settled } = await open();
    expect(await imports({ fileName: 'claims.yaml', content: yaml }, { 'dry-run': true })).toContain('1 new');
    expect(await saved()).toEqual([]);
    expect(await imports({ fileName: 'claims.yaml', content: yaml })).toContain('1 new');
    const { message } = await ana.runs(
      '/check',
      { text: 'the mayor owns forty-two purple elephants' },
      { in: general },
    );
    expect(wordsOf(message)).toContain('The mayor owns none.');

    await mod.runs('/export', {}, { in: general });
    await settled();
    const [sent] = emulator.requests.flatMap(({ files }) => files);
    expect(sent).toMatchObject({ name: 'claims.yaml' });
    expect(await imports({ fileName: 'claims.yaml', content: sent!.text })).toContain(
      '0 new, 0 changed, 1 as they were',
    );
    // Whoever knows the address may read it: the bot's token has no business there.
    const reads = emulator.requests.filter(({ path }) => path.startsWith('/attachments/'));
    expect(reads.length).toBe(3);
    expect(reads.filter(({ authorization }) => authorization !== undefined)).toEqual([]);
  });

  it('is refused before its file is read where the person may not do that', async () => {
    const { emulator, general, guild } = await open();
    const helper = emulator.person('Helper');
    guild.join(helper, guild.role('Helpers', ['ManageMessages']));
    const file = { fileName: 'claims.yaml', content: yaml };
    const { message } = await helper.runs('/import', { file }, { in: general });
    expect(wordsOf(message)).toContain('Only moderators may do that.');
    expect(emulator.requests.filter(({ path }) => path.startsWith('/attachments/'))).toEqual([]);
  });

  it('of a file that cannot be read says why in private, and changes nothing', async () => {
    const { imports, saved, emulator, log } = await open({ adapter: { pace: { readFileWithin: 100 } } });
    const file = { fileName: 'claims.yaml', content: yaml };
    const path = /^\/attachments\//;
    expect(await imports({ ...file, size: 10_000_001 })).toContain('at most 10 MB are read in a chat');
    expect(await imports({ ...file, size: 10, content: 'a'.repeat(10_000_001) })).toContain('at most 10 MB');
    emulator.faults.fail({ path, status: 404 });
    expect(await imports(file)).toContain('no longer there');
    emulator.faults.fail({ path, status: 503 });
    expect(await imports(file)).toContain('could not be read just now');
    emulator.faults.reset({ path });
    expect(await imports(file)).toContain('could not be read just now');
    const release = emulator.faults.hold({ path });
    expect(await imports(file)).toContain('could not be read in time');
    release();
    expect(await imports({ ...file, fileName: 'claims.exe' })).toContain('“claims.exe” does not show');
    expect(await imports({ fileName: 'claims.yaml', content: '\u0000\u0001 no entry: [' })).toContain('1 left out');
    expect(await saved()).toEqual([]);
    expect(log().filter((line) => line.startsWith('error'))).toEqual([]);
  });

  it('reads from no other host, whether it is named or passed on to', async () => {
    const { imports, emulator } = await open();
    let heard = 0;
    const other = createServer((_, response) => {
      heard += 1;
      response.end(yaml);
    });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    try {
      const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}/claims.yaml`;
      const file = { fileName: 'claims.yaml', content: yaml };
      expect(await imports({ ...file, url })).toContain('lies with another service');
      expect(await imports({ ...file, url: 'file:///etc/passwd' })).toContain('lies with another service');
      emulator.faults.redirect({ path: /^\/attachments\//, to: url });
      expect(await imports(file)).toContain('lies with another service');
      emulator.faults.redirect({ path: /^\/attachments\//, to: '/attachments/1/again', times: 9 });
      expect(await imports(file)).toContain('could not be read just now');
      expect(heard).toBe(0);
    } finally {
      other.closeAllConnections();
      other.close();
    }
  });

  it('takes a file in a form as well, and opens it again after a file that will not do', async () => {
    const { general, mod, saved } = await open({
      bot: (bot) =>
        Object.assign(Object.create(bot) as typeof bot, {
          // A button opens the form: the command itself always brings a file in Discord.
          handle: (incoming: Parameters<typeof bot.handle>[0]) =>
            incoming.kind === 'call' && incoming.call.command === 'drafts'
              ? bot.handle({ ...incoming, call: { command: 'import', args: {} } })
              : bot.handle(incoming),
        }),
    });
    const opened = await mod.runs('/drafts', {}, { in: general });
    const wrong = await mod.submits(opened, { 'The file': { fileName: 'claims', content: yaml } });
    expect(wordsOf(wrong.message)).toContain('The format of “claims” does not show');
    const again = await mod.presses(wrong.message!, 'Mend it');
    const done = await mod.submits(again, {
      'The file': { fileName: 'claims', content: yaml },
      'What to do': 'Import them now',
      'The format of the file': 'yaml',
    });
    expect(wordsOf(done.message)).toContain('1 new');
    expect(await saved()).toHaveLength(1);
  });
});

describe('an export in Discord', () => {
  it('that is larger than Discord attaches is sent packed', async () => {
    const { mod, general, emulator, settled } = await open({ wrap: withEntries(() => alike(12_000)) });
    const done = await mod.runs('/export', { format: 'json' }, { in: general });
    await settled();
    expect(wordsOf(done.message)).toContain('it is packed (gzip)');
    const [sent] = emulator.requests.flatMap(({ files }) => files);
    expect(sent).toMatchObject({ name: 'claims.json.gz' });
    expect(sent!.bytes).toBeLessThan(2_000_000);
  });

  it('that is too large even so says how whoever runs the bot writes it', async () => {
    const noise = () => [{ ...elephants, answer: { en: randomBytes(12_000_000).toString('base64') } }];
    const { mod, general, guild } = await open({ wrap: withEntries(noise) });
    const { message } = await mod.runs('/export', { format: 'json' }, { in: general });
    expect(wordsOf(message)).toContain(`export claims.json --scope discord:${guild.id}`);
  });
});
