import { describe, expect, it } from '@jest/globals';
import { commandPayloads } from '../../../src/adapters/discord/command-payloads.ts';
import type { CommandDefinition } from '../../../src/bot/command.ts';
import { describeCommands } from '../../../src/bot/describe-commands.ts';
import { textOf } from '../../emulators/discord/discord-emulator.ts';
import { commandFaults } from '../../emulators/discord/limits/command-limits.ts';
import type { Payload } from '../../emulators/discord/payload.ts';
import { choiceNames } from '../../emulators/discord/person.ts';
import { rumoursForTests, type TestDiscord } from './open-discord.ts';

const start = rumoursForTests();

const registrations = ({ emulator }: TestDiscord): number =>
  emulator.requests.filter(({ method, path }) => method === 'PUT' && path.endsWith('/commands')).length;

describe('registration', () => {
  it('puts every listed command and message action there, in French too, for those whom they concern', async () => {
    const { emulator, bot } = await start();
    const commands = emulator.commands();
    const slash = commands.filter(({ type }) => type === 1);
    expect(slash.map(({ name }) => name)).toEqual(bot.commands.filter(({ listed }) => listed).map(({ name }) => name));
    const named = (name: string): Payload | undefined => commands.find((one) => one.name === name);
    expect(named('Is this true?')).toMatchObject({ type: 3, name_localizations: { fr: 'Est-ce vrai ?' } });
    expect(named('check')).toMatchObject({
      default_member_permissions: null,
      contexts: [0, 1, 2],
      integration_types: [0, 1],
      description_localizations: { fr: 'Vérifier si une affirmation a été examinée' },
    });
    expect(named('settings')).toMatchObject({ default_member_permissions: '32', integration_types: [0] });
  });

  it('is within Discord’s limits, whatever a command brings', () => {
    const kinds = ['text', 'entry', 'choice', 'flag', 'number', 'person', 'group', 'channel', 'file'] as const;
    const command: CommandDefinition = {
      name: 'everything',
      role: 'operator',
      listed: true,
      summary: 'about.privacy',
      messageAction: 'message-action.check',
      options: kinds.map((kind, i) => ({
        name: kind,
        kind,
        required: i % 2 === 1,
        summary: 'about.privacy',
        choices: kind === 'choice' ? ['a', 'b'] : undefined,
        min: 1,
        max: 5,
      })),
      run: () => Promise.reject(new Error('never run')),
    };
    const payloads = commandPayloads(describeCommands([command]));
    expect(payloads).toHaveLength(2);
    expect(commandFaults(JSON.parse(JSON.stringify(payloads)) as Payload[])).toEqual([]);
  });

  it('is left alone where nothing changed, as Discord gives the commands back', async () => {
    const first = await start();
    expect(registrations(first)).toBe(1);
    const registered = first.emulator.commands();
    await first.discord.close();
    const again = await start({ before: (emulator) => emulator.presetCommands(registered) });
    expect(registrations(again)).toBe(0);
    await again.discord.close();
    const changed = await start({
      before: (emulator) => emulator.presetCommands(registered.map((one) => ({ ...one, contexts: [0] }))),
    });
    expect(registrations(changed)).toBe(1);
  });

  it('that fails is logged, and the bot answers all the same', async () => {
    const opened = await start({
      before: (emulator) => emulator.faults.fail({ method: 'PUT', path: /\/commands$/, status: 400 }),
    });
    const { general, ana, at, settled } = opened;
    expect(opened.log()).toContain('error: could not register the commands');
    ana.says(general, `${at} the moon is made of green cheese`);
    await settled();
    expect(general.botMessages).toHaveLength(1);
  });
});

describe('the commands', () => {
  it('complete an entry from half-remembered words, in the person’s language', async () => {
    const { ana, ben, general } = await start();
    const typed = await ana.types('/show', 'entry', 'chese', { in: general });
    expect(choiceNames(typed)[0]).toBe('The Moon is made of green cheese.');
    const enFrancais = await ben.types('/show', 'entry', 'fromage', { in: general });
    expect(choiceNames(enFrancais)[0]).toBe('La Lune est faite de fromage vert.');
    const shown = await ana.runs('/show', { entry: 'moon-cheese' }, { in: general });
    expect(JSON.stringify(shown.message?.payload.embeds)).toContain('False');
  });

  it('show a list to choose from, and what is chosen below it', async () => {
    const { ana, general } = await start();
    const found = await ana.runs('/find', { query: 'mars' }, { in: general });
    const chosen = await ana.chooses(found.message!, 'There is a giant face carved on Mars.');
    expect(JSON.stringify(chosen.message?.payload.embeds)).toContain('It is a hill');
  });

  it('keep settings for the managers: others do not see them, and are refused where they get to them anyway', async () => {
    const { ana, ben, guild, general, emulator } = await start();
    await expect(ana.runs('/settings', {}, { in: general })).rejects.toThrow('not shown to Ana');
    guild.join(ben, guild.role('Boss', ['ManageGuild']));
    const mods = guild.role('Mods');
    const options = { language: 'fr', 'moderator-group': mods, 'log-channel': general, 'repeat-minutes': 0 };
    const ran = await ben.runs('/settings', options, { in: general, locale: 'en-US' });
    expect(emulator.screen(general, ben)).toContain('@Mods');
    expect(emulator.screen(general, ben)).toContain('#general');
    expect(ran.message?.pinged).toEqual([]);
    expect(ran.message?.onlyFor?.name).toBe('Ben');
  });

  it('answer a mention in the language that is set, where the person’s own is not known', async () => {
    const { ana, ben, guild, general, settled, at, emulator } = await start();
    guild.join(ben, guild.role('Boss', ['ManageGuild']));
    await ben.runs('/settings', { language: 'fr' }, { in: general });
    ana.says(general, `${at} the moon is made of green cheese`);
    await settled();
    expect(emulator.screen(general)).toContain('❌ Faux');
  });

  it('/help and /about tell what the bot does and keeps', async () => {
    const { ana, general, emulator } = await start();
    await ana.runs('/help', {}, { in: general });
    await ana.runs('/about', {}, { in: general });
    const screen = emulator.screen(general, ana);
    expect(screen).toContain('`/check TEXT [PRIVATE]`');
    expect(screen).toContain('Version 0.0.0 · 2 reviewed claims');
    expect(screen).toContain('Privacy: your messages are not stored.');
  });

  it('refuse a button of another time in the person’s language', async () => {
    const { ben, general } = await start();
    const ran = await ben.runs('/find', { query: 'moon' }, { in: general });
    const rows = ran.message?.payload.components as { components: Payload[] }[];
    rows[0]!.components = [{ type: 2, style: 2, label: 'Old', custom_id: '!!' }];
    const pressed = await ben.presses(ran.message!, 'Old');
    expect(pressed.message && textOf(pressed.message)).toContain('Ce bouton ne fonctionne plus');
  });
});
